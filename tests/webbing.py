"""What tests of the web share: certificates, files, and a client for a server of ours."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import functools
import gzip
import hashlib
import io
import re
import socket
import ssl
import zlib
from typing import TYPE_CHECKING, Any

import httpcore2
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

import hostile
from explainer import external_links
from explainer.web.request_policy import RequestPolicy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pytest

LONG, SHORT = 30.0, 2.0
"""Seconds that one address may take: one of most, and one of those that take whatever they may."""

API = "http://api.test/nothing"
"""Where commands look for copies."""

_NAME = re.compile(
    r"(?i)(?<![:\w])(?:(https?):)?//([^/@\s\"'<>]*@)?((?:[^\s/:?#\"'<>\[\]@.]+\.)*)([a-z]+\.test)(?![\w.:-])"
)
_TLS = ("secure", "expired", "tomorrow", "other", "self", "unknown", "plain", "second")


@functools.cache
def authority() -> trustme.CA:
    """The authority that clients trust."""
    return trustme.CA()


def certificates(folder: Path, rows: int) -> dict[str, ssl.SSLContext]:
    """TLS contexts of servers, by the beginnings of their names behind those of the rows."""

    def names(kind: str) -> list[str]:
        return [f"r{number}-{kind}.test" for number in range(rows)]

    now = dt.datetime.now(tz=dt.UTC)
    day = dt.timedelta(days=1)
    ca = authority()
    issued = {
        "secure": ca.issue_cert(*names("secure")),
        "second": ca.issue_cert(*names("second")),
        "expired": ca.issue_cert(*names("expired"), not_before=now - 3 * day, not_after=now - day),
        "tomorrow": ca.issue_cert(
            *names("tomorrow"), not_before=now + day, not_after=now + 3 * day
        ),
        "other": ca.issue_cert("elsewhere.example"),
        "unknown": trustme.CA().issue_cert(*names("unknown")),
    }
    contexts = {}
    for name, certificate in issued.items():
        contexts[name] = _context(name)
        certificate.configure_cert(contexts[name])
    contexts["self"] = _context("self")
    contexts["self"].load_cert_chain(_self_signed(folder, names("self")))
    return contexts


def _context(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["h2"] if name == "second" else ["http/1.1"])
    return context


def _self_signed(folder: Path, names: list[str]) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "self.test")])
    now = dt.datetime.now(tz=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "self.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines."""
    text = " ".join(f"({line}) Tj T*" for line in lines)
    return _pdf(f"BT /F1 12 Tf 14 TL 40 700 Td {text} ET".encode())


def _pdf(content: bytes) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=600, height=800)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode(9))  # noqa: SLF001
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@functools.cache
def files() -> dict[str, bytes]:
    """The files that rows of data name."""
    zeros = zlib.compressobj(1, wbits=31)
    bomb = b"".join(zeros.compress(bytes(2**20)) for _ in range(80)) + zeros.flush()
    forest = "".join(f"<b id=a{n}>" for n in range(20_000)) + "<p>" * 20_000
    page = f"<p>This is the beginning{'<p>and more' * 50}<p>and then: it was here all along"
    good = pdf(
        *(
            "It was here all along, and",
            "they found an extra-",
            "ordinary amount of it, as they say.",
        ),
        *("There is more of it in this report " * 2, "and more of it in that one " * 3) * 3,
    )
    return {
        "bomb": bomb,
        "double bomb": gzip.compress(bomb, mtime=0),
        "cut page": gzip.compress(page.encode(), mtime=0)[:-30],
        "stray page": "<p>Ein Stück näher für Jürgen".encode() + b"<p>\xff",
        "forest": forest.encode(),
        "pdf": good,
        "broken pdf": good[:200] + good[400:500],
        "pdf bomb": _pdf(b"BT " + b"(It was) Tj " * 2_000_000 + b"ET"),
    }


def host_at(name: str) -> str:
    """The address at which the server has a name."""
    bare = re.sub(r"^r\d+-", "", name)
    if bare.startswith(_TLS):
        return hostile.ADDRESSES[0]
    digest = hashlib.sha256(name.encode()).digest()[0]
    return hostile.ADDRESSES[digest % len(hostile.ADDRESSES)]


