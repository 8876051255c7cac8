"""How the extension takes its place in a parser, and what it knows of the site generator."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest

from explainer.markdown.generator import Generator
from explainer.markdown.options import OPTIONS, fields
from explainer.markdown.read_line import _runs

EXTENSIONS = ["abbr", "attr_list", "footnotes", "md_in_html", "tables", "toc"]
# Each before the next: what the comments of the extension say of the order.
ORDER = {
    "inlinePatterns": ["backtick", "escape", "explainer-escape", "explainer-citation", "reference"],
    "treeprocessors": [
        "explainer-parts", "inline", "explainer-summary", "explainer-claim", "explainer-heading",
        "attr_list", "abbr", "explainer-label", "explainer-as-of", "explainer-terms", "toc",
        "explainer-references", "explainer-preview",
    ],
}  # fmt: skip
PRIORITIES = {
    "explainer-escape": 178, "explainer-citation": 175, "explainer-parts": 30,
    "explainer-label": 6.5, "explainer-summary": 14, "explainer-claim": 13,
    "explainer-heading": 12, "explainer-as-of": 6, "explainer-terms": 5.5,
    "explainer-references": -5, "explainer-preview": -10, "explainer-addresses": 7.5,
}  # fmt: skip
RENDERED = ("summary", "claim", "heading", "as-of", "terms", "references", "preview")


def parser(**options: object) -> markdown.Markdown:
    """A parser with the extension and others of Python-Markdown's."""
    configs = {"explainer.markdown": options}
    return markdown.Markdown(
        extensions=[*EXTENSIONS, "explainer.markdown"], extension_configs=configs
    )


def priorities(md: markdown.Markdown) -> dict[str, float]:
    """The priorities of what the extension has registered in a parser."""
    registries: tuple[Any, ...] = (md.inlinePatterns, md.treeprocessors)
    return {
        item.name: item.priority
        for registry in registries
        for item in registry._priority  # noqa: SLF001  (nothing else tells them)
        if item.name.startswith("explainer-")
    }


def test_order() -> None:
    """Each processor runs before and after those that it has to."""
    md = parser()
    for registry, names in ORDER.items():
        found: Any = getattr(md, registry)
        found._sort()  # noqa: SLF001  (nothing else tells the names)
        ordered = [item.name for item in found._priority if item.name in names]  # noqa: SLF001

        assert ordered == names
    # Extensions of others place themselves by these numbers.
    assert priorities(md) == PRIORITIES


def test_checking() -> None:
    """A conversion for the checks renders nothing."""
    rendered = {f"explainer-{name}" for name in RENDERED}

    assert set(priorities(parser(checking=True))) == set(PRIORITIES) - rendered


def generator(
    tree: dict[str, object] | None = None, pre: dict[str, object] | None = None
) -> Generator:
    """What a site generator has left on a parser."""
    md: Any = SimpleNamespace(treeprocessors=tree or {}, preprocessors=pre or {})
    return Generator(md)


def page(path: str, meta: object) -> SimpleNamespace:
    """A page of a site generator."""
    return SimpleNamespace(src_uri=path, path=path, meta=meta)


def mkdocs(path: str, of: object, config: object) -> dict[str, object]:
    """What MkDocs leaves on a parser."""
    file = SimpleNamespace(src_uri=path, page=of)
    return {"relpath": SimpleNamespace(file=file, config=config)}


def zensical(of: object, config: object) -> dict[str, object]:
    """What Zensical leaves on a parser."""
    return {"rendering_context": SimpleNamespace(page=of, config=config)}


@pytest.mark.parametrize(
    ("found", "path", "meta", "has_page", "docs"),
    [
        (generator(), "index.md", {}, False, None),
        (generator(mkdocs("a.md", None, {"docs_dir": "/d"})), "a.md", {}, False, "/d"),
        (generator(mkdocs("a.md", page("a.md", {"b": 1}), {})), "a.md", {"b": 1}, True, None),
        (generator(mkdocs("a.md", page("a.md", {}), None)), "a.md", {}, True, None),
        (generator(mkdocs("a.md", page("a.md", None), None)), "a.md", {}, True, None),
        (generator({}, zensical(page("c.md", {"b": 2}), {"docs_dir": "/e"})), "c.md", {"b": 2},
         True, "/e"),
        (generator(mkdocs("a.md", page("a.md", {"b": 1}), {"docs_dir": "/d"}),
                   zensical(page("c.md", {}), {})), "a.md", {"b": 1}, True, "/d"),
    ],
)  # fmt: skip
def test_generator(
    found: Generator, path: str, meta: dict[str, object], has_page: bool, docs: str | None  # noqa: FBT001
) -> None:  # fmt: skip
    """The page, its front matter and the folder of pages are the generator's, if there is one."""
    assert found.page_path == path
    assert found.front_matter == meta
    assert found.has_page is has_page
    assert found.docs_dir == (Path(docs) if docs else None)


def test_fields() -> None:
    """Each option is a field: a list if it has fields of its own, and else a text."""
    found = {field.name: field for field in fields()}

    assert list(found) == [option.name for option in OPTIONS]
    for option in OPTIONS:
        field = found[option.name]
        assert field.kind == ("list" if option.fields else "text")
        assert field.guidance.endswith(f"; without it: {option.otherwise}.")
    assert {field.kind for field in found.values()} == {"list", "text"}


def test_runs() -> None:
    """A sentence has up to four citations in a row."""
    groups: Any = [[name] for name in "abcde"]
    found = ["".join(map(str, run)) for run in _runs(groups)]

    assert found == [
        "a", "ab", "abc", "abcd", "b", "bc", "bcd", "bcde", "c", "cd", "cde", "d", "de", "e",
    ]  # fmt: skip
