"""Requests without a network: redirects, attempts, what is made of the responses, and failures."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import io
import socket
import ssl
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import anyio
import httpcore2
import httpx2
import pytest

from explainer.web import url_checker
from explainer.web.guarded_network import GuardedBackend, HostNotFoundError, PrivateAddressError
from explainer.web.page_content import SearchResult
from explainer.web.private_addresses import special_purpose
from explainer.web.redirects import RedirectFollower, join
from explainer.web.request_failures import failure_of
from explainer.web.request_policy import RequestPolicy
from explainer.web.request_url import is_same_request, parse, without_credentials
from explainer.web.response import BodyLimits, RedirectChain, RequestFailure, Response
from explainer.web.url_checker import UrlCheck, UrlChecker, UrlResult

if TYPE_CHECKING:
    from collections.abc import Mapping

ASKED = "http://a.test/f/x"
POLICY = RequestPolicy(
    url_timeout=5,
    backoff=0.001,
    max_attempts=3,
    max_redirects=3,
    max_delay=2,
    jitter=lambda: 0,
    ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
)
LIMITS = BodyLimits(1, 2, 3)


def response(
    status: int = 200, url: str = ASKED, body: str = "", *, complete: bool = True, **headers: str
) -> Response:
    """A response, whose headers are given with `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(
        httpx2.URL(url), status, httpx2.Headers(named), body.encode(), io.BytesIO(), complete
    )


def chain(status: int = 200, *, moved: str = "", **rest: Any) -> RedirectChain:  # noqa: ANN401
    """A chain of one response."""
    return RedirectChain(response(status, **rest), httpx2.URL(moved) if moved else None)


def failed(**kinds: bool) -> RedirectChain:
    """A chain that ends with a failure."""
    failure = RequestFailure("it failed", **kinds)
    return RedirectChain(Response(httpx2.URL(ASKED), failure=failure), failure=failure)


class Follower:
    """Gives chains one after the other, and remembers what was asked for and counted."""

    def __init__(self, *chains: RedirectChain | Exception | float) -> None:
        """Take the chains; an exception is raised, a number of seconds is waited."""
        self._chains = list(chains)
        self.asked: list[tuple[str, bool, BodyLimits]] = []
        self.delays: list[float] = []

    async def follow(
        self,
        url: httpx2.URL,
        headers: Mapping[str, str],
        limits: BodyLimits,
        _scope: anyio.CancelScope,
    ) -> RedirectChain:
        """The next chain."""
        self.asked.append((str(url), "Sec-Fetch-Mode" in headers, limits))
        given = self._chains.pop(0)
        if isinstance(given, Exception):
            raise given
        if isinstance(given, RedirectChain):
            return given
        await anyio.sleep(given)
        return await self.follow(url, headers, limits, _scope)

    def client(self, _host: str) -> SimpleNamespace:
        """What counts the responses that limit the rate."""
        return SimpleNamespace(rate_limiter=SimpleNamespace(on_rate_limited=self.delays.append))


def checked(follower: Follower, policy: RequestPolicy = POLICY, **check: Any) -> UrlResult:  # noqa: ANN401
    """The result of a check."""

    async def run() -> UrlResult:
        checker = UrlChecker(policy, cast("RedirectFollower", follower))
        return await checker.check(UrlCheck(**{"url": ASKED, **check}))

    return asyncio.run(run())


GOOD, MISSING = chain(), chain(404)


@pytest.mark.parametrize(
    ("chains", "verdict", "reason", "browser"),
    [
        ([chain(200)], "alive", "", [False]),
        ([chain(404), chain(404)], "dead", "404 Not Found", [False, True]),
        ([chain(404), chain(200)], "alive", "", [False, True]),
        ([chain(403), chain(404)], "could not tell", "403 Forbidden", [False, True]),
        ([chain(403), chain(401)], "could not tell", "401 Unauthorized", [False, True]),
        ([chain(404), chain(403)], "could not tell", "403 Forbidden", [False, True]),
        ([chain(500)] * 3, "could not tell", "500 Internal Server Error", [False] * 3),
        ([chain(500), chain(200)], "alive", "", [False] * 2),
        (
            [chain(500), chain(500), chain(404), chain(404)],
            "dead",
            "404 Not Found",
            [False] * 3 + [True],
        ),
        ([failed()], "could not tell", "it failed", [False]),
        ([failed(dead=True)], "dead", "it failed", [False]),
        ([failed(dead=True, client_dependent=True), chain(200)], "alive", "", [False, True]),
        ([failed(retryable=True), chain(200)], "alive", "", [False] * 2),
        (
            [chain(500), failed(no_response=True)],
            "could not tell",
            "500 Internal Server Error",
            [False] * 2,
        ),
        ([chain(500), failed(), chain(200)], "could not tell", "it failed", [False] * 2),
        ([KeyError("a")], "could not tell", "its response cannot be parsed (KeyError)", [False]),
        ([9.0], "could not tell", "it took too long", [False]),
        ([chain(404), 9.0], "dead", "404 Not Found", [False, True]),
    ],
)
def test_attempts(
    chains: list[RedirectChain], verdict: str, reason: str, browser: list[bool]
) -> None:
    """A URL is requested again while that may help, the last time as a browser does."""
    follower = Follower(*chains)
    policy = RequestPolicy(url_timeout=0.3, backoff=0.001, max_attempts=3, jitter=lambda: 0)

    result = checked(follower, policy)

    assert (result.verdict, result.reason) == (verdict, reason)
    assert [each[1] for each in follower.asked] == browser
    assert 0 <= result.seconds < 1


@pytest.mark.parametrize(
    ("chains", "responded"),
    [([GOOD], True), ([failed()], True), ([failed(no_response=True)], False)],
)
def test_responded(chains: list[RedirectChain], responded: bool) -> None:  # noqa: FBT001
    """A host responded unless nothing at all was received."""
    result = checked(Follower(*chains))

    assert result.responded is responded
    assert result.seconds < 5


def test_not_asked() -> None:
    """What is no URL of the web is not asked for."""
    result = checked(Follower(), url="mailto:a")

    assert (result.verdict, result.responded) == ("could not tell", False)
    assert result.reason == "it is not an HTTP or HTTPS URL"


@pytest.mark.parametrize(
    ("chains", "delays"),
    [
        ([chain(429)] * 3, [0.00025, 0.002, 0]),
        ([chain(429, retry_after="0"), chain(200)], [0.00025]),
        ([chain(503, retry_after="3")], [3]),
        ([chain(503)] * 3, []),
    ],
)
def test_rate_limit(chains: list[RedirectChain], delays: list[float]) -> None:
    """Each response that limits the rate is counted, with the delay before the next attempt."""
    follower = Follower(*chains)
    checked(follower)
    first = 0.00025 if chains[0].response.header("retry-after") == "0" else 0.001

    assert len(follower.asked) == len(chains)
    assert follower.delays == [first if each == 0.00025 else each for each in delays]


@pytest.mark.parametrize(("left", "asked"), [(5, 2), (0.9, 1)])
def test_no_time_left(left: float, asked: int) -> None:
    """Where a host asks to wait for longer than there is time, it is not asked again."""
    follower = Follower(chain(429, retry_after="1"), chain(200))
    policy = RequestPolicy(url_timeout=left, backoff=0.001, jitter=lambda: 0)

    result = checked(follower, policy)

    assert len(follower.asked) == asked
    assert result.reason == ("429 Too Many Requests" if asked == 1 else "")


def test_retry_delays() -> None:
    """The delay doubles with each attempt, and is up to a quarter longer."""
    assert RequestPolicy(backoff=2, jitter=lambda: 0).retry_delays() == [2, 4]
    assert RequestPolicy(max_attempts=4, jitter=lambda: 1).retry_delays() == [1.25, 2.5, 5]


@pytest.mark.parametrize(
    ("given", "moved"),
    [
        (chain(moved="http://a.test/y"), "http://a.test/y"),
        (chain(moved=ASKED), None),
        (chain(moved=f"{ASKED}?a"), f"{ASKED}?a"),
        (chain(500, moved="http://a.test/y"), None),
        (chain(url="http://sedo.com/", moved="http://sedo.com/"), None),
        (chain(url="http://a.test/login", moved="http://a.test/login"), None),
    ],
)
def test_moved(given: RedirectChain, moved: str | None) -> None:
    """A URL that is alive has moved where it redirects to another for good."""
    assert checked(Follower(*[given] * 3)).moved == moved


HTML: dict[str, Any] = {"content_type": "text/html"}
LOST = chain(body="<title>Not found</title>", **HTML)
HOME = chain(url="http://a.test/", **HTML)


@pytest.mark.parametrize(
    ("chains", "verdict", "asked"),
    [
        ([LOST, chain(url="http://a.test/f/y", body="<h1>Not found</h1>", **HTML)], "dead", 2),
        (
            [LOST, chain(url="http://a.test/f/y", body="<h1>Other</h1>", **HTML)],
            "could not tell",
            2,
        ),
        ([LOST, chain(404)], "alive", 2),
        ([LOST, chain(500)], "could not tell", 2),
        ([LOST, failed(dead=True)], "could not tell", 2),
        ([HOME, HOME], "dead", 2),
        ([HOME, chain(404)], "could not tell", 2),
        ([chain(url="http://sedo.com/a")], "dead", 1),
        ([chain(url="http://a.test/login")], "could not tell", 1),
        ([LOST, 9.0], "could not tell", 2),
    ],
)
def test_suspect(chains: list[RedirectChain], verdict: str, asked: int) -> None:
    """A suspected soft 404 is compared with a URL that does not exist, if that can tell."""
    follower = Follower(*chains)
    policy = RequestPolicy(url_timeout=0.3, backoff=0.001)

    assert checked(follower, policy, url=f"{ASKED}?id=1").verdict == verdict
    assert len(follower.asked) == asked
    name = hashlib.sha256(f"{ASKED}?id=1".encode()).hexdigest()[:12]
    assert follower.asked[1:] in ([], [(f"http://a.test/f/{name}", False, BodyLimits(65_536))])


def test_reasons_of_suspects() -> None:
    """The reason of a suspect tells what was verified."""
    same = checked(Follower(HOME, HOME)).reason
    other = checked(Follower(HOME, chain(404))).reason

    assert same == "it redirects to the home page, as for every URL that does not exist"
    assert other == "it redirects to the home page"


@pytest.mark.parametrize(
    ("check", "limits"),
    [
        ({}, (65_536, 0, 0)),
        ({"words": {"w": "a"}}, (65_536, 6_000_000, 32_000_000)),
        ({"text": True}, (65_536, 6_000_000, 32_000_000)),
        ({"fragments": frozenset({"a"})}, (65_536, 6_000_000, 0)),
        ({"fragments": frozenset({"top", "TOP", "", "/a", ":~:text=a", "t=1"})}, (65_536, 0, 0)),
    ],
)
def test_limits(
    monkeypatch: pytest.MonkeyPatch, check: dict[str, Any], limits: tuple[int, int, int]
) -> None:
    """As much of a body is read as the check needs."""
    monkeypatch.setattr(url_checker, "search", answer(None))
    follower = Follower(GOOD)
    checked(follower, **check)

    assert follower.asked[0][2] == limits


def answer(found: SearchResult | None) -> Any:  # noqa: ANN401
    """What stands in for the search in a page."""

    async def search(*_: object) -> SearchResult | None:
        return found

    return search


FOUND = SearchResult(frozenset({"v"}), frozenset({"a"}), "sha256:1", False, False, True)  # noqa: FBT003
PAGE = chain(**HTML)
PART = chain(complete=False, **HTML)
BOTH = {"words": {"v": "x", "w": "y"}, "fragments": frozenset({"a"})}
FIRST = {"words": {"v": "x"}, "fragments": frozenset({"a"})}
UNREAD = "its text cannot be read"


@pytest.mark.parametrize(
    ("check", "given", "found", "expected"),
    [
        (FIRST, PAGE, FOUND, ("alive", "", (), {"a"}, "sha256:1")),
        (
            BOTH,
            PAGE,
            FOUND,
            ("words gone", "the words are not in its text", ("w",), {"a"}, "sha256:1"),
        ),
        (
            BOTH,
            PART,
            FOUND,
            ("could not tell", "only a part of its text was read", (), set(), None),
        ),
        (FIRST, PART, FOUND, ("alive", "", (), set(), None)),
        (
            BOTH,
            PAGE,
            FOUND._replace(has_little_text=True),
            ("could not tell", "it has hardly any text", (), {"a"}, "sha256:1"),
        ),
        (
            BOTH,
            PAGE,
            FOUND._replace(has_paywall=True),
            ("could not tell", "it seems to have a paywall", (), {"a"}, "sha256:1"),
        ),
        (
            FIRST,
            PAGE,
            FOUND._replace(has_paywall=True, has_anchors=False),
            ("alive", "", (), set(), "sha256:1"),
        ),
        (FIRST, PAGE, None, ("could not tell", UNREAD, (), set(), None)),
        ({"text": True}, PAGE, None, ("could not tell", UNREAD, (), set(), None)),
        ({"text": True}, PAGE, FOUND, ("alive", "", (), {"a"}, "sha256:1")),
        ({"fragments": {"a"}}, PAGE, None, ("alive", "", (), set(), None)),
        ({"fragments": {"a"}}, PAGE, FOUND, ("alive", "", (), {"a"}, "sha256:1")),
        (
            {"fragments": {"a"}},
            chain(content_type="image/png"),
            FOUND,
            ("alive", "", (), set(), None),
        ),
        ({"fragments": {"top"}}, PAGE, FOUND, ("alive", "", (), set(), None)),
        ({}, PAGE, FOUND, ("alive", "", (), set(), None)),
    ],
)
def test_search(
    monkeypatch: pytest.MonkeyPatch,
    check: dict[str, Any],
    given: RedirectChain,
    found: SearchResult | None,
    expected: tuple[object, ...],
) -> None:
    """A page that is alive is searched for words and anchors, as far as it was read."""
    monkeypatch.setattr(url_checker, "search", answer(found))
    result = checked(Follower(given), **check)

    assert result[1:3] == expected[:2]
    assert (result.gone, result.missing, result.digest) == expected[2:]


@pytest.mark.parametrize(
    ("check", "verdict"),
    [({"words": {"w": "a"}}, "could not tell"), ({"fragments": {"a"}}, "alive")],
)
def test_slow_search(monkeypatch: pytest.MonkeyPatch, check: dict[str, Any], verdict: str) -> None:
    """A page that takes too long to read is alive, but nothing can be told of its words."""

    async def search(*_: object) -> None:
        await anyio.sleep(9)

    monkeypatch.setattr(url_checker, "search", search)
    result = checked(Follower(PAGE), RequestPolicy(url_timeout=0.2), **check)

    assert result.verdict == verdict
    assert result.reason == ("it took too long to read its text" if "words" in check else "")


class Client:
    """Answers requests by their URLs, and remembers them."""

    def __init__(self, answers: Mapping[str, Response]) -> None:
        """Take the responses by URL; one that has a cookie is for who brings it."""
        self._answers = answers
        self.asked: list[str] = []

    async def send(
        self, request: httpx2.Request, _limits: BodyLimits, _scope: anyio.CancelScope
    ) -> tuple[Response, httpx2.Response | None]:
        """The response to a request."""
        url = str(request.url)
        self.asked.append(url)
        cookie = request.headers.get("cookie", "")
        given = self._answers.get(f"{url} {cookie}") or self._answers[url]
        if given.failure:
            return given, None
        return given._replace(url=request.url), httpx2.Response(
            given.status, headers=given.headers, request=request
        )


def followed(answers: Mapping[str, Response]) -> tuple[RedirectChain, Client]:
    """The chain from `http://a.test/1`."""
    client = Client(answers)

    async def run() -> RedirectChain:
        follower = RedirectFollower(POLICY)
        setattr(follower, "client", lambda _host: client)  # noqa: B010
        with anyio.CancelScope() as scope:
            return await follower.follow(httpx2.URL("http://a.test/1"), {}, LIMITS, scope)
        raise AssertionError

    return asyncio.run(run()), client


