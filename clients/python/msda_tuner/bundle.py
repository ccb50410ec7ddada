"""Answers in a file: what a snapshot is, byte for byte, so one that was downloaded is a bundle."""

import json
import os
import tempfile
from typing import Dict, Iterable

from .answer import Answer, Key, of_list

MAX_BYTES = 64 << 20


def parse(content: bytes, source: str) -> Dict[Key, Answer]:
    """Raises ValueError unless every answer can be read: a broken bundle is refused whole."""
    if len(content) > MAX_BYTES:
        raise ValueError(f"more than {MAX_BYTES} bytes")
    answers = of_list(content, source)
    return {(answer.kernel, answer.shape): answer for answer in answers}


def read(path: str) -> Dict[Key, Answer]:
    with open(path, "rb") as file:
        return parse(file.read(MAX_BYTES + 1), "bundle")


def write(path: str, answers: Iterable[Answer]) -> None:
    """Whoever reads the path finds the old bundle or the new one, never a part."""
    content = json.dumps({"answers": [dict(answer.raw) for answer in answers if answer.raw]})
    folder = os.path.dirname(os.path.abspath(path))
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=os.path.basename(path))
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
