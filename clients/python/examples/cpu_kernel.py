"""Runs a compiled forward kernel of the CPU through ctypes. The C interface is in the artifact's contract."""

import ctypes
from typing import Dict, Sequence, Tuple

ABI_VERSION = 1
_INT64_P = ctypes.POINTER(ctypes.c_int64)
_SIZES = ("batch", "queries", "heads", "channels", "levels", "points", "pixels")
_LEVELS = ("level_height", "level_width", "level_start")
_TENSORS = (
    "value",
    "locations",
    "weights",
    "grad_output",
    "output",
    "grad_value",
    "grad_locations",
    "grad_weights",
)


class _Problem(ctypes.Structure):
    _fields_ = (
        [(name, ctypes.c_int64) for name in _SIZES]
        + [(name, _INT64_P) for name in _LEVELS]
        + [(name, ctypes.c_void_p) for name in _TENSORS]
    )


class CpuForward:
    """One shape and its kernel. Tensors are float32, row-major without gaps, and given by the address of their data:
    value [B, N, H, C], locations [B, Q, H, L, P, 2], weights [B, Q, H, L, P], output [B, Q, H * C]."""

    def __init__(self, artifact: str, launch: Dict[str, int], sizes: Dict[str, int], levels: Sequence[Tuple[int, int]]):
        """sizes: batch, queries, heads, channels, points; levels: (height, width) of each."""
        self._library = ctypes.CDLL(artifact)
        if self._library.msda_abi_version() != ABI_VERSION:
            raise ValueError(f"{artifact} has another ABI than {ABI_VERSION}")
        self._library.msda_describe.restype = ctypes.c_char_p
        self._library.msda_open.argtypes = [ctypes.c_void_p, _INT64_P, ctypes.c_int64, ctypes.c_void_p]
        self._library.msda_run.argtypes = [ctypes.c_void_p]
        self._library.msda_close.argtypes = [ctypes.c_void_p]
        self._launch = self._in_order(launch)
        self._sizes = {**sizes, "levels": len(levels), "pixels": sum(h * w for h, w in levels)}
        starts, start = [], 0
        for height, width in levels:
            starts.append(start)
            start += height * width
        self._levels = [self._int64s(numbers) for numbers in (*zip(*levels), starts)]

    def run(self, value: int, locations: int, weights: int, output: int) -> None:
        problem = _Problem(
            **self._sizes,
            **dict(zip(_LEVELS, self._levels)),
            value=value,
            locations=locations,
            weights=weights,
            output=output,
        )
        plan = ctypes.c_void_p()
        self._check(
            self._library.msda_open(ctypes.byref(problem), self._launch, len(self._launch), ctypes.byref(plan))
        )
        try:
            self._check(self._library.msda_run(plan))
        finally:
            self._library.msda_close(plan)

    def _in_order(self, launch: Dict[str, int]) -> "ctypes.Array[ctypes.c_int64]":
        described = dict(part.split("=", 1) for part in self._library.msda_describe().decode().split(";"))
        names = [name for name in described["launch"].split(",") if name]
        if set(names) != set(launch):
            raise ValueError(f"the kernel is launched with {names}, not with {sorted(launch)}")
        return self._int64s([launch[name] for name in names])

    @staticmethod
    def _int64s(numbers: Sequence[int]) -> "ctypes.Array[ctypes.c_int64]":
        return (ctypes.c_int64 * len(numbers))(*numbers)

    @staticmethod
    def _check(status: int) -> None:
        if status != 0:
            raise RuntimeError(f"the kernel was refused with status {status}")
