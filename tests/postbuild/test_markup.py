"""The markup of a completed page: what of the theme's is mended, and what is left alone."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from explainer.postbuild.markup import mend

OWN = '<script src="../assets/explainer-shell.js"></script>'

MENDED = {
    "roles": (
        '<table role="table"><tbody role="rowgroup"><tr role="row"><td role="cell">a',
        "<table><tbody><tr><td>a</td></tr></tbody></table>",
    ),
    "lists": ('<ol role="list"><li>a</li></ol>', "<ol><li>a</li></ol>"),
    "other roles": ('<ul role="presentation"></ul>', '<ul role="presentation"></ul>'),
    "label": ('<label class="a" for="b">c</label>', '<div class="a">c</div>'),
    "label of a field": (
        '<label for="b">c</label><input id="b">',
        '<label for="b">c</label><input id="b">',
    ),
    "table": (
        '<article><h2 id="a">A</h2><p></p><div><table><thead><tr><th>b</th></tr></thead></table>',
        (
            '<article><h2 id="a">A</h2><p></p><div><table aria-labelledby="a"><thead><tr>'
            '<th scope="col">b</th></tr></thead></table></div></article>'
        ),
    ),
    "table with a caption": (
        "<article><table><caption>a</caption><tr><th>b</th></tr></table></article>",
        (
            "<article><table><caption>a</caption>"
            '<tbody><tr><th scope="row">b</th></tr></tbody></table></article>'
        ),
    ),
    "table under a section": (
        '<article><div><h2 id="a">A</h2><h3 id="b">B</h3></div><table></table></article>',
        (
            '<article><div><h2 id="a">A</h2><h3 id="b">B</h3></div>'
            '<table aria-labelledby="b"></table></article>'
        ),
    ),
    "table with a name": (
        '<article><h2 id="a">A</h2><table aria-label="b"></table></article>',
        '<article><h2 id="a">A</h2><table aria-label="b"></table></article>',
    ),
    "table with a caption under a heading": (
        '<article><h2 id="a">A</h2><table><caption>b</caption></table></article>',
        '<article><h2 id="a">A</h2><table><caption>b</caption></table></article>',
    ),
    "table without a heading in its article": (
        '<h2 id="a">A</h2><article>b<table></table></article>',
        '<h2 id="a">A</h2><article>b<table></table></article>',
    ),
    "table under a heading without an id": (
        '<article><h2 id="a">A</h2><h3>B</h3><table></table></article>',
        '<article><h2 id="a">A</h2><h3>B</h3><table aria-labelledby="a"></table></article>',
    ),
    "comment": ("<p>a <!-- b  c --></p>", "<p>a <!-- b  c --></p>"),
    "blanks": ("<p>a  b\n   <b>c</b>\n\n</p>", "<p>a b\n<b>c</b>\n</p>"),
    "code": ("<pre>a\n\n  b &lt;</pre>", "<pre>a\n\n  b &lt;</pre>"),
    "signs of HTML": ("<p>a &lt;  b &amp;c</p>", "<p>a &lt; b &amp;c</p>"),
    "sign": (
        "<article><svg></svg></article>",
        '<article><svg aria-hidden="true"></svg></article>',
    ),
    "drawing": (
        "<article><svg><title>a</title></svg></article>",
        "<article><svg><title>a</title></svg></article>",
    ),
    "dialog": (
        '<div role="dialog"><input aria-label="Search"></div>',
        '<div role="dialog" aria-label="Search"><input aria-label="Search"></div>',
    ),
    "the theme's script": (
        '<input type="checkbox" autocomplete="off"><form data-md-component="palette"></form>',
        '<input type="checkbox" autocomplete="off"><form data-md-component="palette"></form>',
    ),
    "our script": (
        (
            f'{OWN}<input type="checkbox" autocomplete="off">'
            '<form class="a" data-md-component="palette"><input></form>'
        ),
        f'{OWN}<input type="checkbox"><div class="a" data-md-component="palette"><input></div>',
    ),
}


@pytest.mark.parametrize(("html", "expected"), MENDED.values(), ids=MENDED)
def test_mended(html: str, expected: str) -> None:
    """Each defect is mended, and what is right stays."""
    tree = LexborHTMLParser(f"<body>{html}")
    mend(tree)
    assert tree.body

    assert tree.body.inner_html == expected
