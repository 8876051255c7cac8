"""Style sheets of a completed site: which rules are kept, and how short they are written."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from explainer.postbuild.css_rules import has_imports, used_rules, write
from explainer.postbuild.css_usage import Usage

PAGE = """
<html dir="ltr"><body data-scheme="light"><input type="checkbox" id="box" data-choice="dark">
<p class="lead big" style="width: var(--wide)">text</p>
<script>node.className = "late"</script><details><summary>more</summary></details></body></html>
"""
SCRIPT = """
document.createElement("mark").className = "found"
document.body.dataset.stateNow = "busy"
node.classList.add("tip--" + kind)
node.style.setProperty("--offset", "1px")
"""

KEPT = [
    "p{color:red}",
    ".lead{color:red}",
    ".lead.big>summary,#box{color:red}",
    "#box:checked~p{color:red}",
    "[dir=ltr] p{color:red}",
    '[dir="LTR"] p{color:red}',
    "[dir^=r] p{color:red}",
    "p:not(.none){color:red}",
    ":is(.none,.lead) p{color:red}",
    "details[open]{color:red}",
    "*,:root,::before{color:red}",
    "mark{color:red}",
    ".found{color:red}",
    ".tip--warning{color:red}",
    "[data-state-now=busy]{color:red}",
    "[data-scheme=light]{color:red}",
    "@media print{p{color:red}}",
    "@supports (color:red){p{color:red}}",
    "@layer one,two;",
    "@font-face{font-family:a}",
    "@page{margin:1cm}",
    "p{width:calc(1px + 2px*(3 - 1));margin:-1px auto}",
    "p{color:red!important}",
    "p{--offset:2px}",
    "p{--a:1px;width:var(--a)}",
    "p{animation:spin 1s}@keyframes spin{from{top:0}to{top:1px}}",
    "p{&:hover{color:red}}",
    "p:nth-child(2n+1){color:red}",
    "p:nth-child(2n + 1){color:red}",
    ".late{color:red}",
    "p{--wide:2px}",
    "p{--offset: }",
    "p{--Big:1px;width:var(--Big)}",
    "p{--a:1px;&:hover{width:var(--a)}}",
    "p{@layer a;;color:red}",
    "[*|dir] p{color:red}",
    "[dir=] p{color:red}",
    "[] p{color:red}",
]

DROPPED = {
    "b{color:red}": "",
    ".none{color:red}": "",
    "#none{color:red}": "",
    "p.none:hover,p{color:red}": "p{color:red}",
    "[dir=rtl] p{color:red}": "",
    "[data-none]{color:red}": "",
    ":is(.none,b) p{color:red}": "",
    ".lead:has(b){color:red}": "",
    "@media print{.none{color:red}}": "",
    "p{--a:1px;--b:var(--a);color:red}": "p{color:red}",
    "@keyframes none{from{top:0}}": "",
    "p{color:one}@keyframes one{from{top:0}}": "p{color:one}",
    "p{}": "",
    "p:hover b{color:red}": "",
    ".founder{color:red}": "",
    "[ dir = /* why */ rtl ] p{color:red}": "",
    "p/* why */>.lead{color:red}": "p>.lead{color:red}",
    ":is( .lead > summary ) p{color:red}": ":is(.lead>summary) p{color:red}",
    "p{COLOR:red}": "p{color:red}",
    ".text{color:red}": "",
    "p{animation:a}@keyframes a{ from{top:0} /* why */ to{top:1px} }": (
        "p{animation:a}@keyframes a{from{top:0}to{top:1px}}"
    ),
    '@charset "utf-8";p{color:red}': "p{color:red}",
    "p { color : RED ; /* why */ margin : 0  auto }": "p{color:RED;margin:0 auto}",
    "p  >  .lead ,\n p + p{color:rgb( 1 , 2 , 3 )}": "p>.lead,p+p{color:rgb(1,2,3)}",
    "@media screen  and ( min-width : 2em ){p{color:red}}": (
        "@media screen and (min-width:2em){p{color:red}}"
    ),
}


def shrunk(text: str, moved: str = "") -> str:
    """A style sheet as a site of one page and one script has it."""
    usage = Usage()
    usage.add_page(LexborHTMLParser(PAGE))
    usage.add_script(SCRIPT)
    return write(used_rules(text, usage, moved), usage)


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    """What a page or a script may use stays as it is."""
    assert shrunk(text) == text


@pytest.mark.parametrize(("text", "expected"), DROPPED.items())
def test_dropped(text: str, expected: str) -> None:
    """What nothing can use is left out, with comments and needless spaces."""
    assert shrunk(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("a.svg", "../styles/a.svg"),
        ("../a.svg", "../a.svg"),
        ("/a.svg", "/a.svg"),
        ("data:,a", "data:,a"),
        ("https://example.org/a", "https://example.org/a"),
        ("#a", "#a"),
    ],
)
@pytest.mark.parametrize("quote", ["", '"'])
def test_moved(url: str, expected: str, quote: str) -> None:
    """A URL leads to the same place from a sheet that was moved."""
    text = f"p{{background:url({quote}{url}{quote})}}"

    assert shrunk(text, "../styles") == f'p{{background:url("{expected}")}}'


def test_imports() -> None:
    """A sheet that loads another is known, since that may stand at its beginning only."""
    assert has_imports('@import "a.css";p{color:red}')
    assert not has_imports("p{color:red}")
