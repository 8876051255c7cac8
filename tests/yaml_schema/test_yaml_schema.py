"""YAML that people maintain: its values, its mistakes, and where each of them stands."""

from __future__ import annotations

import pytest

from explainer.yaml_schema import CHECKS, Field, advice, incomplete, is_isbn, is_issn, load, parse
from explainer.yaml_schema.loader import compose

SLUGS = Field("slug", "slug", good="a-b", required=True)
FIELDS = (
    Field("title", "text", guidance="Say it.", good="Heat", required=True),
    Field("kind", "one of", guidance="Which it is.", choices=("warm", "cold")),
    Field("parts", "list", good="- {slug: a}", fields=(SLUGS, Field("when", "date"))),
    Field("words", "list", good="[a]"),
    Field("same", "groups", good="[[a, b]]"),
    Field("rest", "any"),
)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", ["a", "0"], [""]),
        (
            "date",
            ["2025", "2025-01", "2025-12", "2025-12-31", "2024-02-29", "0001-01-01", "2025-04-30"],
            ["25", "2025-00", "2025-13", "2025-01-00", "2025-02-29", "2025-04-31", "2025-1-1"],
        ),
        ("day", ["2025-08-14"], ["2025", "2025-08", "2025-08-32", "soon"]),
        (
            "address",
            ["https://a.org", "http://a.org:80/b?c#d"],
            [
                "ftp://a.org", "https://a", "https:///b.c", "a.org", "https://a.org:99999",
                "https://a.org/b c", "https://[a.org",
            ],
        ),
        ("slug", ["a", "a-b", "2.5%a", "é"], ["", "-a", "a-", "a b", "a--b"]),
        ("cite", ["a", "a#b", "claims/a"], ["", "a; b", "a, p. 4", "a]", "#b"]),
        ("fingerprint", ["0123456789abcdef"], ["0123456789abcde", "0123456789ABCDEF"]),
        ("yes or no", ["yes", "no"], ["Yes", "true", ""]),
        ("measured", ["5 m", "-5", "−5", "$5", "US$5", "US$-5"], ["m", "about 5", "USAD$5"]),
        ("number", ["5", "0.5", "1,000", "1,000.25", "16"], ["0", "0.0", "1,00", "-5", "a", "5."]),
        (
            "factor",
            ["1", "0.5", "1/3", "0.01", "1" * 40],
            ["0", "0.0", "0/3", "1/0", "1.5/2", "-1", "1" * 41],
        ),
        ("doi", ["10.1000/182", "10.1000.10/a"], ["10.1/a", "doi:10.1000/182", "10.1000/a b"]),
        (
            "isbn",
            ["978-0-306-40615-7", "0-306-40615-2", "0306406152, 9780306406157", "080442957X"],
            ["978-0-306-40615-8", "0306406153", "0306406152, 1", "08044295XX", "977-0-306-40615-7"],
        ),
        ("issn", ["0378-5955", "03785955", "2434-561X"], ["0378-5954", "0378_5955", "0378-595"]),
        ("digest", ["sha256:" + "0f" * 32], ["0f" * 32, "sha256:" + "0f" * 31]),
        ("one of", ["warm"], ["warmer", ""]),
    ],
)  # fmt: skip
def test_values(kind: str, good: list[str], bad: list[str]) -> None:
    """A value of each kind is accepted or not, whatever its field is."""
    entry = Field("it", kind, choices=("warm", "cold"))

    assert [text for text in good if CHECKS[kind](text, entry)] == []
    assert [text for text in bad if not CHECKS[kind](text, entry)] == []


@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        ("date", "2025-13", "has no such month: '2025-13'"),
        ("date", "2025-13-01", "has no such month: '2025-13-01'"),
        ("date", "2025-02-30", "has no such day: '2025-02-30'"),
        ("day", "2025-13-01", "has no such month: '2025-13-01'"),
        ("day", "2025", "names no day: '2025'"),
        ("address", "https://a.org:x", "is not an address: 'https://a.org:x'"),
        ("address", "a.org", "is not a full web address: 'a.org'"),
        ("address", "https://a.org/ b", "holds a space"),
        ("one of", "warmm", "cannot be 'warmm'; did you mean 'warm'?"),
        ("one of", "odd", "cannot be 'odd'"),
        ("isbn", "0306406152, 1", "is no ISBN, or its check digit does not fit: '1'"),
        ("issn", "1, 2", "is no ISSN, or its check digit does not fit: '1'"),
    ],
)
def test_faults(kind: str, text: str, fault: str) -> None:
    """What is wrong with a value is said in its own words."""
    assert CHECKS[kind](text, Field("it", kind, choices=("warm", "cold"))) == fault


