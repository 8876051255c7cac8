"""
A server that does to a client all that is done out there, on loopback and from rows of data.

What a path answers is given as a status, as the text of a page, or as a mapping:

- `status`, `headers` (a mapping, or pairs), `body`, `repeat` (the body, so many times), `charset`,
  `gzip` (so many times over), `file` (one of `FILES`), `raw` (the whole answer as it is sent),
- `length`: what `Content-Length` says, or `none` or `chunked`,
- `pause`: seconds before anything is sent, `drip`: seconds between the bytes of the body,
- `end`: `close`, `reset`, or `hang` in place of waiting for the next request,
- `browser`, `cookie`: other answers for who comes as a browser, or brings any cookie.

A list gives the answers one after the other; the last one stays.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import re
import socket
import ssl
import struct
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import h2.config
import h2.connection
import h2.events
import h2.exceptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ADDRESSES = tuple(f"127.0.0.{number}" for number in range(2, 8))
"""Where the server listens: each name is at one of these."""

NOBODY = "127.0.0.250"
"""Where nobody listens."""

_ENOUGH = 200


@dataclass
class Requests:
    """What the server was asked."""

    texts: list[str] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)


class Server:
    """Answers from rows, by host and path, in plain and over TLS."""

    def __init__(
        self,
        answers: Mapping[tuple[str, str], Any],
        certificates: Mapping[str, ssl.SSLContext] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> None:
        """Take answers by host and path, TLS contexts by the beginning of a name, and files."""
        self.answers = dict(answers)
        self.requests = Requests()
        self.ports = {"http": 0, "https": 0}
        self._certificates = dict(certificates or {})
        self._files = dict(files or {})
        self._asked: Counter[tuple[str, str]] = Counter()
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        """Start to listen."""
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and close all that is open."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        plain = await asyncio.start_server(self._plain, ADDRESSES[0], 0)
        self.ports["http"] = plain.sockets[0].getsockname()[1]
        servers = [plain]
        servers += [
            await asyncio.start_server(self._plain, address, self.ports["http"])
            for address in ADDRESSES[1:]
        ]
        if self._certificates:
            servers.append(await self._listen_tls())
        self._ready.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _listen_tls(self) -> asyncio.Server:
        outer = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

        def choose(sock: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
            for start, context in self._certificates.items():
                if re.sub(r"^r\d+-", "", name or "").startswith(start):
                    sock.context = context

        outer.sni_callback = choose
        outer.set_alpn_protocols(["h2", "http/1.1"])
        server = await asyncio.start_server(self._plain, ADDRESSES[0], 0, ssl=outer)
        self.ports["https"] = server.sockets[0].getsockname()[1]
        return server

    async def _plain(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        here = ""
        try:
            tls = writer.get_extra_info("ssl_object")
            if tls is not None and tls.selected_alpn_protocol() == "h2":
                await self._second(reader, writer)
                return
            while True:
                request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                self.requests.texts.append(request)
                if not here:
                    here = self._host(request)
                    self.requests.open[here] += 1
                    most = max(self.requests.most[here], self.requests.open[here])
                    self.requests.most[here] = most
                if not await self._answer(request, writer):
                    return
        except (OSError, EOFError, asyncio.LimitOverrunError, h2.exceptions.ProtocolError):
            pass
        finally:
            self.requests.open[here] -= 1
            with contextlib.suppress(Exception):
                writer.close()

    def _host(self, request: str) -> str:
        match = re.search(r"^host: ([^\r:]*)", request, re.IGNORECASE | re.MULTILINE)
        return match[1].lower() if match else ""

    def choose(self, host: str, path: str, headers: str) -> dict[str, Any]:
        """What is answered now at a host and path, to who sends these headers."""
        key = (host, path) if (host, path) in self.answers else (host, "*")
        value = self.answers.get(key, 404)
        if isinstance(value, list):
            value = value[min(self._asked[key], len(value) - 1)]
        self._asked[key] += 1
        while isinstance(value, dict):
            if "browser" in value and "firefox" in headers.lower():
                value = value["browser"]
            elif "cookie" in value and "\ncookie: " in headers.lower():
                value = value["cookie"]
            else:
                return value
        return {"status": value} if isinstance(value, int) else {"body": value}

    async def _answer(self, request: str, writer: asyncio.StreamWriter) -> bool:
        """Answer a request; tells whether the connection stays."""
        path = request.split(" ", 2)[1]
        spec = self.choose(self._host(request), path, request)
        await asyncio.sleep(spec.get("pause", 0))
        head, body = self.compose(spec)
        await self._send(writer, head)
        if "drip" in spec:
            for number in range(len(body)):
                await self._send(writer, body[number : number + 1])
                await asyncio.sleep(spec["drip"])
        else:
            await self._repeat(writer, body, spec.get("repeat", 1))
        if spec.get("length") == "chunked":
            await self._send(writer, b"0\r\n\r\n")
        end = spec.get("end", "close" if spec.get("length") == "none" or "raw" in spec else "")
        if end == "hang":
            await asyncio.sleep(_ENOUGH)
        if end == "reset":
            sock = writer.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        return not end

    async def _repeat(self, writer: asyncio.StreamWriter, body: bytes, times: int) -> None:
        """Send a body again and again, in large pieces, and leave time for others."""
        piece = max(1, 32_000 // (len(body) or 1)) if times > 1 else 1
        for _ in range(-(-times // piece)):
            await self._send(writer, body * piece)
            await asyncio.sleep(0.005 if times > 1 else 0)

    async def _send(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        await writer.drain()

    def compose(self, spec: Mapping[str, Any]) -> tuple[bytes, bytes]:
        """The head of an answer, and its body."""
        if "raw" in spec:
            return str(spec["raw"]).encode("latin-1"), str(spec.get("body", "")).encode()
        body = self._body(spec)
        status = spec.get("status", 200)
        lines = [f"HTTP/1.1 {status} {spec.get('reason', 'Whatever')}"]
        given = spec.get("headers", {})
        headers = list(given.items() if isinstance(given, dict) else map(tuple, given))
        names = {name.lower() for name, _ in headers}
        if "content-type" not in names and "file" not in spec:
            headers.append(("Content-Type", "text/html; charset=utf-8"))
        length = spec.get("length", len(body) * spec.get("repeat", 1))
        if length == "chunked":
            headers.append(("Transfer-Encoding", "chunked"))
            body = b"%x\r\n%s\r\n" % (len(body), body)
        elif length != "none" and status not in {204, 304}:
            headers.append(("Content-Length", length))
        lines += [f"{name}: {value}" for name, value in headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape"), body

    def _body(self, spec: Mapping[str, Any]) -> bytes:
        if "file" in spec:
            return self._files[spec["file"]]
        if spec.get("status") in {204, 304}:
            return b""
        body = str(spec.get("body", "<title>A page</title><p>It is here.")).encode(
            spec.get("charset", "utf-8")
        )
        body *= spec.get("times", 1)
        for _ in range(spec.get("gzip", 0)):
            body = gzip.compress(body, mtime=0)
        return body

    async def _second(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """HTTP/2, in which an answer may `rst` its stream or send the client `away`."""
        config = h2.config.H2Configuration(client_side=False, header_encoding="utf-8")
        connection = h2.connection.H2Connection(config)
        connection.initiate_connection()
        await self._send(writer, connection.data_to_send())
        while data := await reader.read(65536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    self._answer_second(connection, event)
            await self._send(writer, connection.data_to_send())

    def _answer_second(
        self, connection: h2.connection.H2Connection, event: h2.events.RequestReceived
    ) -> None:
        headers = dict(_pairs(event.headers))
        host = headers[":authority"].partition(":")[0]
        text = "\n".join(f"{name}: {value}" for name, value in headers.items())
        self.requests.texts.append(f"HTTP/2 {host}{headers[':path']}\n{text}")
        spec = self.choose(host, headers[":path"], text)
        assert event.stream_id is not None
        if spec.get("second") == "rst":
            connection.reset_stream(event.stream_id)
        elif spec.get("second") == "away":
            connection.close_connection(2)
        elif spec.get("second") != "hang":
            body = self._body(spec)
            fields = [(":status", str(spec.get("status", 200))), ("content-type", "text/html")]
            fields += [
                (name.lower(), str(value)) for name, value in spec.get("headers", {}).items()
            ]
            connection.send_headers(event.stream_id, fields)
            connection.send_data(event.stream_id, body[:16000], end_stream=True)


def _pairs(headers: Iterable[Any]) -> Iterable[tuple[str, str]]:
    return ((str(name), str(value)) for name, value in headers)


@contextlib.contextmanager
def deaf() -> Iterator[tuple[str, int]]:
    """A port that takes no more connections, and does not say so; gives the address and port."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.9", 0))
        server.listen(0)
        for _ in range(8):
            client = stack.enter_context(socket.socket())
            client.settimeout(0)
            client.connect_ex(server.getsockname())
        yield server.getsockname()