def to(location: str, status: int = 302, **rest: Any) -> Response:  # noqa: ANN401
    """A redirect."""
    return response(status, location=location, **rest)


SELF = {"http://a.test/1": to("/1", 301)}
REFRESH = "<meta http-equiv=refresh content='{}; url=/1'>"


@pytest.mark.parametrize(
    ("answers", "end", "permanent", "failure"),
    [
        ([response()], "1", None, None),
        ([to("/2", 301), response()], "2", "2", None),
        ([to("/2", 308), to("/3", 301), response(404)], "3", "3", None),
        ([to("/2", 301), to("/3", 302), to("/4", 301), response()], "4", "2", None),
        ([to("/2", 302), to("/3", 301), response()], "3", None, None),
        ([to("/2", 303), response()], "2", None, None),
        ([to("/2", 307), response()], "2", None, None),
        ([to("/2", 300), response()], "2", None, None),
        ([response(300)], "1", None, None),
        ([to("/2", 304)], "1", None, None),
        ([to("/2", 404)], "1", None, None),
        ([to("/2", 200)], "1", None, None),
        ([response(301)], "1", None, "it redirects without a Location header"),
        ([to("ftp://a.test/", 301)], "1", None, "it redirects to a URL with the scheme ftp:"),
        ([to("http://[", 301)], "1", None, "it redirects to an invalid URL"),
        ([to("/2", 301), to("http://[", 301)], "2", "2", "it redirects to an invalid URL"),
        ([to("/1", 301)], "1", None, "it is a redirect loop"),
        ([to("/2", 301), to("/1", 301)], "1", None, "it is a redirect loop"),
        ([to("/2"), to("/3"), to("/4"), response()], "4", None, None),
        (
            [to("/2"), to("/3"), to("/4"), to("/5"), response()],
            "5",
            None,
            "it redirects more than 3 times",
        ),
        ([response(refresh="0; url=/2"), response()], "2", None, None),
        ([response(404, refresh="0; url=/2"), response()], "1", None, None),
        ([response(299, refresh="5; url=/2"), response()], "2", None, None),
        ([response(body=REFRESH.format(1), **HTML)], "1", None, None),
        ([response(body=REFRESH.format(0), **HTML)], "1", None, "it is a redirect loop"),
        ([to("/2", 301), response(body=REFRESH.format(1), **HTML)], "2", "2", None),
    ],
)
def test_redirects(
    answers: list[Response], end: str, permanent: str | None, failure: str | None
) -> None:
    """A chain ends at what is no redirect, and permanent redirects at its beginning count."""
    found, client = followed(
        {f"http://a.test/{number}": each for number, each in enumerate(answers, 1)}
    )

    assert str(found.response.url) == f"http://a.test/{end}"
    assert str(found.permanent_url or "").removeprefix("http://a.test/") == (permanent or "")
    assert (found.failure.reason if found.failure else None) == failure
    assert len(client.asked) <= 4