@pytest.mark.parametrize(
    ("text", "isbn", "issn"),
    [
        ("978 0 306 40615 7", True, False),
        ("9790306406156", True, False),
        ("080442957x", True, False),
        ("0804429570", False, False),
        ("2434-561x", False, True),
        ("2434-5610", False, False),
        ("0000000000000", False, False),
        ("", False, False),
    ],
)
def test_check_digits(text: str, *, isbn: bool, issn: bool) -> None:
    """A check digit may be an X in numbers of ten and eight digits."""
    assert (is_isbn(text), is_issn(text)) == (isbn, issn)


def faults(text: str) -> list[tuple[int, int, int, int, str, str]]:
    """What is wrong with a text, with its line, column and end."""
    return [(*each.place[1:5], each.message, each.hint) for each in parse(text, "a.yml", FIELDS)[1]]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: a\n# b\n tit: c\n", None),
        ("titel: a", (1, 1, 1, 6, "has an unknown field 'titel'", "did you mean 'title'?")),
        (
            "x: a",
            (
                1, 1, 1, 2, "has an unknown field 'x'",
                "the fields are title, kind, parts, words, same, rest",
            ),
        ),
        (
            "title: a\ntitle: b",
            (2, 1, 2, 6, "repeats the field 'title'", "keep one of the two"),
        ),
        ("title: [a]", (1, 8, 1, 11, "'title' is not a text", "Say it. For example: Heat")),
        ("title: ''", (1, 8, 1, 10, "'title' is empty", "Say it. For example: Heat")),
        (
            'title: "a\\x02"',
            (
                1, 8, 1, 15, "'title' holds a character that cannot be shown",
                "Say it. For example: Heat",
            ),
        ),
        ("kind: hot", (1, 7, 1, 10, "'kind' cannot be 'hot'", "Which it is. One of: warm, cold")),
        ("words: a", (1, 8, 1, 9, "'words' is not a list", " For example: [a]")),
        (
            "words: [a, [b]]",
            (1, 12, 1, 15, "'words' has an item of the wrong kind", " For example: [a]"),
        ),
        (
            "parts: [a]",
            (1, 9, 1, 10, "'parts' has an item of the wrong kind", " For example: - {slug: a}"),
        ),
        (
            "parts:\n  - when: 2025",
            (2, 5, 2, 6, "'parts' has an item without 'slug'", " For example: a-b"),
        ),
        (
            "same: [a]",
            (1, 8, 1, 9, "'same' has an item that is not a list", " For example: [[a, b]]"),
        ),
        (
            "same: [[[a]]]",
            (1, 9, 1, 12, "'same' has an item of the wrong kind", " For example: [[a, b]]"),
        ),
        (
            "- a",
            (
                1, 1, 1, 2, "is not a list of fields",
                "write `field: value` lines, beginning with 'title'",
            ),
        ),
    ],
)  # fmt: skip
def test_mistakes(text: str, fault: tuple[int, int, int, int, str, str] | None) -> None:
    """A mistake is told with its place, and with what belongs there."""
    found = faults(text)

    assert found == [fault] if fault else len(found) == 1


@pytest.mark.parametrize(
    "text",
    ["title:\n", "title: ~", "title: null", "rest: [a, {b: c}]", "same: [[a, b], []]", "words: []"],
)
def test_no_mistake(text: str) -> None:
    """What is left empty is no mistake, nor what is not checked here."""
    assert faults(text) == []


