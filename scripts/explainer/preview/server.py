"""
Hands the problems of a page to the script in its preview, on this machine only.

The address has a secret in it, and a request under another host's name is refused, so that no
other page can read what a project says.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from explainer.preview.page_problems import problems_on_page

if TYPE_CHECKING:
    from explainer.preview.watcher import Watcher

_SCRIPT = Path(__file__).with_name("preview.js")
_SECONDS = 60
_LONG_POLL = 20.0
"""For how many seconds a request for news is kept waiting."""
_LOOPBACK = re.compile(r"http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?")


class PreviewServer(ThreadingHTTPServer):
    """Serves on a free port of the loopback address; `url` is where, with a slash at the end."""

    daemon_threads = True

    def __init__(self, watcher: Watcher) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.path = f"/{secrets.token_urlsafe(16)}/"
        self.host = f"127.0.0.1:{self.server_port}"
        self.url = f"http://{self.host}{self.path}"
        self.watcher = watcher

    def problems(self, page: str, version: int) -> str:
        """
        The problems of a page and the version of the project, as JSON.

        `page` is the path below the folder of pages. If `version` is that of the project, there is
        an answer only once it changes, or after a while.
        """
        current = self.watcher.wait_for_news(version, _LONG_POLL)
        settings = self.watcher.workspace.latest_settings
        path = settings.named(settings.docs_dir / page) if settings else page
        shown = [each._asdict() for each in problems_on_page(self.watcher.workspace, path)]
        total = sum(map(len, self.watcher.problems.values()))
        return json.dumps({"version": current, "total": total, "problems": shown})


class _Handler(BaseHTTPRequestHandler):
    timeout = _SECONDS
    server: PreviewServer

    def do_GET(self) -> None:
        """Answer a request of a preview."""
        address = urlsplit(self.path)
        folder, _, name = address.path.rpartition("/")
        own = hmac.compare_digest(f"{folder}/".encode(), self.server.path.encode())
        if not own or self.headers.get("Host") != self.server.host:
            self._send(HTTPStatus.FORBIDDEN, "text/plain", "")
        elif name == "preview.js":
            self._send(HTTPStatus.OK, "text/javascript", _SCRIPT.read_text(encoding="utf-8"))
        elif name == "problems":
            query = parse_qs(address.query)
            version = query.get("version", ["0"])[0]
            number = int(version) if version.isascii() and version.isdigit() else 0
            body = self.server.problems(query.get("page", [""])[0], number)
            self._send(HTTPStatus.OK, "application/json", body)
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", "")

    def _send(self, status: HTTPStatus, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        origin = self.headers.get("Origin", "")
        if _LOOPBACK.fullmatch(origin):
            self.send_header("Access-Control-Allow-Origin", origin)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  (as inherited)
        """Say nothing: the terminal is for problems."""
