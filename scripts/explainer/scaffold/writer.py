"""The writer of a planned project: all of its files, or none."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

import explainer
from explainer import staging
from explainer.markdown.translations import read_translations
from explainer.model import CannotCheckError
from explainer.pages.sentence_splitter import has_stop
from explainer.scaffold.file_names import escape_markdown, navigation_label, quote_yaml
from explainer.theme import LOADED_BY_TEMPLATES, write_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.scaffold.project_plan import Plan

_TEMPLATES = Path(__file__).parent / "templates"
_SUFFIX = ".jinja"
_DOT = "dot-"
"""What stands for a leading full stop in the name of a template: no file is hidden here."""

_PROGRAMS = {"build", "review", "serve", "test"}
_DASHES_IN_DAY = 2
_ASIDE = ".explainer-new-"
"""What the name of the folder begins with in which a project is made."""
_KEPT = {".git", ".DS_Store"}
"""What a folder that counts as empty may hold: a repository, and what a mere look at it leaves."""


class ScaffoldError(CannotCheckError):
    """The project cannot be made; the message says why."""


def write_project(plan: Plan, folder: Path) -> list[str]:
    """
    Write a project into a folder that is empty or not there yet; returns the paths of its files.

    It is made aside and then put in its place, so that nothing is left behind where something
    fails: in the folder if that is there, since it may be all that one may write to, or lie on a
    disk of its own. What a run that was killed has left aside is removed by the next one. Raises
    `ScaffoldError` where the folder cannot take it, and `OSError`.
    """
    _clear(folder)
    _refuse_unless_empty(folder)
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = folder if folder.is_dir() else folder.parent
        with tempfile.TemporaryDirectory(dir=aside, prefix=f"{_ASIDE}{os.getpid()}-") as name:
            made = Path(name) / "project"
            made.mkdir()
            paths = sorted(_fill(plan, made))
            _put(made, folder)
    except BaseException:
        for each in missing:
            with contextlib.suppress(OSError):
                each.rmdir()
        raise
    return paths


def _clear(folder: Path) -> None:
    """Remove what a process that was killed has made aside, in the folder or beside it."""
    for parent in (folder, folder.parent):
        for path in parent.glob(f"{_ASIDE}*"):
            process = path.name.removeprefix(_ASIDE).partition("-")[0]
            if process.isdecimal() and not staging.is_running(int(process)):
                # What is another user's can stay.
                with contextlib.suppress(OSError):
                    staging.remove(path)


def _refuse_unless_empty(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder that is empty or not there yet"
        raise ScaffoldError(message)
    found = sorted(each.name for each in folder.iterdir()) if folder.exists() else []
    others = [name for name in found if name not in _KEPT]
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        message = f"{folder} is not empty: it holds {others[0]}{more}"
        raise ScaffoldError(message)


def _put(made: Path, folder: Path) -> None:
    """Put what was made in its place: in one step, or file by file into a folder that is there."""
    if not folder.exists():
        made.rename(folder)
        return
    moved: list[Path] = []
    try:
        for each in sorted(made.iterdir()):
            each.rename(folder / each.name)
            moved.append(folder / each.name)
    except BaseException:
        for each in moved:
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        raise


def _fill(plan: Plan, root: Path) -> Iterator[str]:
    """Write every file below a folder; gives their paths."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701  (no template is HTML; each value has its own filter)
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # The usual ones begin like an anchor in Markdown.
        comment_start_string="{##",
        comment_end_string="##}",
    )
    templates.filters |= {"yaml": quote_yaml, "md": escape_markdown, "label": navigation_label}
    theme = write_theme(root)
    values = {
        "plan": plan,
        "facts": plan.metadata,
        "version": explainer.__version__,
        "published": _published(plan),
        "styles": _named(theme, ".css"),
        "programs": [
            name for name in _named(theme, ".js") if not name.startswith(LOADED_BY_TEMPLATES)
        ],
        # A title with a full stop would pass for a sentence where it is but a link.
        "stops": any(has_stop(page.title) for page in plan.sections),
    }
    pages: dict[str, str] = {}
    for name in templates.list_templates():
        if name.startswith("project/"):
            path = name.removeprefix("project/").removesuffix(_SUFFIX)
            parts = (part.replace(_DOT, ".", part.startswith(_DOT)) for part in path.split("/"))
            pages["/".join(parts)] = templates.get_template(name).render(values)
    section = templates.get_template(f"each/section.md{_SUFFIX}")
    for page in plan.sections:
        pages[f"docs/{page.path}"] = section.render(values, page=page)
    claim = templates.get_template(f"each/claim.md{_SUFFIX}")
    for stub in plan.stubs:
        pages[f"docs/claims/{stub.slug}.md"] = claim.render(values, stub=stub)
    for path, text in pages.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        if file.parent.name == "scripts" and file.name in _PROGRAMS:
            file.chmod(0o755)
        yield path
    yield from (file.relative_to(root).as_posix() for file in theme)


def _named(files: Sequence[Path], suffix: str) -> list[str]:
    """The names of the theme's files of a kind, what is general before what builds on it."""
    return [file.name for file in sorted(files, key=lambda it: it.stem) if file.suffix == suffix]


def _published(plan: Plan) -> str:
    """Who published the article and when, to end a sentence; empty where neither is known."""
    facts = plan.metadata
    by = f" by {facts.publisher}" if facts.publisher else ""
    day = ""
    if facts.issued:
        when = "on" if facts.issued.count("-") == _DASHES_IN_DAY else "in"
        day = f" {when} {read_translations('en').date(facts.issued)}"
    return f"; it was published{by}{day}" if by or day else ""
