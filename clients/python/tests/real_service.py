"""The real service, which is built if need be."""

import os
import re
import signal
import subprocess
import tempfile

TUNER = os.path.join(os.path.dirname(__file__), "..", "..", "..", "tuner")


class RealService:
    """Runs with a new data directory until it is closed."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [TUNER, "serve", "--port", "0", "--data-dir", self._folder.name],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        line = ""
        while not line.startswith("msda-tuner is ready"):
            line = self._process.stdout.readline() if self._process.stdout else ""
            if not line:
                status = self._process.wait()
                self.close()
                raise AssertionError(f"the service did not start, status {status}")
        found = re.search(r"http://\S+", line)
        self.url = found.group() if found else ""

    def close(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(60)
        if self._process.stdout:
            self._process.stdout.close()
        self._folder.cleanup()