def test_dead_ends() -> None:
    """A loop means that nothing is there, for programs; so does a missing or an invalid URL."""
    for answers in (SELF, {"http://a.test/1": to("", 301)}):
        failure = followed(answers)[0].failure
        assert failure is not None
        assert (failure.dead, failure.client_dependent) == (True, True)
    many = followed({f"http://a.test/{n}": to(f"/{n + 1}") for n in range(1, 9)})[0].failure
    invalid = followed({"http://a.test/1": to("http://[")})[0].failure

    assert many is not None
    assert (many.dead, many.client_dependent) == (True, True)
    assert invalid is not None
    assert invalid.dead


def test_cookies() -> None:
    """A redirect to the same URL with a cookie is no loop."""
    found, client = followed(
        {
            "http://a.test/1": to("/1", set_cookie="a=b"),
            "http://a.test/1 a=b": response(),
        }
    )

    assert found.failure is None
    assert client.asked == ["http://a.test/1"] * 2


def test_failure_of_a_request() -> None:
    """A request that failed ends the chain with its failure."""
    failure = RequestFailure("it failed")
    found, _ = followed(
        {"http://a.test/1": Response(httpx2.URL("http://a.test/1"), failure=failure)}
    )

    assert found.failure == failure


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b#c", "http://a.test/b"),
        (" b?c ", "http://a.test/f/b?c"),
        ("//b.test", "http://b.test/"),
        ("http://me:secret@b.test/c", "http://b.test/c"),
        ("HTTPS://b.test/", "https://b.test/"),
        ("mailto:a", None),
        ("http://[", None),
    ],
)
def test_join(location: str, url: str | None) -> None:
    """A redirect leads to a URL of the web without a fragment and without a password."""
    joined = join(httpx2.URL(ASKED), location)

    assert (str(joined) if isinstance(joined, httpx2.URL) else None) == url


