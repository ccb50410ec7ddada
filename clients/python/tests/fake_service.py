"""A service that misbehaves as told."""

import base64
import hashlib
import http.server
import json
import socket
import threading
import time
from typing import Any, Callable, Dict, Optional


def answer(lookup: Dict[str, Any], shared: Dict[str, Any]) -> Dict[str, Any]:
    return {
        "kernel": lookup["kernel"],
        "shape": lookup["shape"],
        "deviceClass": shared.get("deviceClass", "cpu-a"),
        "determinism": shared.get("determinism", "any"),
        "match": "exact",
        "freshness": "fresh",
        "configuration": {"queryTile": 8, "layout": "bnhc"},
        "medianNs": 64110.0,
        "artifact": {"digest": "ab12", "location": "/api/v1/artifacts/ab12", "launch": {"queryTile": 8}},
    }


def well(request: Dict[str, Any]) -> bytes:
    return json.dumps({"answers": [answer(lookup, request) for lookup in request["lookups"]]}).encode()


class FakeService:
    """Answers POSTs with what respond makes of the request; afterwards it does what its switches say."""

    def __init__(self, respond: Callable[[Dict[str, Any]], bytes] = well) -> None:
        self.respond = respond
        self.requests = 0
        self.status = 200
        self.file = b"machine code"
        self.damage: Callable[[bytes], bytes] = lambda content: content
        self.delay_s = 0.0
        self.byte_delay_s = 0.0
        self.cut_at: Optional[int] = None
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.requests += 1
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                time.sleep(outer.delay_s)
                body = outer.respond(request)
                self.send_response(outer.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                outer.send(self.wfile, body)

            def do_GET(self) -> None:
                outer.requests += 1
                self.send_response(outer.status)
                self.send_header("Content-Length", str(len(outer.file)))
                digest = base64.b64encode(hashlib.sha256(outer.file).digest()).decode()
                self.send_header("Repr-Digest", f"sha-256=:{digest}:")
                self.end_headers()
                outer.send(self.wfile, outer.damage(outer.file))

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def send(self, file: Any, body: bytes) -> None:
        try:
            if self.byte_delay_s:
                for byte in body:
                    file.write(bytes([byte]))
                    time.sleep(self.byte_delay_s)
            else:
                file.write(body if self.cut_at is None else body[: self.cut_at])
        except (BrokenPipeError, ConnectionResetError):
            pass

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def unused_url() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
