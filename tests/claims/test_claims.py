"""Claims and the article: what is read of their files, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import projects
from explainer.claims import (
    fingerprint,
    front_matter,
    is_claim,
    read_article,
    read_claim,
    read_ledger,
    read_one_claim,
    read_stated,
)

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = """\
title: It is.
verdict: supported
section: a.md
as_of: {as_of}
review_after: {review_after}
{more}evidence:
  - {{cite: "a#b", stance: supports, why: So.}}
  - {{cite: "c", stance: states, first_hand: no}}
  - {{cite: "d", why: So.}}
  - {{stance: supports, why: So.}}
changes:
  - {{date: 2024-01-02, what: New., verdict: supported}}
  - {{date: 2024-01-03, what: Newer.}}
"""


def fields(as_of: str = "2024-05-06", review_after: str = "2024-05-07", more: str = "") -> str:
    """The front matter of a claim."""
    return FIELDS.format(as_of=as_of, review_after=review_after, more=more)


def faults(text: str, slug: str = "a") -> list[str]:
    """What is wrong with a claim."""
    return [f"{each.place.line}: {each.message}" for each in read_claim(text, slug, "a.md")[1]]


INCOMPLETE = [
    "9: 'evidence' has an item without 'why'",
    "10: 'evidence' has an item without 'stance'",
    "11: 'evidence' has an item without 'cite'",
    "14: 'changes' has an item without 'verdict'",
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("So.", ["1: has no front matter"]),
        ("---\ntitle: A\n", ["1: has front matter that does not end"]),
        ("---\n- a\n---\n", ["1: is not a list of fields"]),
        (f"---\n{fields()}---\n", INCOMPLETE),
        (f"---\n{fields(review_after='2024-05-06')}---\n", [
            *INCOMPLETE, "6: 'review_after' is no day after 'as_of': '2024-05-06'",
        ]),
        (f"---\n{fields(review_after='2023-05-06')}---\n", [
            *INCOMPLETE, "6: 'review_after' is no day after 'as_of': '2023-05-06'",
        ]),
        (f"---\n{fields(as_of='soon')}---\n", ["5: 'as_of' is not a date: 'soon'", *INCOMPLETE]),
        (f"---\n{fields(more='article: [0123456789abcdef, x]' + chr(10))}---\n", [
            *(f"{int(each.split(':')[0]) + 1}:{each.split(':', 1)[1]}" for each in INCOMPLETE),
            "7: 'article' has an item that is no fingerprint: 'x'",
        ]),
        ("---\ntitle: A\nstub: yes\n---\n", []),
        ("---\ntitle: A\nstub: no\n---\n", [
            "2: has no 'verdict'", "2: has no 'as_of'", "2: has no 'review_after'",
            "2: has no 'evidence'",
        ]),
    ],
)  # fmt: skip
def test_faults(text: str, found: list[str]) -> None:
    """What is wrong with a claim is told with its line."""
    assert faults(text) == found


def test_hints() -> None:
    """A page without front matter is told all that belongs there."""
    hints = [read_claim(text, "a", "a.md")[1][0].hint for text in ("So.", "---\ntitle: A\n")]
    required = "'title', 'verdict', 'as_of', 'review_after', 'evidence'"

    assert hints == [
        f"begin with a line '---', then {required}, then '---'",
        "put a line '---' between the fields and the text",
    ]


def test_without_reason() -> None:
    """Evidence counts without its reason, too."""
    text = "---\nevidence:\n  - {cite: a, stance: context}\n  - {stance: context, why: So.}\n---\n"
    claim, _ = read_claim(text, "a", "a.md")

    assert claim
    assert [(item.citation.key, item.why) for item in claim.evidence] == [("a", "")]


def test_slug() -> None:
    """A claim needs a name that can be cited."""
    assert faults("---\ntitle: A\nstub: yes\n---\n", "a b") == [
        "1: cannot be cited as '@claims/a b'"
    ]
    assert faults("---\n- a\n---\n", "a b")[0] == "1: cannot be cited as '@claims/a b'"


def test_claim() -> None:
    """A claim has what its front matter holds, without what is wrong there."""
    claim, _ = read_claim(f"---\n{fields()}---\n", "deep/a", "a.md")
    stub, _ = read_claim("---\nstub: yes\n---\n", "b", "b.md")

    assert claim
    assert (claim.title, claim.verdict, claim.section, claim.as_of, claim.review_after) == (
        "It is.", "supported", "a.md", "2024-05-06", "2024-05-07",
    )  # fmt: skip
    cited = [(it.citation.key, it.citation.passage) for it in claim.evidence]
    assert cited == [("a", "b"), ("c", None)]
    assert [(it.stance, it.why, it.first_hand) for it in claim.evidence] == [
        ("supports", "So.", True), ("states", "", False),
    ]  # fmt: skip
    assert [tuple(each) for each in claim.changes] == [("2024-01-02", "New.", "supported")]
    assert not claim.stub
    assert stub
    assert (stub.title, stub.verdict, stub.stub) == ("b", "", True)


SLUGS = ("a", "deep/b", "c", "d", "index", "deep/index", "../claims/a")


def test_ledger(tmp_path: Path) -> None:
    """Every page in the folder of claims is one, but for its index."""
    good = "---\ntitle: A\nstub: yes\n---\n"
    files = {
        "index.md": good,
        "a.md": good,
        "deep/b.md": good,
        "deep/index.md": good,
        "c.md": "So.",
    }
    projects.write(tmp_path, {f"docs/claims/{name}": text for name, text in files.items()})
    folder = tmp_path / "docs/claims"
    ledger = read_ledger(folder, tmp_path)

    assert list(ledger.claims) == ["a", "deep/b"]
    assert ledger.unread == {"c": "docs/claims/c.md"}
    assert [each.message for each in ledger.invalid] == ["has no front matter"]
    found = {slug: read_one_claim(folder, tmp_path, slug) for slug in SLUGS}
    assert [slug for slug, claim in found.items() if claim] == ["a", "deep/b"]
    assert is_claim(folder / "a.md", folder)
    assert not is_claim(folder / "index.md", folder)
    assert not is_claim(tmp_path / "docs/a.md", folder)


def test_stated() -> None:
    """What a claim states in its front matter is given with its place in the page."""
    text = "---\ntitle: A\nholds: It *is*. [@a]\nbeyond: >-\n  It is\n  not.\n---\nshown_by: so\n"
    stated = read_stated(text)

    assert {name: each.text for name, each in stated.items()} == {
        "holds": "It *is*. [@a]", "beyond": "It is not.",
    }  # fmt: skip
    assert text[stated["holds"].start : stated["holds"].end] == "It *is*. [@a]"
    assert text[stated["beyond"].start :].startswith(">-")
    assert read_stated("---\ntitle: A\n---\nholds: so\n") == {}
    assert read_stated("holds: so\n") == {}
    assert read_stated("---\n- holds: so\n---\n") == {}
    assert text[slice(*front_matter(text))].startswith("title: A\n")
    assert front_matter("So.") == (0, 0)


def test_article(tmp_path: Path) -> None:
    """The article has its fields and its sentences, each with a claim, a reason or neither."""
    text = (
        "title: T\nURL: https://example.org\npublisher: P\nissued: 2024\nlanguage: en\n"
        "sentences:\n  - {fingerprint: 0123456789abcdef, claim: a}\n"
        "  - {fingerprint: 0123456789abcdee, reason: So., section: S}\n  - {claim: b}\n"
    )
    file = projects.write(tmp_path, {"docs/article.yml": text}) / "docs/article.yml"
    article, invalid = read_article(file, tmp_path)

    assert article
    assert (article.title, article.url, article.publisher, article.issued, article.language) == (
        "T", "https://example.org", "P", "2024", "en",
    )  # fmt: skip
    assert [(it.fingerprint, it.claim, it.reason, it.section) for it in article.sentences] == [
        ("0123456789abcdef", "a", None, None), ("0123456789abcdee", None, "So.", "S"),
    ]  # fmt: skip
    assert [each.message for each in invalid] == ["'sentences' has an item without 'fingerprint'"]
    assert read_article(tmp_path / "none.yml", tmp_path) == (None, [])
    file.write_text("- a\n" * 9, encoding="utf-8")
    assert read_article(file, tmp_path)[0] is None


def test_fingerprint() -> None:
    """A fingerprint has sixteen digits, and takes plain marks and spaces for others."""
    assert len(fingerprint("It is.")) == 16
    assert fingerprint("“It”  is.") == fingerprint('"It" is.')
    assert fingerprint("It is.") != fingerprint("It is!")
