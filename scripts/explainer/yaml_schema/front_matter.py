"""The front matter of a page: whether it ends, is YAML, and has each field once."""

from __future__ import annotations

import re

import yaml

from explainer.model import Invalid, Place
from explainer.yaml_schema.loader import compose
from explainer.yaml_schema.record import place_between
from explainer.yaml_schema.syntax_errors import syntax_error

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
"""The front matter of a page; the group is what stands between the lines of dashes."""

# Only a page that begins with a field: others may begin with a thematic break.
_OPEN = re.compile(r"---[ \t]*\n[a-z_][\w-]*[ \t]*:(?=\s)")
_BLANK_LINE = re.compile(r"^[ \t]*\n(?=[ \t]*\S)", re.MULTILINE)


def unended(path: str) -> Invalid:
    """That a page's front matter does not end."""
    hint = "put a line '---' between the fields and the text"
    return Invalid(Place(path), "has front matter that does not end", hint)


def check_front_matter(text: str, path: str) -> tuple[int, Invalid | None]:
    """
    Where the text of a page begins behind its front matter, and what is wrong with that.

    A page without front matter begins at nought. Where it does not end, all of the page is neither
    fields nor text.
    """
    match = FRONT_MATTER.match(text)
    if not match:
        return (len(text), unended(path)) if _OPEN.match(text) else (0, None)
    # The line of dashes stays as an empty one, so that lines keep their numbers.
    fields = "\n" + match[1]
    try:
        node = compose(fields)
    except yaml.YAMLError as error:
        fault = syntax_error(error, fields, path)
        blank = _BLANK_LINE.search(match[1])
        if blank and _OPEN.match(text) and fault.place.line > fields.count("\n", 0, blank.end()):
            # The dashes that were found are a thematic break in the text.
            return len(text), unended(path)
        return match.end(), fault
    is_mapping = isinstance(node, yaml.MappingNode)
    return match.end() if is_mapping else 0, _repeated_field(node, path)


def _repeated_field(node: yaml.Node | None, path: str) -> Invalid | None:
    seen: set[str] = set()
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                place = place_between(path, key.start_mark, key.end_mark)
                return Invalid(place, f"repeats the field {key.value!r}", "keep one of the two")
            seen.add(key.value)
    return None
