"""Asks msda-tuner which configuration of the MSDA kernels to use. Start reading at Client."""

from .answer import Answer
from .client import Client, LookupFailed
from .shape import canonical_shape

__all__ = ["Answer", "Client", "LookupFailed", "canonical_shape"]
