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
