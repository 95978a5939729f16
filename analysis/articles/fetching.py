"""Web addresses -> their pages, fetched as a considerate guest would.

robots.txt is obeyed, the suite says who it is, one request a second goes to a host, what fails for a moment is asked
for again, later each time. All of it ends at a deadline and a size. No address of a private network is called unless
NEWS_ALLOW_PRIVATE is set, whatever a name or a redirect leads to: the connection goes to the very address that was
checked. What was fetched is kept in the cache; delete its folder `pages` to fetch again.
"""

import contextlib
import hashlib
import http.client
import importlib.metadata
import ipaddress
import json
import os
import re
import socket
import ssl
import threading
import time
import urllib.parse
import urllib.robotparser
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .. import places
from .folders import explain
from .formats import read_bytes
from .pages import recode
from .rows import NOTE, Row

LARGEST = 10_000_000  # bytes of a page once it is unpacked
DEADLINE = 60.0  # seconds for one address: name, redirects, waiting and trying again
TRIES = 3
REDIRECTS = 5
PAUSE = 1.0  # seconds between two requests to one host
LONGEST_WAIT = 20.0  # seconds that a server may ask us to wait
PASSING = (429, 500, 502, 503, 504)
ENDINGS = {
    "application/pdf": ".pdf", "application/json": ".json", "text/plain": ".txt", "text/csv": ".csv",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/xml": ".xml", "text/xml": ".xml",
}  # fmt: skip
SAVE = "save the page as .html and name that file"


class Page(NamedTuple):
    """What came back from an address: where it was at last, its content type, its bytes."""

    url: str
    kind: str
    data: bytes


class Guest(NamedTuple):
    """What is known of hosts in one go: when each was last asked, and what its robots.txt says."""

    asked: dict[str, float]
    robots: dict[str, urllib.robotparser.RobotFileParser]


def agent() -> str:
    """Return how the suite names itself to servers."""
    try:
        version = importlib.metadata.version("news-framing")
    except importlib.metadata.PackageNotFoundError:
        version = "0"
    return f"news-framing/{version} (research on news; obeys robots.txt)"


def fetch_all(urls: list[str]) -> Iterator[tuple[str, list[Row]]]:
    """Yield each address with the rows of what is there; one that cannot be had has a single row with a note alone."""
    guest = Guest({}, {})
    for url in urls:
        try:
            page = _read_kept(url) or _keep(url, fetch(url, guest))
            yield url, [{"url": page.url, **row} for row in read_fetched(page)]
        except Exception as error:  # whatever servers send
            yield url, [{NOTE: explain(error)}]


def read_fetched(page: Page) -> list[Row]:
    """Return the rows of what was fetched, read by its content type, in the charset that its head or itself names."""
    kind, _, rest = page.kind.lower().partition(";")
    ending = ENDINGS.get(kind.strip(), ".html")
    named = re.search(r"charset=[\"']?([\w-]+)", rest)
    data = recode(page.data, named[1]) if named and ending in (".html", ".txt") else page.data
    return read_bytes(f"page{ending}", data)


def fetch(url: str, guest: Guest) -> Page:
    """Return what is at an address; ValueError says why it cannot be had and what to do."""
    until = time.monotonic() + DEADLINE
    for _ in range(REDIRECTS):
        if not _may_fetch(url, guest, until):
            raise ValueError(f"robots.txt of {_host(url)} forbids fetching it: {SAVE}")
        status, headers, data = _try_often(url, guest, until)
        if status in (301, 302, 303, 307, 308) and headers.get("location"):
            url = urllib.parse.urljoin(url, headers["location"])
        elif status == 200:
            return Page(url, headers.get("content-type") or "", data)
        else:
            raise ValueError(f"the server says {status} {http.client.responses.get(status, '')}: {_advise(status)}")
    raise ValueError(f"it redirects more than {REDIRECTS} times: check the address")


def _advise(status: int) -> str:
    return "check the address" if status in (404, 410) else "try later" if status in PASSING else SAVE


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).netloc


def _may_fetch(url: str, guest: Guest, until: float) -> bool:
    """Ask robots.txt (RFC 9309): one that is not there allows all, one that cannot be had forbids all."""
    host = _host(url)
    if host not in guest.robots:
        rules = guest.robots[host] = urllib.robotparser.RobotFileParser()
        status, _, data = _try_often(urllib.parse.urljoin(url, "/robots.txt"), guest, until)
        if status == 200:
            rules.parse(data.decode("utf-8", "replace").splitlines())
        elif status >= 500 or status == 429:
            del guest.robots[host]
            raise ValueError(f"robots.txt of {host} cannot be read (the server says {status}): try later")
        else:
            rules.parse([])
    return guest.robots[host].can_fetch("news-framing", url)


