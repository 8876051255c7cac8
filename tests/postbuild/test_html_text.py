"""HTML written short: what is left out, and that it is read as the same."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from explainer.postbuild.html_text import short_html

SHORT = {
    "value": ('<a class="b" href="#c">', "<a class=b href=#c>"),
    "value with a space": ('<a class="b c">', '<a class="b c">'),
    "value with signs": ('<a title="1 > 2" href="?a=b">', '<a title="1 > 2" href="?a=b">'),
    "value that ends with a slash": ('<a href="b/">', '<a href="b/">'),
    "value with an ampersand": ('<a href="?b&amp;c">', "<a href=?b&amp;c>"),
    "no value": ('<input checked="">', "<input checked>"),
    "items": (
        "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>",
        "<ul><li>a<li>b</ul><ol><li>c</ol>",
    ),
    "items with spaces between": ("<ul><li>a</li> <li>b</li></ul>", "<ul><li>a</li> <li>b</ul>"),
    "paragraphs": ("<div><p>a</p><p>b</p><ul></ul></div>", "<div><p>a<p>b<ul></ul></div>"),
    "paragraph before text": ("<div><p>a</p>b</div>", "<div><p>a</p>b</div>"),
    "paragraph before a link": ("<p>a</p><a>b</a>", "<p>a</p><a>b</a>"),
    "paragraph in an inserted part": ("<ins><p>a</p></ins>", "<ins><p>a</p></ins>"),
    "script": ('<script>"<a class=\\"b\\">"</script>', '<script>"<a class=\\"b\\">"</script>'),
    "code": ('<pre><a id="b">c="d"</a></pre>', '<pre><a id="b">c="d"</a></pre>'),
    "comment": ('<!-- <a class="b"> --><i>', '<!-- <a class="b"> --><i>'),
    "text": ('<i>a="b"</i>', '<i>a="b"</i>'),
}


@pytest.mark.parametrize(("html", "short"), SHORT.values(), ids=SHORT)
def test_short(html: str, short: str) -> None:
    """What HTML does not need is left out, and what it means stays."""
    assert short_html(html) == short
    assert LexborHTMLParser(short).html == LexborHTMLParser(html).html
