"""The positions of a few URLs in a page are those that reading the whole page gives."""

from __future__ import annotations

import pytest

from explainer.site import tag_positions, url_positions

PAGES = {
    "plain": "<p><a href=a>x</a> <a href='b' id=a>y</a> <img src=a>",
    "escaped": "<a href='a?b&amp;c'>x</a><a href='a?b&c'>y</a><a href='&#97;?b&c'>z</a>",
    "in a comment": "<!-- <a href=a> --><a href=a>x</a>",
    "comment in another way": "<!--><a href=a>x</a> --!> <a href=a>",
    "in a script": "<script>'<a href=a>'</script><a href=a>x</a>",
    "in a text": "<textarea><a href=a></textarea><a href=a>x</a>",
    "in a template": "<template><a href=a></template><a href=a>x</a>",
    "in a value": "<a title='<a href=b>' href=a>x</a>",
    "behind a bracket": "<a title='1 > 0' href=a>x</a><a title='<i>' href=a>y</a>",
    "data": "<script type='application/ld+json'>{'url': 'a'}</script><style>b{c:url(a)}</style>",
    "sets": "<img srcset='a 1x, b 2x' src=a><a ping='a b' href=a></a>",
    "none": "<p>a",
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_same_positions(html: str) -> None:
    """Each URL of a page is found at each of its places, and nowhere else."""
    everything = url_positions.occurrences(html)
    wanted = {(each.kind, each.url) for each in everything}

    for one in [*([each] for each in sorted(wanted)), wanted, {("a href", "a")}]:
        found = tag_positions.find(html, one)
        expected = {each: [known for known in everything if known[:2] == each] for each in one}

        assert expected == found


@pytest.mark.parametrize(
    ("html", "wanted", "whole"),
    [
        ("<p><a href=a>x</a> <a href='b'>y</a>", [("a href", "a"), ("a href", "b")], 0),
        ("<a href='a?b&amp;c'>x</a>", [("a href", "a?b&c")], 0),
        ("<a href='&#97;'>x</a>", [("a href", "a")], 0),
        ("<a href=&quot;>x</a>", [("a href", '"')], 1),
        ("<!-- <a href=a> --><a href=a>x</a>", [("a href", "a")], 0),
        ("<a title='<a href=b>' href=a>x</a>", [("a href", "a")], 0),
        ("<a title='1 > 0' href=a>x</a>", [("a href", "a")], 0),
        ("<img srcset='a 1x, b 2x'>", [("img srcset", "b")], 0),
        ("<a href=''>x</a>", [("a href", "")], 1),
        ("<style>b{c:url(a)}</style>", [("style", "a")], 1),
        ("<TEXTAREA></TEXTAREA><a href=a>x</a>", [("a href", "a")], 1),
        ("<a href=b>x</a>", [("a href", "a")], 1),
        ("<a href=b>x</a>", [("a href", "a"), ("a href", "b")], 1),
        ("<a href=u1>x</a>" * 2, [("a href", f"u{n}") for n in range(1, 1001)], 1),
        ("".join(f"<a href=u{n}>x</a>" for n in range(1000)),
         [("a href", f"u{n}") for n in range(1000)], 0),
        ("".join(f"<a href=u{n}>x</a>" for n in range(1001)),
         [("a href", f"u{n}") for n in range(1001)], 1),
    ],
)  # fmt: skip
def test_whole_page(
    monkeypatch: pytest.MonkeyPatch, html: str, wanted: list[tuple[str, str]], whole: int
) -> None:
    """A page is read in whole only for what its tags do not give, or for very many URLs."""
    pages: list[str] = []
    read = url_positions.occurrences

    def occurrences(text: str) -> list[url_positions.Occurrence]:
        pages.append(text)
        return read(text)

    monkeypatch.setattr(url_positions, "occurrences", occurrences)
    tag_positions.find(html, wanted)

    assert len(pages) == whole
