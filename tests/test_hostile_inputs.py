"""What a contributor can write never becomes script: every payload, in every field."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

import browsing
import projects
from explainer.bibliography.formats import read_text as read_bibliography

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

CASES = yaml.safe_load((Path(__file__).parent / "hostile.yml").read_text(encoding="utf-8"))
PAYLOADS: list[str] = CASES["payloads"]
CONTEXTS: dict[str, str] = CASES["contexts"]
ROWS = [(context, payload) for context in CONTEXTS for payload in PAYLOADS]
_URLS = {"action", "data", "formaction", "href", "poster", "src", "srcdoc", "srcset", "xlink:href"}
_ACTIVE = re.compile(
    r"(?:java|vb)script:|data:text/(?:html|xml)|data:image/svg|(?:https?:)?//evil\.example",
    re.IGNORECASE,
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _source(number: int, payload: str) -> dict[str, object]:
    return {
        "type": "article-newspaper",
        "title": f"T{number} {payload}",
        "publisher": f"P{number} {payload}",
        "container_title": f"C{number} {payload}",
        "issued": "2025-01-02",
        "URL": f"https://press.example/{number}",
        "tier": "wire-or-major-press",
        "origin": f"press-{number}",
        "passages": [{"slug": "a", "fact": f"F{number} {payload}", "words": payload[:60]}],
    }


def _claim(number: int, payload: str) -> str:
    fields = {
        "title": f"{payload} says {number}.",
        "verdict": "unverified",
        "as_of": "2026-10-01",
        "review_after": "2999-01-01",
        "evidence": [{"cite": f"h{number}#a", "stance": "states", "why": payload}],
        "changes": [{"date": "2026-10-01", "what": payload, "verdict": "unverified"}],
    }
    return f"---\n{json.dumps(fields)}\n---\n\nIt is so. [@h{number}#a]\n"


def _files() -> dict[str, object]:
    """The files of the project, each field with each payload; JSON is YAML."""
    every = list(enumerate(PAYLOADS))
    cite = "[@h0#a]"
    return {
        **{f"docs/sources/h{n}.yml": _source(n, payload) for n, payload in every},
        "docs/timeline.yml": {
            "categories": [{"slug": f"c{n}", "title": f"K{n} {p}"} for n, p in every[:8]],
            "events": [
                {"date": "2025-01-02", "category": f"c{n % 8}", "event": f"{p} {cite}"}
                for n, p in every
            ],
        },
        "docs/comparisons/options.yml": {
            "title": PAYLOADS[0],
            "as_of": "2026-10-01",
            "thing": PAYLOADS[1],
            "group": "kind",
            "note": f"{' '.join(PAYLOADS)} [@about]",
            "statuses": [{"slug": "a", "title": PAYLOADS[2]}],
            "measures": [
                {"title": f"M{n} {p}"[:90], "unit": "years", "better": "more",
                 "means": f"{p} [@definition]"} for n, p in every[:6]
            ],
            "things": [
                {"name": p, "group": f"G {p}", "status": "a", "date": f"2025 {cite}",
                 "figures": [{"figure": f"{n + 1} years {cite}"} for _ in range(6)]}
                for n, p in every
            ],
        },
        "docs/positions/inspections.yml": {
            "title": PAYLOADS[3],
            "question": f"{PAYLOADS[4]} skipped?",
            "as_of": "2026-10-01",
            "note": f"{PAYLOADS[5]} [@analysis]",
            "columns": [{"field": "how", "title": PAYLOADS[6]}],
            "sides": [{"slug": "a", "title": PAYLOADS[7]}, {"slug": "b", "title": "b"}],
            "positions": [
                {"who": p, "interest": p, "side": "ab"[n % 2], "date": "2025-10-09",
                 "says": f"{p} {cite}", "how": p} for n, p in every
            ],
        },
    }  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built and completed site of a project with every payload in every field."""
    folder = projects.site("bridge", tmp_path_factory.mktemp("hostile"))
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\nextra:\n  explainer:\n    script: own\n", encoding="utf-8")
    files = {path: json.dumps(value) for path, value in _files().items()}
    claims = {f"docs/claims/h{n}.md": _claim(n, p) for n, p in enumerate(PAYLOADS) if n % 9 == 0}
    cited = "\n".join(f"It is so {n}. [@h{n}#a]\n" for n in range(len(PAYLOADS)))
    projects.write(folder, {**files, **claims, "docs/hostile.md": f"# Hostile\n\n{cited}"})
    projects.build(folder)
    result = projects.run(folder, "postbuild")
    assert result.exit_code == 0, result.output
    return folder / "site"


