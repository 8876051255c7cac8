"""
The walk through a queue of sentences in a browser, on a server of this machine only.

The address has a secret in it, and a request under another host's name is refused, so that no
other page and no other user of the machine can record anything.
"""

from __future__ import annotations

import hmac
import secrets
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import click

from explainer.cli.common import display_place
from explainer.cli.process import termination_as_interrupt
from explainer.cli.review_session import evidence_lines, record, remarks_on
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.model import Project
    from explainer.review_queue import QueuedSentence
    from explainer.settings import Settings

_LONGEST_FORM = 10_000
_SECONDS = 10
_STYLE = (
    "body{max-width:42em;margin:2em auto;padding:0 1em;font:1.05em/1.5 system-ui,sans-serif}"
    "blockquote{margin:1em 0;font-size:1.3em}pre{white-space:pre-wrap;font:inherit}"
    "button,a{margin-right:1em;font:inherit}:root{color-scheme:light dark}"
)
_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class ReviewServer(HTTPServer):
    """Serves the queue on a free port of the loopback address; `url` is where."""

    def __init__(
        self,
        settings: Settings,
        project: Project,
        queue: Sequence[QueuedSentence],
        reader: str,
        today: str,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.path = f"/{secrets.token_urlsafe(16)}/"
        self.host = f"127.0.0.1:{self.server_port}"
        self.url = f"http://{self.host}{self.path}"
        self.agreed: set[int] = set()
        self._settings = settings
        self._project = project
        self._queue = queue
        self._reader = reader
        self._today = today

    def agree(self, index: int, note: str) -> None:
        """Record a sentence as read, once. Raises `ReviewsError` and `OSError`."""
        if 0 <= index < len(self._queue) and index not in self.agreed:
            record(self._settings, self._queue[index], self._reader, self._today, note)
            self.agreed.add(index)

    def page(self, index: int) -> str:
        """The page of a sentence by its index, or the last one behind the end."""
        if not 0 <= index < len(self._queue):
            body = f"<p>{len(self.agreed)} read. <a href='?at=0'>From the beginning</a></p>"
        else:
            body = self._sentence(index)
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Review</title>'
            f"<style>{_STYLE}</style><main>{body}</main></html>"
        )

    def _sentence(self, index: int) -> str:
        each = self._queue[index]
        place = display_place(self._settings.root, each.status.sentence.place)
        remarks = "".join(f"<li>{escape(remark)}</li>" for remark in remarks_on(each))
        done = "<p><strong>You have read this one.</strong></p>" if index in self.agreed else ""
        return (
            f"<p>{escape(place)} ({index + 1:,} of {len(self._queue):,}), as"
            f" {escape(self._reader)}</p><ul>{remarks}</ul>{done}"
            f"<blockquote>{escape(each.status.sentence.text)}</blockquote>"
            f"<pre>{''.join(map(_line, evidence_lines(self._project, each)))}</pre>"
            f'<form method="post"><input type="hidden" name="at" value="{index}">'
            '<p><label>Note <input name="note" size="40"></label></p>'
            '<button accesskey="a">I have read both: it says no more than what it cites</button>'
            f'<a accesskey="s" href="?at={index + 1}">Skip</a>'
            f'<a accesskey="b" href="?at={max(0, index - 1)}">Back</a></form>'
        )


class _Handler(BaseHTTPRequestHandler):
    timeout = _SECONDS
    server: ReviewServer

    def do_GET(self) -> None:
        """Show a sentence."""
        if self._is_allowed():
            self._send(HTTPStatus.OK, self.server.page(_index(urlsplit(self.path).query)))

    def do_POST(self) -> None:
        """Record a sentence, and lead to the next one."""
        if not self._is_allowed():
            return
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > _LONGEST_FORM:
            self._send(HTTPStatus.BAD_REQUEST, "")
            return
        form = self.rfile.read(int(length)).decode(errors="replace")
        index = _index(form)
        note = " ".join(parse_qs(form).get("note", [""])[0].split())
        try:
            self.server.agree(index, note)
        except (CannotCheckError, OSError) as error:
            self._send(HTTPStatus.CONFLICT, f"<p>{escape(str(error))}")
        else:
            self._send(HTTPStatus.SEE_OTHER, "", f"{self.server.path}?at={index + 1}")

    def _is_allowed(self) -> bool:
        """Whether a request has the secret and came under this server's own name."""
        path = urlsplit(self.path).path
        origin = self.headers.get("Origin") or f"http://{self.server.host}"
        # A page that sends no referrer has the origin "null" in its forms.
        own = origin in {f"http://{self.server.host}", "null"}
        if (
            own
            and self.headers.get("Host") == self.server.host
            and hmac.compare_digest(path.encode(), self.server.path.encode())
        ):
            return True
        self._send(HTTPStatus.FORBIDDEN, "")
        return False

    def _send(self, status: HTTPStatus, html: str, location: str = "") -> None:
        body = html.encode()
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Log nothing: the address has the secret in it."""


def _index(query: str) -> int:
    text = parse_qs(query).get("at", ["0"])[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 0


def _line(line: str) -> str:
    if line.startswith(("http://", "https://")):
        return f'<a href="{escape(line)}" target="_blank" rel="noreferrer">{escape(line)}</a>\n'
    return f"{escape(line)}\n"


def serve(server: ReviewServer) -> None:
    """Serve until interrupted, and say what was read."""
    click.echo(f"Read at {server.url}\nCtrl-C ends it; every record is written already.")
    try:
        with termination_as_interrupt():
            server.serve_forever()
    except KeyboardInterrupt:
        click.echo(f"\n{len(server.agreed):,} read.")
    finally:
        server.server_close()
