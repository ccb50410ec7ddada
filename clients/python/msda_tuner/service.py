"""Requests to the service that end in time whatever the service does."""

import base64
import hashlib
import http.client
import json
import threading
import time
import urllib.parse
from typing import Any, Dict, Optional

MAX_BYTES = 64 << 20


class Unanswered(Exception):
    """The service gave no answer that can be used, or none in time."""


class Refused(Unanswered):
    """The service does not accept the request; another one it may."""


def _is_intact(content: bytes, repr_digest: Optional[str]) -> bool:
    """Checks the header of RFC 9530 if there is one; other algorithms than SHA-256 are not known."""
    if repr_digest is None:
        return True
    return repr_digest == f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode('ascii')}:"


class Service:
    """All requests together wait at most budget_s seconds; once that is spent nothing is asked any more."""

    def __init__(self, url: str, budget_s: float, token: Optional[str] = None) -> None:
        self._url = urllib.parse.urlsplit(url)
        if self._url.scheme not in ("http", "https") or not self._url.hostname:
            raise ValueError(f"url: {url!r} is not allowed; allowed: http://HOST:PORT or https://HOST:PORT")
        self._left_s = budget_s
        self._token = token
        self._lock = threading.Lock()

    def get(self, path: str) -> bytes:
        return self._ask("GET", path, None)

    def post(self, path: str, document: Dict[str, Any]) -> bytes:
        return self._ask("POST", path, json.dumps(document).encode("utf-8"))

    def _ask(self, method: str, path: str, body: Optional[bytes]) -> bytes:
        with self._lock:
            left = self._left_s
            if left <= 0:
                raise Unanswered("the time budget is spent")
            started = time.monotonic()
            try:
                return self._within(left, method, path, body)
            finally:
                self._left_s -= time.monotonic() - started

    def _within(self, limit_s: float, method: str, path: str, body: Optional[bytes]) -> bytes:
        """In a thread of its own: names that do not resolve and bytes that trickle obey no timeout of a socket."""
        outcome: Dict[str, Any] = {}

        def exchange() -> None:
            try:
                outcome["answer"] = self._exchange(limit_s, method, path, body)
            except Exception as e:  # whatever it was, there is no answer
                outcome["failure"] = e

        thread = threading.Thread(target=exchange, name="msda-tuner-lookup", daemon=True)
        thread.start()
        thread.join(limit_s)
        if "answer" in outcome:
            return bytes(outcome["answer"])
        if isinstance(outcome.get("failure"), Unanswered):
            raise outcome["failure"]
        if "failure" in outcome:
            raise Unanswered(f"{self._url.geturl()}: {outcome['failure']}")
        raise Unanswered(f"{self._url.geturl()}: no answer within {limit_s:.3f} s")

    def _exchange(self, limit_s: float, method: str, path: str, body: Optional[bytes]) -> bytes:
        scheme = http.client.HTTPSConnection if self._url.scheme == "https" else http.client.HTTPConnection
        connection = scheme(self._url.hostname or "", self._url.port, timeout=limit_s)
        headers = {"Accept": "*/*", "Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        try:
            connection.request(method, self._url.path.rstrip("/") + path, body, headers)
            response = connection.getresponse()
            content = response.read(MAX_BYTES + 1)
        finally:
            connection.close()
        if response.status not in (200, 201):
            failure = Refused if 400 <= response.status < 500 else Unanswered
            raise failure(f"status {response.status}: {content[:500].decode('utf-8', 'replace')}")
        if len(content) > MAX_BYTES:
            raise Unanswered(f"more than {MAX_BYTES} bytes")
        if not _is_intact(content, response.getheader("Repr-Digest")):
            raise Unanswered("the content is not what its Repr-Digest says")
        expected = response.getheader("Content-Length")
        if expected is not None and len(content) != int(expected):
            raise Unanswered("the answer was cut off")
        return content
