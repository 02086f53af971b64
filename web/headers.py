"""Which headers does every answer carry? Pages, errors, files and 304 alike."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    "frame-ancestors 'none'"
)
SANDBOX = "sandbox; default-src 'none'"

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def add_headers(app: Flask) -> None:
    """Puts the headers on everything the application answers, errors too."""

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers.update(ALWAYS)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response


def with_etag(response: Response, digest: str) -> Response:
    """Lets a client prove which text it quoted: the ETag begins with the digest of the text. The
    rest names this very answer, so that a 304 is never given for one that has changed."""
    body = hashlib.sha256(response.get_data()).hexdigest()[:8]
    response.set_etag(f"{digest}-{body}")
    return response.make_conditional(request)