def _pages(built: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    for path in sorted(built.rglob("*.html")):
        yield path.relative_to(built).as_posix(), LexborHTMLParser(path.read_text(encoding="utf-8"))


def test_there_are_enough_rows() -> None:
    """The table has every payload in every field."""
    assert len(ROWS) > 200


def test_nothing_in_a_page_is_active(built: Path) -> None:
    """No element, handler or address of a page is made by a payload."""
    wrong: list[str] = []
    for path, tree in _pages(built):
        for node in tree.css("*"):
            for name, value in node.attributes.items():
                handler = name.lower().startswith("on") and "xss" in (value or "")
                address = name in _URLS and _ACTIVE.match(re.sub(r"[\x00-\x20]", "", value or ""))
                if handler or address or (name == "style" and "evil" in (value or "")):
                    wrong.append(f"{path}: <{node.tag} {name}={value!r}>")
            data = node.attributes.get("type") == "application/ld+json"
            if node.tag in {"script", "style"} and "xss" in node.text() and not data:
                wrong.append(f"{path}: <{node.tag}>{node.text()[:80]}")
            if node.tag in {"base", "iframe", "object", "embed", "math", "input", "form"}:
                html = node.html or ""
                if "evil" in html or "xss" in html[:200]:
                    wrong.append(f"{path}: {html[:100]}")
    assert not wrong


@pytest.mark.parametrize("context", [name for name, kind in CONTEXTS.items() if kind == "text"])
def test_readers_see_what_was_written(built: Path, context: str) -> None:
    """A payload in a field of plain text is shown as it is."""
    text = " ".join(" ".join(tree.body.text().split()) for _, tree in _pages(built) if tree.body)
    written = {" ".join(payload.split()) for payload in PAYLOADS}
    if context == "category":
        written = {" ".join(payload.split()) for payload in PAYLOADS[:8]}
    if context == "comparison thing":
        written = {PAYLOADS[1]}

    assert not {payload for payload in written if payload not in text}


def test_files_for_machines_hold_data(built: Path) -> None:
    """JSON, JSON-LD, Atom, calendars and bibliographies are read back as what was written."""
    for path in built.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    for pattern in ("*.xml", "*.atom", "*.svg"):
        for path in built.rglob(pattern):
            ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  (written just now)
    for page, tree in _pages(built):
        for node in tree.css('script[type="application/ld+json"]'):
            assert "<" not in node.text(), page
            json.loads(node.text())
    calendar = (built / "timeline.ics").read_bytes().decode().split("\r\n")
    assert calendar.count("BEGIN:VEVENT") == len(PAYLOADS)
    titles = {
        entry.values["title"]
        for entry in read_bibliography(
            (built / "sources.bib").read_text(encoding="utf-8"), "bibtex"
        ).entries
    }
    assert {f"T{n} {payload}" for n, payload in enumerate(PAYLOADS)} <= titles


def test_no_cell_is_a_formula(built: Path) -> None:
    """A spreadsheet evaluates no cell of a table."""
    tables = list(built.rglob("*.csv"))
    assert tables
    for path in tables:
        rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        bad = [cell for row in rows for cell in row if cell.startswith(_FORMULA)]
        assert not [cell for cell in bad if not re.fullmatch(r"-?\d+(?:\.\d+)?", cell)], path


def test_nothing_runs_in_a_browser(built: Path, browser: Browser) -> None:
    """Under the site's own policy no payload runs, nothing violates it, nobody else is asked."""
    asked: list[str] = []
    with browsing.serving(built) as site:
        page = browser.new_context(service_workers="block").new_page()
        page.add_init_script(
            "window.ran = []; window.xss = (...all) => window.ran.push(all);"
            "window.violations = [];"
            "document.addEventListener('securitypolicyviolation',"
            " it => window.violations.push(it.violatedDirective + ' ' + it.blockedURI))"
        )
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
        for path in ("hostile/", "timeline/", "options/", "method/", "claims/", "sources/",
                     "claims/h0/", "claims/h18/", "sources/h3/"):  # fmt: skip
            answer = page.goto(f"{site}/{path}")
            if answer is None or not answer.ok:
                continue
            assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1, path
            page.evaluate(
                "for (const it of document.querySelectorAll('details')) it.open = true;"
                "for (const it of document.querySelectorAll('article *'))"
                " for (const kind of ['mouseover', 'focus', 'click', 'toggle'])"
                " if (!it.closest('a, button, form')) it.dispatchEvent(new Event(kind))"
            )
            assert page.evaluate("window.ran") == [], path
            assert page.evaluate("window.violations") == [], path
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert len(asked) > 9
