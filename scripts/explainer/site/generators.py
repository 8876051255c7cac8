"""The program that made a page, by the page's `generator` metadata."""

from __future__ import annotations

import re

# Those that make pages from Markdown, by the first word of what they say of themselves.
_FROM_MARKDOWN = frozenset(
    {
        "astro", "bookdown", "docusaurus", "eleventy", "gatsby", "gitbook", "hexo", "hugo",
        "jekyll", "lektor", "mdbook", "mkdocs", "mystmd", "nextra", "pandoc", "pelican", "quarto",
        "retype", "starlight", "vitepress", "vuepress", "zensical", "zola",
    }
)  # fmt: skip
_META = re.compile(
    rb"<meta\b(?=[^>]*\bname\s*=\s*[\"']?generator[\"'\s/>])[^>]*"
    rb"\bcontent\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s>]+))",
    re.IGNORECASE,
)
_HEAD = 64_000
"""In how many bytes of a page the metadata is looked for."""
_FIRST_WORD = re.compile(r"[a-z]+")


def generator_of(page: bytes) -> str:
    """The name and version of the program that made a page; empty if it does not say."""
    head = page[:_HEAD]
    match = _META.search(head) if b"enerator" in head else None
    if match is None:
        return ""
    value = next(value for value in match.groups() if value is not None)
    return value.decode("utf-8", "replace").strip()


def is_from_markdown(page: bytes) -> bool:
    """Whether a page says that it was made by a program that makes pages from Markdown."""
    name = _FIRST_WORD.match(generator_of(page).lower())
    return name is not None and name[0] in _FROM_MARKDOWN
