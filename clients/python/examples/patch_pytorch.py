"""Replaces a model's MSDA function by the best kernel for its shape, where there is one, and checks that results agree.

    python3 examples/patch_pytorch.py http://127.0.0.1:8740 ./artifacts

A real model is patched in the same way: patch(transformers.models.deformable_detr.modeling_deformable_detr, ...).
"""

import sys
import types
from typing import Any, Callable, List

import torch
import torch.nn.functional as functional
from cpu_kernel import CpuForward

from msda_tuner import Client


def msda(value: Any, levels: Any, locations: Any, weights: Any) -> Any:
    """What PyTorch models do without a kernel of their own: grid_sample for each level."""
    batch, _, heads, channels = value.shape
    _, queries, _, _, points, _ = locations.shape
    parts = value.split([h * w for h, w in levels], dim=1)
    sampled = []
    for level, (height, width) in enumerate(levels):
        plane = parts[level].permute(0, 2, 3, 1).reshape(batch * heads, channels, height, width)
        grid = (2 * locations[:, :, :, level] - 1).transpose(1, 2).flatten(0, 1)
        sampled.append(functional.grid_sample(plane, grid, mode="bilinear", padding_mode="zeros", align_corners=False))
    spread = weights.transpose(1, 2).reshape(batch * heads, 1, queries, len(levels) * points)
    output = (torch.stack(sampled, dim=-2).flatten(-2) * spread).sum(-1)
    return output.view(batch, heads * channels, queries).transpose(1, 2).contiguous()


def patch(module: Any, name: str, client: Client, folder: str) -> List[str]:
    """From now on module.name uses a tuned kernel for every shape that has one, and is what it was for all others. Returns a
    list to which each call of a tuned kernel adds its artifact."""
    original: Callable[..., Any] = getattr(module, name)
    used: List[str] = []

    def tuned(value: Any, levels: Any, locations: Any, weights: Any) -> Any:
        batch, _, heads, channels = value.shape
        _, queries, _, _, points, _ = locations.shape
        sizes = {"batch": batch, "queries": queries, "heads": heads, "channels": channels, "points": points}
        text = ",".join(f"{h}x{w}" for h, w in levels)
        answer = client.lookup("msda-forward", f"B={batch} Q={queries} H={heads} C={channels} P={points} levels={text}")
        artifact = client.artifact(answer, folder)
        needs_gradient = torch.is_grad_enabled() and any(t.requires_grad for t in (value, locations, weights))
        if artifact is None or answer.launch is None or needs_gradient or value.dtype != torch.float32:
            return original(value, levels, locations, weights)
        inputs = [tensor.contiguous() for tensor in (value, locations, weights)]
        output = torch.empty(batch, queries, heads * channels)
        kernel = CpuForward(artifact, answer.launch, sizes, levels)
        kernel.run(*(tensor.data_ptr() for tensor in inputs), output.data_ptr())
        used.append(artifact)
        return output

    setattr(module, name, tuned)
    return used


def main(url: str, folder: str) -> None:
    torch.manual_seed(7)
    levels = [(80, 80), (40, 40), (20, 20)]
    value = torch.randn(1, sum(h * w for h, w in levels), 8, 32)
    locations = torch.rand(1, 300, 8, len(levels), 4, 2)
    weights = torch.rand(1, 300, 8, len(levels), 4)
    model = types.SimpleNamespace(msda=msda)
    client = Client(url, budget_s=5)
    used = patch(model, "msda", client, folder)
    expected = msda(value, levels, locations, weights)
    error = (model.msda(value, levels, locations, weights) - expected).abs().max() / expected.abs().max()
    print(f"largest difference: {error:.1e} of the result's scale; answers came from: {dict(client.counters)}")
    if not used:
        sys.exit("no tuned kernel was used: tune this shape first (./tuner tune --workload rtdetr_dec)")
    print(f"the tuned kernel: {used[0]}")
    if error > 1e-5:
        sys.exit("the results differ")


if __name__ == "__main__":
    main(*sys.argv[1:])