def because(error: Exception, *causes: Exception) -> Exception:
    """An error with its causes."""
    inner: BaseException = error
    for cause in causes:
        inner.__cause__ = cause
        inner = cause
    return error


def certificate(code: int) -> ssl.SSLCertVerificationError:
    """An error of a certificate."""
    error = ssl.SSLCertVerificationError()
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("error", "reason", "kinds"),
    [
        (
            PrivateAddressError("10.0.0.1", "private"),
            "its host has no public address (10.0.0.1 is private)",
            "n",
        ),
        (HostNotFoundError("a", definite=True), "its host does not exist", "dn"),
        (HostNotFoundError("a", definite=False), "the DNS lookup of its host failed", "rn"),
        (certificate(10), "its certificate has expired", ""),
        (certificate(1), "its certificate is not valid", ""),
        (ssl.SSLError(), "the TLS handshake failed", "r"),
        (ConnectionRefusedError(), "its host refuses connections", "dr"),
        (httpcore2.ReadTimeout(), "its host did not respond in time", "rt"),
        (OSError(errno.ENETUNREACH, "a"), "its network is unreachable", "n"),
        (OSError(errno.EPIPE, "a"), "its host does not respond in valid HTTP", "r"),
        (httpcore2.ConnectError(), "the connection failed", "r"),
        (httpcore2.LocalProtocolError(), "it cannot be requested", "n"),
        (httpx2.InvalidURL("a"), "it cannot be requested", "n"),
        (httpcore2.RemoteProtocolError(), "its host does not respond in valid HTTP", "r"),
        (
            because(httpcore2.ConnectError(), OSError(), ConnectionRefusedError()),
            "its host refuses connections",
            "dr",
        ),
        (because(KeyError(), httpcore2.ConnectTimeout()), "its host did not respond in time", "rt"),
    ],
)
def test_failures(error: Exception, reason: str, kinds: str) -> None:
    """A failure has a reason, and is dead, retryable, a timeout, or without any response."""
    failure = failure_of(error)
    flags = [failure.dead, failure.retryable, failure.timed_out, failure.no_response]

    assert failure.reason == reason
    assert flags == [letter in kinds for letter in "drtn"]


