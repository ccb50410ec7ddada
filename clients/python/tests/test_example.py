"""The example's kernel against plain Python, with an artifact that the real service built."""

import array
import json
import math
import os
import random
import sys
import tempfile
import time
import unittest
import urllib.request
from typing import List

from msda_tuner import Client

from .real_service import RealService

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "examples"))
from cpu_kernel import CpuForward  # noqa: E402

LEVELS = [(6, 5), (3, 4)]
SIZES = {"batch": 2, "queries": 7, "heads": 2, "channels": 16, "points": 3}
SHAPE = "B=2 Q=7 H=2 C=16 P=3 levels=6x5,3x4"
TUNED_WITHIN_S = 300


class ExampleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.service = RealService()
        cls.addClassCleanup(cls.service.close)
        cls.tune()

    @classmethod
    def tune(cls) -> None:
        campaign = {"kernel": "msda-forward", "shape": SHAPE, "budget": "2"}
        request = urllib.request.Request(
            cls.service.url + "/api/v1/campaigns",
            json.dumps(campaign).encode(),
            {"Content-Type": "application/json"},
        )
        location = urllib.request.urlopen(request, timeout=60).headers["Location"]
        deadline = time.monotonic() + TUNED_WITHIN_S
        state = ""
        while state not in ("COMPLETED", "FAILED") and time.monotonic() < deadline:
            time.sleep(0.5)
            state = json.load(urllib.request.urlopen(location, timeout=60))["state"]
        if state != "COMPLETED":
            raise AssertionError(f"the campaign is {state}")

    def test_computes_what_plain_python_computes(self) -> None:
        client = Client(self.service.url, budget_s=30)
        answer = client.lookup("msda-forward", SHAPE)
        self.assertEqual(answer.match, "exact")
        with tempfile.TemporaryDirectory() as folder:
            artifact = client.artifact(answer, folder)
            self.assertIsNotNone(artifact)
            draw = random.Random(7)
            batch, queries, heads = SIZES["batch"], SIZES["queries"], SIZES["heads"]
            samples = batch * queries * heads * len(LEVELS) * SIZES["points"]
            pixels = sum(h * w for h, w in LEVELS)
            value = array.array("f", (draw.gauss(0, 1) for _ in range(batch * pixels * heads * SIZES["channels"])))
            locations = array.array("f", (draw.uniform(-0.1, 1.1) for _ in range(2 * samples)))
            weights = array.array("f", (draw.random() for _ in range(samples)))
            output = array.array("f", [math.nan]) * (batch * queries * heads * SIZES["channels"])
            kernel = CpuForward(artifact or "", answer.launch or {}, SIZES, LEVELS)
            kernel.run(*(tensor.buffer_info()[0] for tensor in (value, locations, weights, output)))
        expected = reference(value, locations, weights)
        scale = max(abs(x) for x in expected)
        self.assertLess(max(abs(a - b) for a, b in zip(output, expected)) / scale, 1e-5)


def reference(value: "array.array[float]", locations: "array.array[float]", weights: "array.array[float]") -> List[float]:
    channels, heads, queries, points = (SIZES[name] for name in ("channels", "heads", "queries", "points"))
    pixels = sum(h * w for h, w in LEVELS)
    output: List[float] = []
    sample = 0
    for row in range(SIZES["batch"] * queries * heads):
        batch, head = row // (queries * heads), row % heads
        sums = [0.0] * channels
        start = 0
        for height, width in LEVELS:
            for _ in range(points):
                x = locations[2 * sample] * width - 0.5
                y = locations[2 * sample + 1] * height - 0.5
                for row_y in (math.floor(y), math.floor(y) + 1):
                    for column in (math.floor(x), math.floor(x) + 1):
                        if 0 <= row_y < height and 0 <= column < width:
                            factor = weights[sample] * (1 - abs(x - column)) * (1 - abs(y - row_y))
                            pixel = batch * pixels + start + row_y * width + column
                            base = (pixel * heads + head) * channels
                            for channel in range(channels):
                                sums[channel] += factor * value[base + channel]
                sample += 1
            start += height * width
        output.extend(sums)
    return output


if __name__ == "__main__":
    unittest.main()
