"""The client against the real service, which is built if need be and ends with the test."""

import unittest

from msda_tuner import Client

from .real_service import RealService

SHAPE = "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20"


class RealServiceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        service = RealService()
        cls.addClassCleanup(service.close)
        cls.url = service.url

    def test_gets_a_configuration_for_every_kernel(self) -> None:
        client = Client(self.url, budget_s=30)
        for answer in client.lookup_many([("msda-forward", SHAPE), ("msda-backward", SHAPE)]):
            self.assertEqual(answer.source, "service")
            self.assertEqual(answer.match, "default")
            self.assertTrue(answer.configuration)

    def test_pins_a_snapshot_and_needs_no_service_afterwards(self) -> None:
        first = Client(self.url, budget_s=30)
        id = first.freeze([("msda-forward", SHAPE)])
        self.assertRegex(id or "", "^[0-9a-f]{32}$")
        client = Client(self.url, budget_s=30)
        self.assertTrue(client.snapshot(id))
        self.assertEqual(client.lookup("msda-forward", SHAPE).source, "memory")

    def test_is_told_what_is_wrong_with_a_shape(self) -> None:
        answer = Client(self.url, budget_s=30).lookup("msda-forward", SHAPE.replace("C=32", "C=0"))
        self.assertEqual(answer.match, "default")
        self.assertIn("shape.C", answer.reason)

    def test_does_not_find_a_snapshot_that_is_not_there(self) -> None:
        client = Client(self.url, budget_s=30)
        self.assertFalse(client.snapshot("0" * 32))
        self.assertEqual(client.counters["unanswered"], 1)


if __name__ == "__main__":
    unittest.main()
