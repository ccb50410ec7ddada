"""What a lookup answers."""

import json
import re
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Tuple, Union

from .shape import canonical_shape

_DIGEST = re.compile(r"[0-9A-Za-z-]{1,128}\Z")

Key = Tuple[str, str]  # kernel, canonical shape
Configuration = Dict[str, Union[int, str]]


@dataclass(frozen=True)
class Answer:
    """One answer.

    configuration: values by parameter; None means: use your own default.
    match: "exact", "nearest" or "default".
    source: how this answer came: "memory", "bundle", "service" or "default".
    freshness: of the record behind it, None without one.
    median_ns: measured time per launch, None without a record.
    artifact: digest of the compiled kernel, None without a record.
    launch: values of the kernel's launch-time parameters as it takes them, None if they are not known.
    raw: the service's whole answer, with the evidence; empty if there was none.
    """

    kernel: str
    shape: str
    configuration: Optional[Configuration]
    match: str
    source: str
    reason: str = ""
    freshness: Optional[str] = None
    median_ns: Optional[float] = None
    artifact: Optional[str] = None
    launch: Optional[Dict[str, int]] = None
    raw: Mapping[str, Any] = field(default_factory=dict)


def untuned(kernel: str, shape: str, reason: str, default: Optional[Configuration]) -> Answer:
    return Answer(kernel, shape, default, "default", "default", reason)


def of_json(document: Any, source: str) -> Answer:
    """Reads an answer of the service; raises ValueError for anything else."""
    if not isinstance(document, dict):
        raise ValueError("an answer is an object")
    kernel, shape, match = (_text(document, name) for name in ("kernel", "shape", "match"))
    configuration = document.get("configuration")
    if configuration is not None and not _is_configuration(configuration):
        raise ValueError("configuration: an object of numbers and texts is expected")
    median = document.get("medianNs")
    if median is not None and (isinstance(median, bool) or not isinstance(median, (int, float))):
        raise ValueError("medianNs: a number is expected")
    freshness = document.get("freshness")
    artifact, launch = _artifact(document.get("artifact"))
    return Answer(
        kernel,
        canonical_shape(shape),
        configuration,
        match,
        source,
        str(document.get("reason", "")),
        freshness if isinstance(freshness, str) else None,
        median,
        artifact,
        launch,
        document,
    )


def of_list(content: bytes, source: str) -> List[Answer]:
    """Reads {"answers": [...]}; raises ValueError unless every one can be read. Nothing in it is ever run."""
    try:
        document = json.loads(content.decode("utf-8"))
    except RecursionError as e:
        raise ValueError("nested too deeply") from e
    if not isinstance(document, dict) or not isinstance(document.get("answers"), list):
        raise ValueError('an object with "answers" is expected')
    return [of_json(answer, source) for answer in document["answers"]]


def _artifact(reference: Any) -> Tuple[Optional[str], Optional[Dict[str, int]]]:
    if reference is None:
        return None, None
    if not isinstance(reference, dict) or not _DIGEST.match(_text(reference, "digest")):
        raise ValueError("artifact: an object with a digest is expected")
    launch = reference.get("launch")
    if launch is not None and not (
        isinstance(launch, dict) and all(isinstance(v, int) and not isinstance(v, bool) for v in launch.values())
    ):
        raise ValueError("artifact.launch: an object of whole numbers is expected")
    return reference["digest"], launch


def _text(document: Dict[str, Any], name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name}: a text is expected")
    return value


def _is_configuration(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(part, (int, str)) and not isinstance(part, bool) for part in value.values()
    )
