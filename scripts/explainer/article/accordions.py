"""
Accordions: the questions of a web page whose answers a script hides.

Each such question becomes a heading, and its answer becomes visible. Elements that are no text for
readers, such as the numbers of notes and links to edit a section, are removed.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from explainer.pages import sentence_splitter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_QUESTION_LENGTH = 250

_NON_TEXT = (
    "sup.reference, .mw-editsection, .mw-jump-link, .noprint, .hatnote, .navbox, .catlinks,"
    " .reflist, ol.references, .printfooter, .mw-authority-control, [role=doc-endnotes],"
    " [role=doc-toc], #mw-navigation, #siteSub, #p-lang-btn, .vector-header, .vector-page-toolbar,"
    " [class*=feedback i], [id*=feedback i], amp-ad, amp-consent, amp-sidebar,"
    " .subscription-widget, [class*=cookie-banner i], [class*=cookie-consent i],"
    " [class*=cookie-notice i], [id*=cookie-banner i], [id*=cookie-consent i],"
    " [id*=cookie-notice i]"
)
"""Elements of wikis, cookie banners, feedback forms and the like."""
_NOTE = re.compile(r"\[[^\]\[]{1,30}\]")
_WHOLE = "h1, article, main"
_QUESTION_ELEMENTS = (
    "button, [role=button], summary, dt, [class*=question i], [class*=faq i], [class*=accordion i]"
)
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TEXT_ELEMENTS = "p, div, span, li, dt, td, strong, b, a"
_BLOCK = _HEADINGS | {
    "article", "blockquote", "details", "div", "dl", "ol", "p", "section", "table", "ul",
}  # fmt: skip
_BLOCKS = ", ".join(sorted(_BLOCK))
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LEVEL = 6
_MARKS = {
    "\ue000": f"<h{_LEVEL}>", "\ue001": f"</h{_LEVEL}>", "\ue002": "<p>", "\ue003": "</p>",
}  # fmt: skip
"""Private-use characters that mark questions and answers until serialization."""
_QUESTION, _QUESTION_END, _ANSWER, _ANSWER_END = _MARKS


class FaqEntry(NamedTuple):
    """A question in the JSON-LD of a page (`FAQPage`), with the HTML of its answer."""

    question: str
    answer: str


def expand_accordions(text: str) -> str:
    """The HTML of a web page with its questions as headings and their answers visible."""
    tree = LexborHTMLParser(text.translate(dict.fromkeys(map(ord, _MARKS))))
    before = tree.html
    _remove_non_text(tree)
    known = {_letters(each.question) for each in faq_entries(tree)}
    named = tree.css(_TEXT_ELEMENTS) if known else []
    questions = [
        *(
            node
            for node in tree.css(_QUESTION_ELEMENTS)
            if node.tag != "body" and _is_question(node)
        ),
        *(node for node in named if _is_question(node) and _letters(node.text()) in known),
    ]
    for node in _outermost(questions):
        _show_answer(tree, node)
        _make_heading(node)
    found = str(tree.html or "")
    if found == before:
        # Unchanged HTML is kept byte for byte.
        return text
    return "".join(_MARKS.get(char, char) for char in found)


def faq_entries(tree: LexborHTMLParser) -> list[FaqEntry]:
    """The questions in the JSON-LD of a page, in its order."""
    found: list[FaqEntry] = []
    for script in tree.css("script[type='application/ld+json' i]"):
        try:
            values = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        found += (each for each in _questions(values) if each not in found)
    return found


def _questions(values: Any) -> Iterator[FaqEntry]:  # noqa: ANN401  (whatever a page holds)
    stack = [values]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += reversed(value)
        elif isinstance(value, dict):
            kind = value.get("@type")
            if "FAQPage" in (kind if isinstance(kind, list) else [kind]):
                entries = value.get("mainEntity")
                for entry in entries if isinstance(entries, list) else [entries]:
                    yield from _question(entry)
            stack += reversed(value.values())


def _question(entry: object) -> Iterator[FaqEntry]:
    if not isinstance(entry, dict):
        return
    answer = entry.get("acceptedAnswer")
    answer = answer[0] if isinstance(answer, list) and answer else answer
    told = answer.get("text") if isinstance(answer, dict) else None
    name = entry.get("name")
    if isinstance(name, str) and isinstance(told, str) and name.strip() and told.strip():
        yield FaqEntry(" ".join(html.unescape(name).split()), told)


def _remove_non_text(tree: LexborHTMLParser) -> None:
    apart = [
        node
        for node in tree.css(_NON_TEXT)
        if node.tag != "body" and node.css_first(_WHOLE) is None
    ]
    notes = [node for node in tree.css("sup") if _NOTE.fullmatch(node.text().strip())]
    for node in _outermost([*apart, *notes]):
        node.decompose()


def _outermost(nodes: Sequence[Any]) -> list[Any]:
    """The elements that are not inside another of them."""
    chosen = {node.mem_id: node for node in nodes}
    return [
        node
        for node in chosen.values()
        if not any(above.mem_id in chosen for above in _ancestors(node))
    ]


def _ancestors(node: Any) -> Iterator[Any]:  # noqa: ANN401
    node = node.parent
    while node is not None:
        yield node
        node = node.parent


def _is_question(node: Any) -> bool:  # noqa: ANN401  (selectolax says nothing of its types)
    """Whether an element is a question and nothing else."""
    if _holds_blocks(node):
        return False
    text = node.text().strip()
    return (
        len(text) <= MAX_QUESTION_LENGTH
        and sentence_splitter.is_question(text)
        and not any(map(_is_external_link, (node.parent, *node.css("a"))))
    )


def _is_external_link(node: Any) -> bool:  # noqa: ANN401
    """Whether a node is a link to another page."""
    address = (node.attributes.get("href") or "") if node.tag == "a" else ""
    return bool(address) and not address.startswith(("#", "javascript:"))


def _holds_blocks(node: Any) -> bool:  # noqa: ANN401
    # Those right in it are looked at first: boxes in boxes can be many.
    if any(child.tag in _BLOCK for child in node.iter()):
        return True
    return any(each.mem_id != node.mem_id for each in node.css(_BLOCKS))


def _within_heading(node: Any) -> bool:  # noqa: ANN401
    return node.tag in _HEADINGS or any(above.tag in _HEADINGS for above in _ancestors(node))


def _make_heading(node: Any) -> None:  # noqa: ANN401
    """Turn a question into a heading, or into text where it is inside a heading."""
    if node.tag in _HEADINGS:
        return
    text = " ".join(node.text().split())
    node.replace_with(text if _within_heading(node) else f"{_QUESTION}{text}{_QUESTION_END}")


def _show_answer(tree: LexborHTMLParser, node: Any) -> None:  # noqa: ANN401
    """Show the answer to a question, if it is hidden: what it controls, or what comes next."""
    controls = node.attributes.get("aria-controls") or ""
    answer = tree.css_first(f'[id="{controls}"]') if re.fullmatch(r"[\w:.-]+", controls) else None
    above = node
    while answer is None and above is not None and above.tag not in {"body", "html"}:
        answer = _next(above)
        # A box or a heading of its own may be around the question.
        above = above.parent
        if above is None or _letters(above.text()) != _letters(node.text()):
            break
    if answer is None:
        return
    if answer.tag in {"div", "span"} and answer.first_child and not _holds_blocks(answer):
        # Beside paragraphs, what is none would pass for something to press.
        answer.first_child.insert_before(_ANSWER)
        answer.insert_child(_ANSWER_END)
    for each in (answer, *answer.css("[hidden], [aria-hidden], [style]")):
        for name in ("hidden", "aria-hidden"):
            if name in each.attributes:
                del each.attrs[name]
        if _HIDING.search(each.attributes.get("style") or ""):
            del each.attrs["style"]


def _next(node: Any) -> Any:  # noqa: ANN401
    node = node.next
    while node is not None and not node.is_element_node:
        node = node.next
    return node


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
