"""
Drafts of sources and claims, as new files with `draft: yes`.

What is written is checked against the schema before; it is a problem until a person has removed
that line.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer import atomic, citations
from explainer.claims import CLAIM_FIELDS, read_claim
from explainer.mcp_tools.answers import problem_values
from explainer.mcp_tools.arguments import Argument, ArgumentError
from explainer.mcp_tools.plain_markdown import markdown_fault
from explainer.model import CLAIM_PREFIX, LABELS
from explainer.sources import FIELDS, clean, read_source, to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.mcp_tools.open_project import Look, OpenProject
    from explainer.model import Invalid
    from explainer.yaml_schema import Field

FOR_PEOPLE = ("accessed", "checked", "draft", "outcome", "read", "text-hash")
"""The fields of a source that say what a person, or `explainer snapshot`, has seen."""

_LOOKED_AT_FOR = dt.timedelta(days=180)
_MOST_ITEMS = 40
_NO_CLAIM = {"index", "README"}
_MOST_TEXT = 20_000
_OURS = ("article", "changes", "draft", "evidence", "stub")


def _arguments(fields: Iterable[Field], leave_out: tuple[str, ...] = ()) -> tuple[Argument, ...]:
    """An argument for each field of a file."""
    return tuple(_argument(each) for each in fields if each.name not in leave_out)


def _argument(each: Field) -> Argument:
    kinds = {"one of": "choice", "yes or no": "choice", "list": "records"}
    example = "" if each.choices else f" For example: {each.good}"
    return Argument(
        each.name,
        kinds.get(each.kind, "text"),
        f"{each.guidance}{example}",
        required=each.required,
        most=_MOST_ITEMS if each.kind == "list" else 1_000,
        choices=("yes", "no") if each.kind == "yes or no" else each.choices,
        fields=_arguments(each.fields),
    )


SOURCE_ARGUMENTS = (
    Argument("key", "text", "The name of its file without the ending.", required=True, most=100),
    *_arguments(FIELDS, FOR_PEOPLE),
)

_CLAIM_FIELDS = tuple(each for each in CLAIM_FIELDS if each.kind != "any")
_EVIDENCE = next(each for each in CLAIM_FIELDS if each.name == "evidence")

CLAIM_ARGUMENTS = (
    Argument("slug", "text", "The name of its file without the ending.", required=True, most=100),
    *(each._replace(required=each.name in {"title", "verdict"})
      for each in _arguments(_CLAIM_FIELDS, _OURS)),
    _argument(_EVIDENCE),
    Argument(
        "text",
        "text",
        "The text of its page: sentences that discuss each piece of evidence, with citations.",
        required=True,
        most=_MOST_TEXT,
    ),
)  # fmt: skip


def write_source(project: OpenProject, values: Mapping[str, Any]) -> dict[str, Any]:
    """
    Write the draft of a source; gives its path and the problems that it has.

    Raises `ArgumentError` where the schema refuses it or its file exists, and `OSError`.
    """
    look = project.look()
    key = values["key"]
    fields = {name: _clean(value) for name, value in values.items() if name != "key"}
    text = to_yaml({**fields, "draft": "yes"})
    file = _new_file(look.settings.sources_dir, key, ".yml")
    path = look.settings.named(file)
    source, invalid = read_source(text, key, path)
    _refuse_invalid(invalid)
    if source is None or not source.passages:
        message = "nothing was written: it has no passage, and a source is cited by its passages"
        raise ArgumentError(message)
    if file.with_suffix(".yaml").exists():
        message = f"{path.removesuffix('yml')}yaml exists: it is for a person to rename it"
        raise ArgumentError(message)
    return _write(project, file, text, f"[@{key}#{source.passages[0].slug}]")


def write_claim(project: OpenProject, values: Mapping[str, Any]) -> dict[str, Any]:
    """
    Write the draft of a claim; gives its path and the problems that it has.

    Raises `ArgumentError` where the schema refuses it, its text is more than plain Markdown, or its
    file exists, and `OSError`.
    """
    look = project.look()
    slug, body = values["slug"], values["text"]
    fields = {name: _clean(it) for name, it in values.items() if name not in {"slug", "text"}}
    for name, text in {**_texts(fields), "text": body}.items():
        if fault := markdown_fault(text):
            message = f"{name!r} holds {fault}; write only sentences, with their citations"
            raise ArgumentError(message)
    as_of = fields.setdefault("as_of", look.today)
    fields.setdefault("review_after", _later(as_of))
    first = {"date": look.today, "what": "First published.", "verdict": fields["verdict"]}
    front = {**fields, "draft": "yes", "changes": [first]}
    text = f"---\n{to_yaml(front, CLAIM_FIELDS)}---\n\n{body.strip()}\n"
    file = _new_file(look.settings.claims_dir, slug, ".md")
    claim, invalid = read_claim(text, slug, look.settings.named(file))
    _refuse_invalid(invalid)
    assert claim
    return _write(project, file, text, f"[@{claim.key}]")


def _clean(value: Any) -> Any:  # noqa: ANN401  (texts, or records of them)
    """A value whose texts are on one line; fields without any text are left out."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: text for name, each in value.items() if (text := _clean(each))}
    return [_clean(each) for each in value]


def _texts(fields: Mapping[str, Any]) -> dict[str, str]:
    """All texts of some fields and their records, by the names of the fields."""
    found = {}
    for name, value in fields.items():
        if isinstance(value, str):
            found[name] = value
        else:
            for number, record in enumerate(value):
                found |= {f"{name}[{number}].{key}": text for key, text in record.items()}
    return found


def _later(day: str) -> str:
    try:
        return (dt.date.fromisoformat(day) + _LOOKED_AT_FOR).isoformat()
    except (ValueError, OverflowError):
        # The schema says what is wrong with the day.
        return day


def _new_file(folder: Path, name: str, suffix: str) -> Path:
    """The file of a new source or claim, which does not exist and lies in its folder."""
    if not citations.is_key(name) or name in LABELS or name.startswith(CLAIM_PREFIX):
        message = f"{name!r} cannot be cited: use letters, digits and single - _ . : inside"
        raise ArgumentError(message)
    file = folder / f"{name}{suffix}"
    parts = Path(name).parts
    if ".." in parts or not file.parent.resolve().is_relative_to(folder.resolve()):
        message = f"{name!r} leads out of {folder.name}/"
        raise ArgumentError(message)
    if suffix == ".md" and parts[-1] in _NO_CLAIM:
        message = f"{file.name} is no claim; choose another name"
        raise ArgumentError(message)
    if file.exists() or file.is_symlink():
        message = f"{file.name} exists, and no file is written over; choose another name"
        raise ArgumentError(message)
    return file


def _refuse_invalid(invalid: Iterable[Invalid]) -> None:
    faults = [f"{each.message} ({each.hint})" for each in invalid]
    if faults:
        message = f"nothing was written: it {'; it '.join(faults)}"
        raise ArgumentError(message)


def _write(project: OpenProject, file: Path, text: str, cite: str) -> dict[str, Any]:
    try:
        atomic.write(file, text, new=True)
    except FileExistsError:
        message = f"{file.name} exists, and no file is written over; choose another name"
        raise ArgumentError(message) from None
    return {"written": True, **_outcome(project.look(), file), "cite": cite}


def _outcome(look: Look, file: Path) -> dict[str, Any]:
    path = look.settings.named(file)
    return {
        "path": path,
        "next": "a person has to compare it with the source and remove 'draft: yes'",
        "problems": [problem_values(each) for each in look.problems.get(path, [])],
    }
