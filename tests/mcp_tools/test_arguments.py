"""What a tool may be called with, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import fastjsonschema
import pytest

from explainer.mcp_tools.arguments import Argument, ArgumentError, checked, json_schema
from explainer.mcp_tools.toolbox import _READING, _WRITING

PART = Argument("slug", "text", "A short name.", required=True, most=5)
ALL = (
    Argument("words", "text", "Words of the subject.", required=True, most=10),
    Argument("limit", "number", "How many.", most=20),
    Argument("tier", "choice", "What kind.", choices=("primary", "research")),
    Argument("keys", "texts", "Keys.", most=2),
    Argument("parts", "records", "Parts.", most=2, fields=(PART,)),
    Argument("one", "record", "A part.", fields=(PART,)),
)
GOOD: list[dict[str, Any]] = [
    {"words": "bridge"},
    {"words": "bridge", "limit": 1, "tier": "primary", "keys": ["a", ""], "parts": []},
    {"words": "Brücke 北", "limit": 20, "parts": [{"slug": "a"}], "one": {"slug": "b"}},
]
BAD: list[tuple[object, str]] = [
    (None, "the arguments must be an object with 'words', 'limit', 'tier', 'keys', 'parts', 'one'"),
    ([], "the arguments must be an object with 'words', 'limit', 'tier', 'keys', 'parts', 'one'"),
    ({}, "'words' is missing: Words of the subject."),
    ({"words": " "}, "'words' is empty: Words of the subject."),
    ({"words": 1}, "'words' must be a text"),
    ({"words": "a" * 11}, "'words' has 11 characters, and may have 10"),
    ({"words": "a\x00"}, "'words' holds a character that cannot be shown"),
    ({"words": "a\ue000"}, "'words' holds a character that cannot be shown"),
    ({"words": "a", "word": "b"}, "there is no 'word'; did you mean 'words'?"),
    ({"words": "a", "limit": 0}, "'limit' must be a whole number from 1 to 20"),
    ({"words": "a", "limit": 21}, "'limit' must be a whole number from 1 to 20"),
    ({"words": "a", "limit": "3"}, "'limit' must be a whole number from 1 to 20"),
    ({"words": "a", "limit": True}, "'limit' must be a whole number from 1 to 20"),
    ({"words": "a", "limit": 1.5}, "'limit' must be a whole number from 1 to 20"),
    ({"words": "a", "tier": "best"}, "'tier' must be one of primary, research"),
    ({"words": "a", "keys": "a"}, "'keys' must be a list"),
    ({"words": "a", "keys": ["a"] * 3}, "'keys' has 3 items, and may have 2"),
    ({"words": "a", "keys": [{}]}, "'keys[0]' must be a text"),
    ({"words": "a", "parts": [{}]}, "'parts[0].slug' is missing: A short name."),
    ({"words": "a", "parts": [{"slug": "a"}, {"slug": "a" * 6}]},
     "'parts[1].slug' has 6 characters, and may have 5"),
    ({"words": "a", "one": "a"}, "one must be an object with 'slug'"),
    ({"words": "a", "one": {"slug": "a", "x": 1}}, "there is no 'one.x'; there is 'slug'"),
]  # fmt: skip


@pytest.mark.parametrize("given", GOOD, ids=str)
def test_accepted(given: dict[str, Any]) -> None:
    """What is as described is taken as it is."""
    assert checked(given, ALL) == given


def test_null_is_left_out() -> None:
    """A client may send nothing for what it need not give."""
    assert checked({"words": "a", "limit": None}, ALL) == {"words": "a"}


@pytest.mark.parametrize(("given", "message"), BAD, ids=lambda it: str(it)[:60])
def test_refused(given: object, message: str) -> None:
    """What is not as described is refused with one sentence, and by the JSON Schema as well."""
    with pytest.raises(ArgumentError) as caught:
        checked(given, ALL)

    assert str(caught.value) == message


def test_schema() -> None:
    """The JSON Schema accepts what the check accepts."""
    accepts = fastjsonschema.compile(json_schema(ALL))
    for good in GOOD:
        assert accepts(good) == good
    for given, message in BAD:
        # A schema knows no blank text, and no character that cannot be shown.
        if not message.endswith("shown") and " is empty" not in message:
            with pytest.raises(fastjsonschema.JsonSchemaException):
                accepts(given)


@pytest.mark.parametrize("tool", [*_READING, *_WRITING], ids=lambda tool: tool.name)
def test_schemas_of_tools(tool: Any) -> None:  # noqa: ANN401  (a tool of the toolbox)
    """Every tool has a valid JSON Schema, and says what each argument is."""
    fastjsonschema.compile(tool.schema)

    assert all(each["description"] for each in tool.schema["properties"].values())
    assert tool.about.endswith(".")