def placed(value: Any, prefix: str, ports: Mapping[str, int]) -> Any:  # noqa: ANN401
    """Data of a row with its own hosts in place of `a.test` and others, and the server's ports."""
    if isinstance(value, dict):
        return {name: placed(each, prefix, ports) for name, each in value.items()}
    if isinstance(value, list):
        return [placed(each, prefix, ports) for each in value]
    if not isinstance(value, str):
        return value

    def put(match: re.Match[str]) -> str:
        scheme = match[1] or "http"
        start = f"{match[1]}:" if match[1] else ""
        port = ports["deaf" if match[4].startswith("deaf") else scheme.lower()]
        return f"{start}//{match[2] or ''}{match[3]}{prefix}{match[4]}:{port}"

    return _NAME.sub(put, value)


@contextlib.contextmanager
def served(
    monkeypatch: pytest.MonkeyPatch,
    answers: Mapping[str, Any],
    **limits: Any,  # noqa: ANN401
) -> Iterator[hostile.Server]:
    """
    Let commands ask a server of ours, which answers by `host/path`, and nobody else.

    Only the hosts that answer may be asked.
    """
    by_host = {tuple(f"{at}".split("/", 1)): value for at, value in answers.items()}
    rows = {(host, path if path == "*" else f"/{path}"): v for (host, path), v in by_host.items()}
    with hostile.Server(rows, files=files()) as server, no_running_loop():
        names = {host for host, _ in rows}
        policy = client(names, network_backend=Ported(server.ports), archive_api=API, **limits)
        monkeypatch.setattr(external_links.CheckOptions, "policy", lambda _options: policy)
        yield server


def client(
    names: Iterable[str] = (),
    known: Mapping[str, Any] | None = None,
    **limits: Any,  # noqa: ANN401
) -> RequestPolicy:
    """A policy for a server of ours: `names` may be asked, `known` says where some names lead."""
    leads = dict(known or {})

    async def resolve(host: str, _port: int) -> list[str]:
        value = leads.get(host, [host_at(host)])
        if isinstance(value, list) and value and isinstance(value[0], list):
            value = value.pop(0) if len(value) > 1 else value[0]
        if value == "none":
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        if value == "later":
            raise socket.gaierror(socket.EAI_AGAIN, "not now")
        return list(value)

    tls = ssl.create_default_context()
    authority().configure_trust(tls)
    values: dict[str, Any] = {
        "url_timeout": LONG,
        "connect_timeout": 3.0,
        "read_timeout": 4.0,
        "backoff": 0.05,
        "max_delay": 0.5,
        "allowed_hosts": frozenset(names),
        "resolver": resolve,
        "ssl_context": tls,
        **limits,
    }
    return RequestPolicy(**values)


@contextlib.contextmanager
def no_running_loop() -> Iterator[None]:
    """Hide the event loop that the browser of other tests leaves running in this thread."""
    loop = asyncio._get_running_loop()  # noqa: SLF001  (there is no public way to hide a loop)
    asyncio._set_running_loop(None)  # noqa: SLF001
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)  # noqa: SLF001


class Ported(httpcore2.AsyncNetworkBackend):
    """A network on which a server of ours has the ports that all servers have."""

    def __init__(self, ports: Mapping[str, int]) -> None:
        """Take the server's own ports."""
        self._ports = {80: ports["http"], 443: ports["https"]}
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (as the library has it)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the server's own port."""
        there = self._ports.get(port, port)
        return await self._inner.connect_tcp(host, there, timeout, local_address, socket_options)


class Recording(httpcore2.AsyncNetworkBackend):
    """A network that remembers what was to be connected to, and leads to where it is told."""

    def __init__(self, leads: Mapping[str, str]) -> None:
        """Take where addresses lead; others lead nowhere."""
        self.dialled: list[str] = []
        self._leads = dict(leads)
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (as the library has it)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to where an address leads."""
        self.dialled.append(host)
        if host not in self._leads:
            raise httpcore2.ConnectError(host)
        there = self._leads[host]
        return await self._inner.connect_tcp(there, port, timeout, local_address, socket_options)