def test_circle_of_causes() -> None:
    """Causes that lead back to their error end the search."""
    error = KeyError("a")
    error.__context__ = ValueError("b")
    error.__context__.__context__ = error

    assert failure_of(error).retryable


@pytest.mark.parametrize(
    ("url", "parsed"),
    [
        (" http://a.test/b#c ", ("http://a.test/b", "c")),
        ("HTTPS://A.test", ("https://a.test", "")),
        ("http://b%C3%BCcher.test/", ("http://bücher.test/", "")),
        ("http://[::1%25eth0]/", None),
        ("http://a%2Fb.test/", None),
        ("http://a%FF.test/", None),
        ("http://a.test:99999/", None),
        ("http:///b", None),
        ("http://[#b", None),
        ("ftp://a.test/", None),
        ("a", None),
    ],
)
def test_parse(url: str, parsed: tuple[str, str] | None) -> None:
    """A URL of the web has a host, and its fragment apart."""
    found = parse(url)
    same = found and parsed and found[0] == httpx2.URL(parsed[0]) and found[1] == parsed[1]

    assert same or (found is None and parsed is None) or "%25" in url


@pytest.mark.parametrize(
    ("url", "bare"),
    [("http://me:secret@a.test/", "http://a.test/"), ("http://a.test/", "http://a.test/")],
)
def test_credentials(url: str, bare: str) -> None:
    """A user name and a password are left out."""
    assert str(without_credentials(httpx2.URL(url))) == bare


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("http://a.test", True),
        ("http://a.test/#b", True),
        ("http://a.test/b", False),
        ("http://b.test/", False),
        ("https://a.test/", False),
        ("http://a.test:8080/", False),
    ],
)
def test_same_request(other: str, same: bool) -> None:  # noqa: FBT001
    """Two URLs lead to the same request, whatever their fragments."""
    assert is_same_request(httpx2.URL("http://a.test/"), httpx2.URL(other)) is same


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ({}, "a", (True, False, True)),
        ({"content_type": "Text/HTML; charset=utf-8"}, "a", (True, False, True)),
        ({"content_type": "image/png"}, "a", (False, False, True)),
        ({"content_type": "text/html"}, "%PDF-1", (False, True, True)),
        ({"content_encoding": "GZIP, identity"}, "a", (True, False, True)),
        ({"content_encoding": "gzip, deflate, identity,"}, "a", (True, False, True)),
        ({"content_encoding": "gzip, br"}, "a", (True, False, False)),
    ],
)
def test_kinds_of_bodies(
    headers: dict[str, Any], body: str, expected: tuple[bool, bool, bool]
) -> None:
    """A body is a page by its type, a PDF by its beginning, and decoded if that is supported."""
    found = response(body=body, **headers)

    assert (found.is_page, found.is_pdf, found.is_decoded) == expected


