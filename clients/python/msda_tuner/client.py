"""The client."""

import collections
import json
import os
from dataclasses import replace
from typing import Any, Counter, Dict, Iterable, List, Optional, Tuple

from . import bundle as bundles
from .answer import Answer, Configuration, Key, of_list, untuned
from .service import Refused, Service, Unanswered
from .shape import canonical_shape

_LARGEST_BATCH = 512


class LookupFailed(Exception):
    """Only raised by a client that was made with raise_errors=True."""


class Client:
    """Looks up configurations: in memory, then in the bundle, then at the service, else the caller's default.

    No method waits longer than budget_s seconds for the service, and all together no longer either. No method raises
    because the service or a bundle is away, slow or broken, unless raise_errors is set; mistakes in the arguments
    of Client itself do raise.

    url: of the service, None to do without.
    device_class: to look up for; None means the class of the service's own host. Answers of bundles and snapshots are
        used only for the class and determinism that they were made for; with None for whatever class they have.
    determinism: "any" or "bitwise".
    bundle: a file of answers, such as save_bundle(), a downloaded snapshot or ./tuner export leaves.
    bundle_key: with it only a bundle is used that was signed with this key (the service's bundle.key).
    budget_s: seconds.
    token: for services that want one.
    match: "exact" to be answered only from records of the very shape; "nearest" also from what other shapes let expect,
        where the service vouches that it is no slower than the default.

    counters says how each answer came ("memory", "bundle", "service", "default") and how often the service gave none
    ("unanswered") or a bundle could not be read ("bad bundle"). Threads may share a client.
    """

    def __init__(
        self,
        url: Optional[str] = "http://127.0.0.1:8740",
        device_class: Optional[str] = None,
        determinism: str = "any",
        bundle: Optional[str] = None,
        bundle_key: Optional[bytes] = None,
        budget_s: float = 0.2,
        token: Optional[str] = None,
        raise_errors: bool = False,
        match: str = "nearest",
    ) -> None:
        if determinism not in ("any", "bitwise"):
            raise ValueError(f"determinism: {determinism!r} is not allowed; allowed: any, bitwise")
        if match not in ("exact", "nearest"):
            raise ValueError(f"match: {match!r} is not allowed; allowed: exact, nearest")
        self.counters: Counter[str] = collections.Counter()
        self._service = None if url is None else Service(url, budget_s, token)
        self._shared = {"determinism": determinism}
        if device_class is not None:
            self._shared["deviceClass"] = device_class
        self._asked = dict(self._shared) if match == "nearest" else {**self._shared, "match": match}
        self._exact = match == "exact"
        self._raise_errors = raise_errors
        self._memory: Dict[Key, Answer] = {}
        self._bundle = {} if bundle is None else self._read_bundle(bundle, bundle_key)

    def lookup(self, kernel: str, shape: str, default: Optional[Configuration] = None) -> Answer:
        """kernel: "msda-forward" or "msda-backward"; shape: in any order of its fields."""
        return self.lookup_many([(kernel, shape)], default)[0]

    def lookup_many(self, lookups: Iterable[Tuple[str, str]], default: Optional[Configuration] = None) -> List[Answer]:
        """In the order of the lookups; what is not known yet is asked together."""
        keys = [(kernel, canonical_shape(shape)) for kernel, shape in lookups]
        unknown = [key for key in dict.fromkeys(keys) if key not in self._memory and key not in self._bundle]
        asked, trouble = self._ask(unknown)
        return [self._answer(key, asked, trouble, default) for key in keys]

    def snapshot(self, id: str) -> bool:
        """Pins the answers of a snapshot: lookups of its shapes are answered from it. False if it could not be had."""
        try:
            content = self._require_service().get(f"/api/v1/snapshots/{id}")
            self._memory.update(self._fitting(bundles.parse(content, "memory")))
            return True
        except (Unanswered, ValueError) as e:
            self._count_failure("unanswered", e)
            return False

    def freeze(self, lookups: Iterable[Tuple[str, str]]) -> Optional[str]:
        """Has the service make a snapshot of its answers to these lookups; its id, None if it could not be had."""
        try:
            content = self._require_service().post("/api/v1/snapshots", self._batch(list(lookups)))
            return str(json.loads(content.decode("utf-8"))["id"])
        except (Unanswered, ValueError, KeyError, TypeError) as e:
            self._count_failure("unanswered", e)
            return None

    def artifact(self, answer: Answer, folder: str) -> Optional[str]:
        """Path of the compiled kernel of an answer: in the folder, else fetched into it; None if it could not be had."""
        if answer.artifact is None:
            return None
        path = os.path.join(folder, answer.artifact + ".so")
        if os.path.exists(path):
            return path
        try:
            content = self._require_service().get(f"/api/v1/artifacts/{answer.artifact}")
            os.makedirs(folder, exist_ok=True)
            bundles.write_file(path, content)
            return path
        except (Unanswered, OSError) as e:
            self._count_failure("unanswered", e)
            return None

    def save_bundle(self, path: str) -> None:
        """Writes what is in memory and in the bundle, so that other ranks or a later start need no service."""
        bundles.write(path, {**self._bundle, **self._memory}.values())

    def _answer(self, key: Key, asked: Dict[Key, Answer], trouble: str, default: Optional[Configuration]) -> Answer:
        kernel, shape = key
        found = asked.get(key) or self._memory.get(key) or self._bundle.get(key)
        answer = found or untuned(kernel, shape, trouble, default)
        if answer.configuration is None and default is not None:
            answer = untuned(kernel, shape, answer.reason, default)
        self.counters[answer.source] += 1
        return answer

    def _ask(self, keys: List[Key]) -> Tuple[Dict[Key, Answer], str]:
        """What the service says of the keys, kept in memory; and why it said nothing of the others."""
        answers: Dict[Key, Answer] = {}
        trouble = ""
        batches = collections.deque(keys[i : i + _LARGEST_BATCH] for i in range(0, len(keys), _LARGEST_BATCH))
        while batches:
            batch = batches.popleft()
            try:
                content = self._require_service().post("/api/v1/configurations:lookup", self._batch(batch))
                answers.update(zip(batch, self._read(content, batch)))
            except (Unanswered, ValueError) as e:
                if isinstance(e, Refused) and len(batch) > 1:  # one that is refused must not hide the others
                    batches.extend([key] for key in batch)
                    continue
                self._count_failure("unanswered", e)
                trouble = str(e)
                if not isinstance(e, Refused):
                    break
        return answers, trouble

    def _read(self, content: bytes, batch: List[Key]) -> List[Answer]:
        answers = of_list(content, "service")
        if [(answer.kernel, answer.shape) for answer in answers] != batch:
            raise ValueError("the answers are to other lookups")
        self._memory.update((key, replace(answer, source="memory")) for key, answer in zip(batch, answers))
        return answers

    def _batch(self, lookups: List[Tuple[str, str]]) -> Dict[str, Any]:
        return {**self._asked, "lookups": [{"kernel": kernel, "shape": shape} for kernel, shape in lookups]}

    def _require_service(self) -> Service:
        if self._service is None:
            raise Unanswered("there is no service")
        return self._service

    def _read_bundle(self, path: str, key: Optional[bytes]) -> Dict[Key, Answer]:
        try:
            return self._fitting(bundles.read(path, key))
        except (OSError, ValueError) as e:
            self._count_failure("bad bundle", e)
            return {}

    def _fitting(self, answers: Dict[Key, Answer]) -> Dict[Key, Answer]:
        return {
            key: answer
            for key, answer in answers.items()
            if all(answer.raw.get(name) == value for name, value in self._shared.items())
            and not (self._exact and answer.match == "nearest")
        }

    def _count_failure(self, what: str, failure: Exception) -> None:
        self.counters[what] += 1
        if self._raise_errors:
            raise LookupFailed(str(failure)) from failure