def _try_often(url: str, guest: Guest, until: float) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body; what fails for a moment is tried again after 1, 2 … seconds or as told."""
    for turn in range(TRIES):
        _wait_turn(url, guest, until)
        try:
            status, headers, data = _request(url, until)
            wait = headers.get("retry-after", "")
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() >= until - 0.1:
                raise ValueError(f"it took longer than {DEADLINE:.0f} seconds: try later, or {SAVE}") from error
            if turn == TRIES - 1 or isinstance(error, ssl.SSLCertVerificationError):
                raise ValueError(_name_reason(url, error)) from error
            status, wait = 503, ""
        if status not in PASSING or turn == TRIES - 1:
            break
        pause = float(wait) if wait.isdigit() else PAUSE * 2**turn
        if pause > LONGEST_WAIT or time.monotonic() + pause > until:
            break
        time.sleep(pause)
    return status, headers, data


def _name_reason(url: str, error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return f"there is no host called {urllib.parse.urlsplit(url).hostname}: check the address and the connection"
    why = getattr(error, "reason", None) or getattr(error, "strerror", None) or type(error).__name__
    return f"the connection to {_host(url)} failed ({why}): check the address, or {SAVE}"


def _wait_turn(url: str, guest: Guest, until: float) -> None:
    host = _host(url)
    rules = guest.robots.get(host)
    delay = rules.crawl_delay("news-framing") if rules and rules.mtime() else None
    pause = max(PAUSE, min(float(delay or 0), LONGEST_WAIT))
    wait = guest.asked.get(host, -pause) + pause - time.monotonic()
    time.sleep(max(0.0, min(wait, until - time.monotonic())))
    guest.asked[host] = time.monotonic()


def _request(url: str, until: float) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers (names in lower case) and body of one request; the socket is shut at the deadline."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("it leads to no web address: check it")
    secure = parts.scheme == "https"
    connection = http.client.HTTPConnection(parts.hostname, parts.port or (443 if secure else 80))
    sock = _connect(connection.host, connection.port, until)
    guard = threading.Timer(max(0.1, until - time.monotonic()), _shut, [sock])
    guard.daemon = True
    guard.start()
    try:
        if secure:
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=parts.hostname)
        connection.sock = sock
        path = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
        head = {
            "User-Agent": agent(),
            "Accept-Encoding": "gzip",
            "Connection": "close",
            "Host": parts.netloc.rpartition("@")[2],
        }
        connection.request("GET", urllib.parse.quote(path, safe="/%?=&+,;:@!$'()*~"), headers=head)
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        data = _read_body(response, packed=headers.get("content-encoding", "") in ("gzip", "x-gzip"))
        if time.monotonic() >= until:
            raise TimeoutError
        return response.status, headers, data
    finally:
        guard.cancel()
        sock.close()


def _shut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _connect(host: str, port: int, until: float) -> socket.socket:
    """Return a connection to the first address of a host that is not private; ValueError where all are."""
    found = [str(told[4][0]) for told in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    allowed = [one for one in found if _is_open(one)]
    if not allowed:
        raise ValueError(f"{host} is a private address ({found[0]}): --allow-private allows it if you mean it")
    error: OSError = OSError("no address")
    for address in dict.fromkeys(allowed):
        try:
            return socket.create_connection((address, port), timeout=max(0.1, min(20.0, until - time.monotonic())))
        except OSError as failed:
            error = failed
    raise error


def _is_open(address: str) -> bool:
    """Tell whether an address may be called: one of the public internet, or any where private ones are allowed."""
    told = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(told, "ipv4_mapped", None) or told
    return bool(os.environ.get("NEWS_ALLOW_PRIVATE")) or (mapped.is_global and not mapped.is_multicast)


def _read_body(response: http.client.HTTPResponse, *, packed: bool) -> bytes:
    """Return the body, unpacked, to the limit of LARGEST; ValueError where it is larger."""
    unpack = zlib.decompressobj(wbits=47) if packed else None
    data = bytearray()
    while piece := response.read1(65536):
        try:
            data += unpack.decompress(piece, LARGEST + 1 - len(data)) if unpack else piece
        except zlib.error as error:
            raise ValueError(f"what the server sent cannot be unpacked: {SAVE}") from error
        if len(data) > LARGEST:
            raise ValueError(f"the page is larger than {LARGEST // 10**6} MB: {SAVE}")
    return bytes(data)


def _place(url: str) -> Path:
    return places.find_cache() / "pages" / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:32]


def _read_kept(url: str) -> Page | None:
    """Return the page as it was fetched before, if it was; what cannot be read is fetched again."""
    try:
        told = json.loads(_place(url).with_suffix(".json").read_text(encoding="utf-8"))
        return Page(told["url"], told["kind"], _place(url).with_suffix(".data").read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(url: str, page: Page) -> Page:
    with contextlib.suppress(OSError):
        _place(url).parent.mkdir(parents=True, exist_ok=True)
        _place(url).with_suffix(".data").write_bytes(page.data)
        told = json.dumps({"url": page.url, "kind": page.kind, "asked": url})
        _place(url).with_suffix(".json").write_text(told, encoding="utf-8")
    return page