def test_headers() -> None:
    """The first location counts; without headers there is none."""
    raw = [(b"Content-Type", b"a"), (b"Location", b"/\xe9"), (b"location", b"/b")]

    assert Response(httpx2.URL(ASKED), 301, httpx2.Headers(raw)).location == "/é"
    raw = [(b"location", "/é".encode()), (b"location", b"/b")]
    assert Response(httpx2.URL(ASKED), 301, httpx2.Headers(raw)).location == "/é"
    assert Response(httpx2.URL(ASKED)).location == ""
    assert Response(httpx2.URL(ASKED)).header("a") == ""
    Response(httpx2.URL(ASKED)).close()
    body = io.BytesIO()
    Response(httpx2.URL(ASKED), body=body).close()
    assert body.closed


@pytest.mark.parametrize(
    ("address", "purpose"),
    [
        ("8.8.8.8", None),
        ("10.0.0.1", "private"),
        ("127.0.0.1", "loopback"),
        ("a", "not an IP address"),
        ("fe80::1%eth0", "link-local"),
        ("2606:4700::1111", None),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("fc00::1", "private"),
        ("ff02::1", "multicast"),
        ("4000::1", "reserved"),
        ("2001::1", "for protocols, or Teredo"),
        ("2001:db8::1", "for documentation"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:8.8.8.8", None),
        ("64:ff9b::a00:1", "private"),
        ("64:ff9b::808:808", None),
        ("2002:a00:1::", "private"),
        ("2002:808:808::", None),
        ("2606:4700::5efe:a00:1", "private"),
        ("2606:4700::200:5efe:a00:1", "private"),
        ("2606:4700::5efe:808:808", None),
        ("2606:4700::5eff:a00:1", None),
        ("2606:4700::1:5efe:a00:1", None),
        ("fe80::5efe:808:808", "link-local"),
    ],
)
def test_purpose(address: str, purpose: str | None) -> None:
    """An address is public, or has a special purpose, also that of an address within it."""
    assert special_purpose(address) == purpose


class Network(httpcore2.AsyncNetworkBackend):
    """Connects to some addresses only."""

    def __init__(self, *there: str, peer: str | None = None) -> None:
        """Take the addresses where somebody listens, and who answers there."""
        self.dialled: list[str] = []
        self._there = there
        self._peer = peer

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (as the library has it)
        local_address: str | None = None,
        socket_options: Any = None,  # noqa: ANN401
    ) -> httpcore2.AsyncNetworkStream:
        """A connection, if somebody listens."""
        del timeout, local_address, socket_options
        self.dialled.append(host)
        if host not in self._there:
            raise httpcore2.ConnectError(host)
        peer = (self._peer or host, port)

        async def aclose() -> None:
            pass

        stream = SimpleNamespace(
            aclose=aclose, get_extra_info=lambda info: peer if info == "server_addr" else None
        )
        return cast("httpcore2.AsyncNetworkStream", stream)


