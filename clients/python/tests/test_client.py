"""The client against a service that misbehaves."""

import hashlib
import hmac
import json
import os
import tempfile
import time
import unittest
from typing import Any

from msda_tuner import Client, LookupFailed, canonical_shape

from .fake_service import FakeService, answer, unused_url, well

SHAPE = "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40 dtype=float32 locations=local"
SHUFFLED = "levels=80x80,40x40 P=4 B=1 C=32 H=8 Q=300"
OTHER = "B=2 Q=300 H=8 C=32 P=4 levels=80x80,40x40 dtype=float32 locations=local"
OWN = {"queryTile": 64}
KEY = b"0123456789abcdef0123456789abcdef"


class ClientTest(unittest.TestCase):
    def setUp(self) -> None:
        self.service = FakeService()
        self.addCleanup(self.service.close)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.bundle = os.path.join(folder.name, "bundle.json")

    def client(self, **options: Any) -> Client:
        return Client(**{"url": self.service.url, "budget_s": 5.0, **options})

    def test_asks_once_and_then_knows(self) -> None:
        client = self.client()
        for shape in (SHAPE, SHUFFLED, SHAPE):
            self.assertEqual(client.lookup("msda-forward", shape).configuration, {"queryTile": 8, "layout": "bnhc"})
        self.assertEqual(self.service.requests, 1)
        self.assertEqual(client.counters, {"service": 1, "memory": 2})

    def test_asks_many_together_and_answers_in_their_order(self) -> None:
        client = self.client()
        keys = [("msda-forward", SHAPE), ("msda-backward", OTHER), ("msda-forward", SHUFFLED)]
        answers = client.lookup_many(keys)
        self.assertEqual([a.kernel for a in answers], ["msda-forward", "msda-backward", "msda-forward"])
        self.assertEqual([a.shape for a in answers], [SHAPE, OTHER, SHAPE])
        self.assertEqual(self.service.requests, 1)

    def test_falls_back_to_the_default_when_the_service_is_down(self) -> None:
        client = self.client(url=unused_url())
        found = client.lookup("msda-forward", SHAPE, default=OWN)
        self.assertEqual((found.configuration, found.match, found.source), (OWN, "default", "default"))
        self.assertIn("refused", found.reason)
        self.assertEqual(client.counters, {"default": 1, "unanswered": 1})

    def test_spends_its_budget_once_however_often_it_is_asked(self) -> None:
        self.service.delay_s = 30
        client = self.client(budget_s=0.3)
        started = time.monotonic()
        for number in range(50):
            self.assertEqual(client.lookup("msda-forward", SHAPE.replace("Q=300", f"Q={number + 1}")).match, "default")
        self.assertLess(time.monotonic() - started, 15)
        self.assertEqual(self.service.requests, 1)

    def test_ends_in_time_when_bytes_trickle(self) -> None:
        self.service.byte_delay_s = 0.1
        self.assertEqual(self.client(budget_s=0.5).lookup("msda-forward", SHAPE).match, "default")

    def test_believes_nothing_that_is_broken(self) -> None:
        whole = well({"lookups": [{"kernel": "msda-forward", "shape": SHAPE}]})
        wrong = [
            b"",
            b"garbage",
            b"\xff\xfe",
            b"[" * 100_000,
            b"[]",
            b'{"answers": 1}',
            b'{"answers": []}',
            b'{"answers": [{}]}',
            well({"lookups": [{"kernel": "msda-forward", "shape": OTHER}]}),
            whole.replace(b'"bnhc"', b"[]"),
            whole.replace(b"64110.0", b'"fast"'),
        ]
        for body in wrong:
            with self.subTest(body[:60]):
                self.service.respond = lambda request, body=body: body
                client = self.client()
                self.assertEqual(client.lookup("msda-forward", SHAPE).match, "default")
                self.assertEqual(client.counters["unanswered"], 1)

    def test_does_not_use_an_answer_that_was_cut_off(self) -> None:
        for length in (0, 1, 50, len(well({"lookups": [{"kernel": "msda-forward", "shape": SHAPE}]})) - 1):
            self.service.cut_at = length
            self.assertEqual(self.client().lookup("msda-forward", SHAPE).match, "default")

    def test_does_not_lose_the_others_to_one_that_is_refused(self) -> None:
        def respond(request: Any) -> bytes:
            refused = any("Q=0" in lookup["shape"] for lookup in request["lookups"])
            self.service.status = 400 if refused else 200
            return well(request)

        self.service.respond = respond
        answers = self.client().lookup_many([("msda-forward", SHAPE), ("msda-forward", "Q=0"), ("msda-forward", OTHER)])
        self.assertEqual([a.match for a in answers], ["exact", "default", "exact"])

    def test_reads_what_another_rank_saved_without_a_service(self) -> None:
        first = self.client(device_class="cpu-a")
        first.lookup("msda-forward", SHAPE)
        first.save_bundle(self.bundle)
        second = Client(url=None, device_class="cpu-a", bundle=self.bundle)
        found = second.lookup("msda-forward", SHUFFLED)
        self.assertEqual((found.source, found.configuration), ("bundle", {"queryTile": 8, "layout": "bnhc"}))

    def test_does_not_use_a_bundle_of_another_device_or_determinism(self) -> None:
        first = self.client(device_class="cpu-a")
        first.lookup("msda-forward", SHAPE)
        first.save_bundle(self.bundle)
        for options in ({"device_class": "cpu-b"}, {"device_class": "cpu-a", "determinism": "bitwise"}):
            client = Client(url=None, bundle=self.bundle, **options)
            self.assertEqual(client.lookup("msda-forward", SHAPE).match, "default")

    def test_is_answered_from_other_shapes_unless_it_wants_exact_records(self) -> None:
        def respond(request: Any) -> bytes:
            match = request.get("match", "nearest")
            return json.dumps(
                {"answers": [{**answer(lookup, request), "match": match} for lookup in request["lookups"]]}
            ).encode()

        self.service.respond = respond
        first = self.client()
        self.assertEqual(first.lookup("msda-forward", SHAPE).match, "nearest")
        self.assertEqual(self.client(match="exact").lookup("msda-forward", SHAPE).match, "exact")
        first.save_bundle(self.bundle)
        self.assertEqual(Client(url=None, bundle=self.bundle).lookup("msda-forward", SHAPE).match, "nearest")
        exact = Client(url=None, bundle=self.bundle, match="exact")
        self.assertEqual(exact.lookup("msda-forward", SHAPE).match, "default")

    def test_refuses_a_broken_bundle_whole(self) -> None:
        good = answer({"kernel": "msda-forward", "shape": SHAPE}, {})
        bad = {**good, "configuration": {"queryTile": {}}}
        for content in (b"", b"{", b'{"answers": {}}', json.dumps({"answers": [good, bad]}).encode()):
            with open(self.bundle, "wb") as file:
                file.write(content)
            client = Client(url=None, bundle=self.bundle)
            self.assertEqual(client.lookup("msda-forward", SHAPE).match, "default")
            self.assertEqual(client.counters["bad bundle"], 1)

    def test_uses_a_signed_bundle_only_if_nobody_altered_it(self) -> None:
        payload = well({"lookups": [{"kernel": "msda-forward", "shape": SHAPE}]}).decode()
        signature = hmac.new(KEY, payload.encode(), hashlib.sha256).hexdigest()
        signed = {
            "format": "msda-tuner-bundle/1",
            "payload": payload,
            "algorithm": "HMAC-SHA256",
            "keyId": "00",
            "signature": signature,
        }
        cases = [
            (signed, KEY, "bundle"),
            (signed, None, "bundle"),
            (signed, b"other", "default"),
            ({**signed, "payload": payload.replace("64110", "1")}, KEY, "default"),
            ({**signed, "signature": None}, KEY, "default"),
            ({**signed, "algorithm": "none"}, KEY, "default"),
            (json.loads(payload), KEY, "default"),
        ]
        for document, key, source in cases:
            with self.subTest(document):
                with open(self.bundle, "w", encoding="utf-8") as file:
                    json.dump(document, file)
                client = Client(url=None, bundle=self.bundle, bundle_key=key)
                self.assertEqual(client.lookup("msda-forward", SHAPE).source, source)

    def test_fetches_an_artifact_once_and_only_whole(self) -> None:
        folder = os.path.join(os.path.dirname(self.bundle), "artifacts")
        client = self.client()
        found = client.lookup("msda-forward", SHAPE)
        self.assertEqual((found.artifact, found.launch), ("ab12", {"queryTile": 8}))
        self.service.damage = lambda content: b"X" + content[1:]
        self.assertIsNone(client.artifact(found, folder))
        self.assertEqual(client.counters["unanswered"], 1)
        self.service.damage = lambda content: content
        for _ in range(2):
            path = client.artifact(found, folder)
            with open(path or "", "rb") as file:
                self.assertEqual(file.read(), b"machine code")
        self.assertEqual(self.service.requests, 3)
        without = Client(url=None).lookup("msda-forward", SHAPE, OWN)
        self.assertIsNone(client.artifact(without, folder))

    def test_believes_no_artifact_that_could_be_another_file(self) -> None:
        for digest in ("../ab12", "", "a/b", 1):
            document = answer({"kernel": "msda-forward", "shape": SHAPE}, {})
            document["artifact"] = {"digest": digest}
            self.service.respond = lambda request, document=document: json.dumps({"answers": [document]}).encode()
            self.assertEqual(self.client().lookup("msda-forward", SHAPE).match, "default")

    def test_raises_only_if_asked_to(self) -> None:
        with self.assertRaises(LookupFailed):
            self.client(url=unused_url(), raise_errors=True).lookup("msda-forward", SHAPE)
        with self.assertRaises(LookupFailed):
            Client(url=None, bundle=self.bundle + ".missing", raise_errors=True)

    def test_refuses_mistakes_in_its_own_arguments(self) -> None:
        for options in ({"url": "ftp://x"}, {"url": "127.0.0.1:8740"}, {"determinism": "yes"}, {"match": "default"}):
            with self.subTest(options), self.assertRaises(ValueError):
                Client(**options)


class ShapeTest(unittest.TestCase):
    def test_has_one_text_for_each_shape(self) -> None:
        self.assertEqual(canonical_shape(SHUFFLED), SHAPE)
        self.assertEqual(canonical_shape(SHAPE), SHAPE)

    def test_leaves_what_is_no_shape_as_it_is(self) -> None:
        for text in ("", "banana", "B=1", "B=1 B=2 " + SHAPE, SHAPE + " x=1"):
            self.assertEqual(canonical_shape(text), text)


if __name__ == "__main__":
    unittest.main()
