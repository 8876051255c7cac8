"""Web pages whose questions are buttons: what becomes a heading, and what is shown."""

from __future__ import annotations

import pytest

from explainer.article.accordions import MAX_QUESTION_LENGTH, expand_accordions

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


@pytest.mark.parametrize("html", ["", "<p>It  is", "<main class='a' ><p>It is.</P></main>"])
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
