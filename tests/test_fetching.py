"""A server on this machine that behaves as badly as servers do: what comes in, and what is said of the rest."""

import gzip
import http.server
import itertools
import socket
import threading
import time
import typing

import pytest
from make_formats import body, page

from analysis import places
from analysis.articles import corpus, fetching

BOMB = gzip.compress(b"0" * 50_000_000)


class Host(http.server.BaseHTTPRequestHandler):
    """Answers by the path that it is asked for."""

    asked: typing.ClassVar[list[tuple[str, str, float]]] = []

    def log_message(self, *_) -> None: ...

    def answer(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"], time.monotonic()))
        times = [path for path, _, _ in self.asked].count(self.path)
        answers = {
            "/robots.txt": lambda: self.answer(b"User-agent: *\nDisallow: /private"),
            "/private": lambda: self.answer(page("Never")),
            "/good": lambda: self.answer(page("Abel"), content_type="text/html"),
            "/packed": lambda: self.answer(gzip.compress(page("Beth")), content_encoding="gzip"),
            "/moved": lambda: self.answer(b"", 301, location="/good"),
            "/around": lambda: self.answer(b"", 302, location="/around"),
            "/metadata": lambda: self.answer(b"", 302, location="http://169.254.169.254/latest"),
            "/file": lambda: self.answer(b"", 302, location="file:///etc/passwd"),
            "/busy": lambda: self.answer(page("Carl"), 200 if times > 1 else 429, retry_after="0"),
            "/always": lambda: self.answer(b"", 503, retry_after="900"),
            "/lies": lambda: self.answer(page("Wendé", "iso-8859-1"), content_type="text/html; charset=utf-8"),
            "/latin": lambda: self.answer(page("Zoë"), content_type="text/html; charset=iso-8859-1"),
            "/polish": lambda: self.answer(
                page("Dąbek").replace(b'<meta charset="utf-8">', b"").decode().encode("iso-8859-2"),
                content_type="text/html; charset=iso-8859-2",
            ),
            "/plain": lambda: self.answer(body("Eric").encode(), content_type="text/plain"),
            "/bomb": lambda: self.answer(BOMB, content_encoding="gzip"),
            "/broken": lambda: self.answer(b"no gzip", content_encoding="gzip"),
            "/endless": self.run_on,
            "/slow": self.drip,
        }
        answers.get(self.path, lambda: self.answer(b"", 404))()

    def run_on(self) -> None:
        self.answer(b"")
        for _ in range(2000):
            self.wfile.write(b"0" * 100_000)

    def drip(self) -> None:
        self.answer(b"")
        for _ in range(100):
            time.sleep(0.05)
            self.wfile.write(b"0")
            self.wfile.flush()


@pytest.fixture(scope="module")
def host():
    """The address of a running server."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.handle_error = lambda *_: None  # what hung up on it
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(autouse=True)
def _alone(monkeypatch, tmp_path):
    """Nothing kept from before, no long pauses, and this server is no private one."""
    monkeypatch.setattr(places, "find_cache", lambda: tmp_path)
    monkeypatch.setattr(fetching, "PAUSE", 0.05)
    monkeypatch.setattr(fetching, "DEADLINE", 1.5)
    monkeypatch.setattr(fetching, "_is_open", lambda one: one == "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("good", "Abel"),
        ("packed", "Beth"),
        ("moved", "Abel"),
        ("busy", "Carl"),
        ("lies", "Wendé"),
        ("polish", "Dąbek"),
        ("latin", "Zoë"),
    ],
)
def test_what_comes_in(host, path, name):
    articles, _ = corpus.read_files(f"{host}/{path}")
    assert articles["title"].tolist() == [f"Ferry {name} leaves the harbour"]
    assert articles["outlet"].tolist() == ["Harbour Post"] and str(articles["published"][0])[:10] == "2016-09-04"
    assert articles["url"].tolist() == [f"{host}/{'good' if path == 'moved' else path}"]


def test_plain_text_is_read_as_such(host):
    assert corpus.read_files(f"{host}/plain")[0]["text"].tolist() == [body("Eric")]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("private", "robots.txt of 127.0.0.1:.* forbids"),
        ("nowhere", "the server says 404 Not Found: check the address"),
        ("around", "redirects more than 5 times"),
        ("metadata", "169.254.169.254 is a private address"),
        ("file", "no web address"),
        ("always", "503 Service Unavailable: try later"),
        ("bomb", "larger than 10 MB"),
        ("endless", "larger than 10 MB"),
        ("broken", "cannot be unpacked"),
        ("slow", "longer than 2 seconds"),
    ],
)
def test_what_does_not_says_why(host, path, message):
    start = time.monotonic()
    articles, problems = corpus.read_files([f"{host}/{path}"])
    assert articles.empty and len(problems) == 1
    assert problems["message"].str.contains(message).all(), problems["message"][0]
    assert time.monotonic() - start < 5


def test_the_suite_says_who_it_is_and_waits_its_turn(host):
    Host.asked.clear()
    corpus.read_files([f"{host}/good", f"{host}/packed"])
    assert [path for path, _, _ in Host.asked] == ["/robots.txt", "/good", "/packed"]
    assert all(agent.startswith("news-framing/") for _, agent, _ in Host.asked)
    times = [at for _, _, at in Host.asked]
    assert all(two - one > 0.04 for one, two in itertools.pairwise(times))


def test_what_was_fetched_is_kept(host, tmp_path):
    corpus.read_files(f"{host}/good")
    Host.asked.clear()
    assert len(corpus.read_files(f"{host}/good")[0]) == 1 and Host.asked == []
    next((tmp_path / "pages").glob("*.json")).write_text("{")  # a broken one is fetched again
    assert len(corpus.read_files(f"{host}/good")[0]) == 1 and Host.asked


@pytest.mark.parametrize(
    ("address", "private"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("169.254.169.254", True), ("::1", True), ("fe80::1%eth0", True),
     ("::ffff:127.0.0.1", True), ("0.0.0.0", True), ("100.64.0.1", True), ("8.8.8.8", False), ("2606:4700::1", False)],
)  # fmt: skip
def test_private_addresses(monkeypatch, address, private):
    monkeypatch.undo()
    assert fetching._is_open(address) is not private
    monkeypatch.setenv("NEWS_ALLOW_PRIVATE", "1")
    assert fetching._is_open(address)


def test_a_host_that_is_not_there(monkeypatch):
    def find(*_, **__):
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", find)
    assert "no host called nowhere.example" in corpus.read_files("http://nowhere.example/a")[1]["message"][0]
