"""Web pages whose questions are buttons: what becomes a heading, and what is shown."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from explainer.article.accordions import (
    MAX_QUESTION_LENGTH,
    FaqEntry,
    expand_accordions,
    faq_entries,
)

HEADING = "<h6>"


@pytest.mark.parametrize(
    ("html", "is_question"),
    [
        ("<button>Is it so?</button>", True),
        ("<button>It is so.</button>", False),
        ("<button></button>", False),
        ("<div class=question><p>Is it so?</p></div>", False),
        ("<div class=question><b><i>Is it so?</i></b></div>", True),
        ("<div class=question><a href='#so'>Is it so?</a></div>", True),
        ("<div class=question><a href='/so'>Is it so?</a></div>", False),
        ("<a href='/so'><span class=question>Is it so?</span></a>", False),
        ("<h2><button>Is it so?</button></h2>", False),
        (f"<button>Is {'x' * (MAX_QUESTION_LENGTH - 4)}?</button>", True),
        (f"<button>Is {'x' * (MAX_QUESTION_LENGTH - 3)}?</button>", False),
    ],
)
def test_question(html: str, *, is_question: bool) -> None:
    """A button with a question and nothing else becomes a heading, where it is in none."""
    assert (HEADING in expand_accordions(f"<main>{html}<p>It is.</p></main>")) == is_question


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<frameset><frame src=a></frameset>",
        "<p>It  is",
        "<main class='a' ><p>It is.</P></main>",
    ],
)
def test_unchanged(html: str) -> None:
    """A page without a question is kept as it is."""
    assert expand_accordions(html) == html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<button>Is it?</button><div hidden>It is.</div>", True),
        ("<button>Is it?</button><div aria-hidden=true>It is.</div>", True),
        ("<button>Is it?</button><div style='display:none'>It is.</div>", True),
        ("<h3><button>Is it?</button></h3><div hidden>It is.</div>", True),
        ("<button aria-controls=a>Is it?</button><p>x</p><div hidden id=a>It is.</div>", True),
        ("<button>Is it?</button><p>x</p><div hidden>It is.</div>", False),
        ("<div><p>x</p><button>Is it?</button></div><div hidden>It is.</div>", False),
        ("<button>It is.</button><div hidden>It is.</div>", False),
    ],
)
def test_answer(html: str, *, shown: bool) -> None:
    """The answer that a question controls, or that comes next, is shown."""
    found = expand_accordions(f"<main>{html}</main>")

    assert ("hidden" not in found and "display" not in found) == shown


ANSWERS = {
    "<div hidden>It is.</div>": "<div><p>It is.</p></div>",
    "<span hidden>It <i>is</i>.</span>": "<span><p>It <i>is</i>.</p></span>",
    "<div hidden><p>It is.</p></div>": "<div><p>It is.</p></div>",
    "<div hidden><i><p>It is.</p></i></div>": "<div><i><p>It is.</p></i></div>",
    "<p hidden>It is.</p>": "<p>It is.</p>",
    "<div hidden></div>": "<div></div>",
    "<div hidden><p aria-hidden=true style=display:none>a</p></div>": "<div><p>a</p></div>",
    "<div hidden style=color:red><p>a</p></div>": '<div style="color:red"><p>a</p></div>',
}


@pytest.mark.parametrize(("html", "expected"), ANSWERS.items())
def test_shown(html: str, expected: str) -> None:
    """An answer without paragraphs becomes one, and nothing in it stays hidden."""
    found = expand_accordions(f"<main><button>Is it?</button>{html}</main>")

    assert f"<main><h6>Is it?</h6>{expected}</main>" in found


def data(*questions: str) -> str:
    """A page's own list of questions."""
    entries = [
        {"@type": "Question", "name": name, "acceptedAnswer": {"text": "It is."}}
        for name in questions
    ]
    value = json.dumps({"@type": "FAQPage", "mainEntity": entries})
    return f'<script type="application/ld+json">{value}</script>'


@pytest.mark.parametrize(
    ("html", "questions"),
    [
        ("<p>Is it so?</p><p>It is.</p><p>Was it?</p>", ["Is it so?"]),
        ("<p>How it is</p><p>It is.</p>", []),
        ("<div class=faq><b>Is it so?</b></div>", ["Is it so?"]),
        ("<div class=faq><button>Is it <b>so?</b></button></div>", ["Is it so?"]),
    ],
)
def test_known(html: str, questions: list[str]) -> None:
    """A text is a question if it asks, and the page's own list has it; each becomes one heading."""
    found = LexborHTMLParser(expand_accordions(f"{data('Is it so?', 'How it is')}{html}"))

    assert [heading.text() for heading in found.css("h6")] == questions


def test_entries() -> None:
    """Each question of a page's own lists is there once."""
    page = data("Is it?", "Was it?") + data("Was it?", "Will it be?") + data()

    assert faq_entries(LexborHTMLParser(page)) == [
        FaqEntry(name, "It is.") for name in ("Is it?", "Was it?", "Will it be?")
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<body class=feedback><p>It is.", "It is."),
        ("<div class=feedback><article>It is.</article></div>", "It is."),
        ("<div class=feedback>Was this helpful?</div>It is.", "It is."),
        ("<div class=feedback><div class=noprint>So</div></div>It is.<sup>[1]</sup>", "It is."),
        ("It is.<sup>nd</sup>", "It is.nd"),
    ],
)
def test_no_text(html: str, expected: str) -> None:
    """What is no text for readers goes, but not what the whole text is in."""
    body = LexborHTMLParser(expand_accordions(html)).body
    assert body is not None

    assert body.text() == expected
