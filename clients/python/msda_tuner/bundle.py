"""Answers in a file: a snapshot byte for byte, or one that the service signed."""

import hashlib
import hmac
import json
import os
import tempfile
from typing import Any, Dict, Iterable, Optional

from .answer import Answer, Key, of_list

MAX_BYTES = 64 << 20
FORMAT = "msda-tuner-bundle/1"
ALGORITHM = "HMAC-SHA256"


def parse(content: bytes, source: str) -> Dict[Key, Answer]:
    """Raises ValueError unless every answer can be read: a broken bundle is refused whole."""
    if len(content) > MAX_BYTES:
        raise ValueError(f"more than {MAX_BYTES} bytes")
    answers = of_list(content, source)
    return {(answer.kernel, answer.shape): answer for answer in answers}


def read(path: str, key: Optional[bytes] = None) -> Dict[Key, Answer]:
    """key: of the service; with it only a bundle that it signed is read."""
    with open(path, "rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError(f"more than {MAX_BYTES} bytes")
    return parse(_payload(content, key), "bundle")


def _payload(content: bytes, key: Optional[bytes]) -> bytes:
    envelope = _envelope(content)
    if envelope is None:
        if key is not None:
            raise ValueError("the bundle is not signed")
        return content
    payload, signature = envelope.get("payload"), envelope.get("signature")
    if envelope.get("algorithm") != ALGORITHM or not isinstance(payload, str) or not isinstance(signature, str):
        raise ValueError("the bundle's signature cannot be read")
    signed = payload.encode("utf-8")
    if key is not None:
        expected = hmac.new(key, signed, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected.encode("ascii"), signature.encode("utf-8")):
            raise ValueError("the bundle was altered, or signed with another key")
    return signed


def _envelope(content: bytes) -> Optional[Dict[str, Any]]:
    """None if the content is no signed bundle."""
    try:
        document = json.loads(content.decode("utf-8"))
    except RecursionError as e:
        raise ValueError("nested too deeply") from e
    return document if isinstance(document, dict) and document.get("format") == FORMAT else None


def write(path: str, answers: Iterable[Answer]) -> None:
    """Whoever reads the path finds the old bundle or the new one, never a part."""
    content = json.dumps({"answers": [dict(answer.raw) for answer in answers if answer.raw]})
    write_file(path, content.encode("utf-8"))


def write_file(path: str, content: bytes) -> None:
    """All of it or nothing."""
    folder = os.path.dirname(os.path.abspath(path))
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=os.path.basename(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