def test_record() -> None:
    """A record has each value on one line, and knows where it stood."""
    text = "title: a\n  b\nkind: \nwords: [c\n  d, e]\nparts:\n  - {slug: f}\nsame: [[g, h], [i]]\n"
    record, invalid = parse(text, "a.yml", FIELDS)

    assert not invalid
    assert record
    assert record.place[1:3] == (1, 1)
    assert record.values == {"title": "a b"}
    assert [item.text for item in record.items("words")] == ["c d", "e"]
    assert [item.place[1:5] for item in record.items("words")] == [(4, 9, 4, 10), (5, 6, 5, 7)]
    assert [each.values for each in record.records("parts")] == [{"slug": "f"}]
    groups = record.records("same")
    assert [[item.text for item in group.items("same")] for group in groups] == [["g", "h"], ["i"]]
    assert record.records("words") == []
    assert record.items("parts") == []
    assert "kind" not in record.places
    assert list(record.places) == ["title", "words", "parts", "same"]
    assert len(record.places) == 4
    assert record.places.span("title") == (7, 12)
    assert record.places["title"][1:5] == (1, 8, 1, 9)
    assert record.places["parts"][1:3] == (7, 3)


def test_incomplete() -> None:
    """A file lacks the fields that are required, be they empty or missing."""
    for text in ("kind: warm", "title:\nkind: warm"):
        record, invalid = parse(text, "a.yml", FIELDS)
        assert record
        assert not invalid
        assert [(each.message, each.hint) for each in incomplete(record, FIELDS)] == [
            ("has no 'title'", "Say it. For example: Heat")
        ]


def test_advice() -> None:
    """The advice is an example, or all that can be chosen."""
    assert [advice(entry) for entry in FIELDS[:2]] == [
        "Say it. For example: Heat",
        "Which it is. One of: warm, cold",
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("a: 1\n\tb: 2", 2, 1, "a tab indents this line", "take the tab out"),
        ('a: "b\nc: d', 1, 4, "this quotation mark is never closed", "close it, or take it out"),
        ("a: 'b\nc: d", 1, 4, "this quotation mark is never closed", "close it, or take it out"),
        (
            'a: "b\\d"', 1, 6, "found unknown escape character",
            "write each backslash twice, or put the text in single quotes",
        ),
        (
            "a: [b\nc: d", 1, 4, "this bracket is never closed",
            "close it, or put it in quotes",
        ),
        ("a: @b", 1, 4, "found character that cannot start any token",
         "put a text that begins with '@' in quotes"),
        ("a: `b", 1, 4, "found character that cannot start any token",
         "put a text that begins with '`' in quotes"),
        ("a: *b", 1, 4, "found undefined alias", "put a text that begins with '*' in quotes"),
        ("a: b\nc\nd: e", 2, 1, "this line has no colon",
         "write `field: value`, or indent a line that goes on from the one above"),
        ("a: b\n  c: d", 2, 4, "mapping values are not allowed in this context",
         "begin the field below those beside it, and put a space behind each colon"),
        ("a: b\n- c", 2, 1, "did not find expected key",
         "begin each item of the list with '- ', one below the other"),
        ("a: b: c", 1, 5, "mapping values are not allowed in this context",
         "put a text that holds ': ' or ' #', or begins with a quote or a bracket, in quotes"),
        ('a: "b" c', 1, 8, "did not find expected key",
         "put a text that holds ': ' or ' #', or begins with a quote or a bracket, in quotes"),
        ("a: b\n\x02", 2, 1, "control characters are not allowed",
         "put a text that holds ': ' or ' #', or begins with a quote or a bracket, in quotes"),
    ],
)  # fmt: skip
def test_syntax(text: str, line: int, column: int, message: str, hint: str) -> None:
    """A text that is no YAML is told what was meant, where that is known."""
    record, (invalid,) = parse(text, "a.yml", FIELDS)

    assert record is None
    assert invalid.place[1:3] == (line, column)
    assert invalid.message == f"is not YAML: {message}"
    assert invalid.hint == hint


def test_plain_values() -> None:
    """Unchecked YAML gives its values, or nodes with their places."""
    node = compose("a: 1")

    assert load("a: [1, b]\nc: yes") == {"a": [1, "b"], "c": True}
    assert node is not None
    assert node.start_mark.column == 0
