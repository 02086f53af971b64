"""Serving: a real server in a process of its own, on a real port."""

from __future__ import annotations

import http.client
import signal
from urllib.parse import urlsplit

import pytest

from tests.web.conftest import started
from web.serve import free_port


def ask(site: str, method: str, path: str, **headers) -> tuple[http.client.HTTPResponse, str]:
    """One request, and the whole answer."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=20)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def test_it_answers(site):
    answer, body = ask(site, "GET", "/ru/search?q=%D0%BC%D0%BE%D1%81%D1%82")
    assert answer.status == 200
    assert "мост" in body
    assert answer.getheader("Server") is None
    assert "default-src 'none'" in answer.getheader("Content-Security-Policy")
    assert ask(site, "GET", "/health")[0].status == 200


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/ru/", {"Host": "evil.example"}, 400),
        ("POST", "/ru/search", {}, 405),
        ("GET", "/ru/search?q=%00", {}, 400),
        ("GET", "/ru/search?q=" + "%D0%B0" * 3000, {}, 400),
        ("GET", "/ru/search?q=" + "a" * 40_000, {}, 431),
        ("GET", "//evil.example/%2e%2e", {}, 404),
        ("HEAD", "/ru/", {}, 200),
    ],
)
def test_what_it_refuses(site, method, path, headers, status):
    assert ask(site, method, path, **headers)[0].status == status


def test_it_takes_the_next_free_port_and_stops_when_asked(site):
    taken = urlsplit(site).port
    process, address = started(taken)
    assert urlsplit(address).port > taken
    assert ask(address, "GET", "/health")[0].status == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    process.stdout.close()


def test_no_free_port_is_said():
    with pytest.raises(OSError, match="no free port"):
        free_port(65536)