@pytest.mark.parametrize(
    ("host", "found", "network", "dialled", "error"),
    [
        ("b.test", ["8.8.8.8"], Network("8.8.8.8"), ["8.8.8.8"], ""),
        ("b.test", ["8.8.4.4", "8.8.8.8"], Network("8.8.8.8"), ["8.8.4.4", "8.8.8.8"], ""),
        ("b.test", ["8.8.8.8"], Network(), ["8.8.8.8"], "ConnectError: 8.8.8.8"),
        (
            "b.test",
            ["10.0.0.1"],
            Network("10.0.0.1"),
            [],
            "PrivateAddressError: 10.0.0.1 is private",
        ),
        ("b.test", ["10.0.0.1", "8.8.8.8"], Network("8.8.8.8"), ["8.8.8.8"], ""),
        ("A.test.", ["10.0.0.1"], Network("10.0.0.1"), ["10.0.0.1"], ""),
        ("a.test", ["8.8.8.8"], Network("8.8.8.8", peer="127.0.0.1"), ["8.8.8.8"], ""),
        (
            "b.test",
            ["8.8.8.8"],
            Network("8.8.8.8", peer="127.0.0.1"),
            ["8.8.8.8"],
            "PrivateAddressError: 127.0.0.1 is loopback",
        ),
        ("b.test", [], Network(), [], "HostNotFoundError: b.test"),
        (
            "b.test",
            [f"8.8.8.{n}" for n in range(6)],
            Network(),
            [f"8.8.8.{n}" for n in range(4)],
            "ConnectError: 8.8.8.3",
        ),
    ],
)
def test_connections(
    host: str, found: list[str], network: Network, dialled: list[str], error: str
) -> None:
    """The public addresses of a host are tried one after the other; an allowed host has others."""

    async def resolve(_host: str, _port: int) -> list[str]:
        return found

    policy = RequestPolicy(
        resolver=resolve, network_backend=network, allowed_hosts=frozenset({"a.test"})
    )
    told = ""
    try:
        asyncio.run(GuardedBackend(policy).connect_tcp(host, 80))
    except httpcore2.ConnectError as raised:
        told = f"{type(raised).__name__}: {raised}"

    assert told == error
    assert network.dialled == dialled


@pytest.mark.parametrize(
    ("raised", "definite"),
    [
        (socket.gaierror(socket.EAI_NONAME, "a"), True),
        (socket.gaierror(socket.EAI_AGAIN, "a"), False),
        (UnicodeError("a"), True),
        (ValueError("a"), True),
        (None, True),
    ],
)
def test_names(raised: Exception | None, definite: bool) -> None:  # noqa: FBT001
    """A name does not exist, or could not be looked up."""

    async def resolve(_host: str, _port: int) -> list[str]:
        if raised:
            raise raised
        return []

    with pytest.raises(HostNotFoundError) as caught:
        asyncio.run(GuardedBackend(RequestPolicy(resolver=resolve)).connect_tcp("b.test", 80))

    assert caught.value.definite is definite
