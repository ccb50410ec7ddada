#!/usr/bin/env python3
"""MSDA as PyTorch users write it, timed in a process of its own beside the tuner's worker.

Reads requests from standard input and answers on standard output, one JSON object a line:

  {"do": "hello"}
      -> {"torch": "2.13.0+cpu", "threads": 2, "pinned": true}
  {"do": "open", "folder": DIR, "batch": B, "queries": Q, "heads": H, "channels": C, "points": P, "levels": [[h, w], ...]}
      reads value.f32, locations.f32, weights.f32 and gradOutput.f32 of the folder -> {}
  {"do": "run", "formulation": NAME, "backward": true}
      one launch, whose tensors are written to the folder as output.f32, gradValue.f32, ... -> {"files": [...]}
  {"do": "time", "formulation": NAME, "backward": true, "launches": 3, "cold": false}
      -> {"forwardNs": [...], "backwardNs": [...]}

With "cold" twice the last-level cache is written before each forward and each backward, outside their times.
"""

import glob
import json
import os
import sys
import time


def pin(cpus):
    """Before torch is loaded, so that its team of threads is made under it."""
    os.sched_setaffinity(0, cpus)
    os.environ["OMP_NUM_THREADS"] = str(len(cpus))
    os.environ["OMP_PLACES"] = ",".join("{%d}" % cpu for cpu in cpus)
    os.environ["OMP_PROC_BIND"] = "true"


def read_request():
    line = sys.stdin.readline()
    return json.loads(line) if line else None


def answer(fields):
    print(json.dumps(fields), file=replies, flush=True)


# What torch prints must not meet the answers.
replies = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
CPUS = sorted(os.sched_getaffinity(0))
pin(CPUS)

import torch  # noqa: E402  (after pinning)
import torch.nn.functional as F  # noqa: E402

torch.set_num_threads(len(CPUS))


def grid_sample(value, shapes, locations, weights):
    """The fallback of Deformable-DETR (ms_deform_attn_core_pytorch), which every port of it carries."""
    batch, _, heads, channels = value.shape
    _, queries, _, levels, points, _ = locations.shape
    by_level = value.split([h * w for h, w in shapes], dim=1)
    grids = 2 * locations - 1
    sampled = []
    for level, (h, w) in enumerate(shapes):
        plane = by_level[level].flatten(2).transpose(1, 2).reshape(batch * heads, channels, h, w)
        grid = grids[:, :, :, level].transpose(1, 2).flatten(0, 1)
        sampled.append(F.grid_sample(plane, grid, mode="bilinear", padding_mode="zeros", align_corners=False))
    weights = weights.transpose(1, 2).reshape(batch * heads, 1, queries, levels * points)
    output = (torch.stack(sampled, dim=-2).flatten(-2) * weights).sum(-1).view(batch, heads * channels, queries)
    return output.transpose(1, 2).contiguous()


class Sizes:
    """Per point: the size of its level and its first pixel, as tensors that broadcast over [B, Q, H, L, P]."""

    def __init__(self, shapes):
        def per_level(numbers, dtype):
            return torch.tensor(numbers, dtype=dtype).view(1, 1, 1, -1, 1)

        starts = [0]
        for h, w in shapes:
            starts.append(starts[-1] + h * w)
        self.height = per_level([h for h, _ in shapes], torch.float32)
        self.width = per_level([w for _, w in shapes], torch.float32)
        self.width_int = per_level([w for _, w in shapes], torch.int32)
        self.start = per_level(starts[:-1], torch.int32)


def corners(value, sizes, locations, weights):
    """Rows of value viewed as [B*N*H, C] and their factors, both [B*Q*H, L*P*4]; a corner outside has factor 0."""
    batch, pixels, heads, _ = value.shape
    x = locations[..., 0] * sizes.width - 0.5
    y = locations[..., 1] * sizes.height - 0.5
    x0, y0 = x.floor(), y.floor()
    dx, dy = x - x0, y - y0
    first = torch.arange(batch, dtype=torch.int32).view(-1, 1, 1, 1, 1) * (pixels * heads)
    first = first + torch.arange(heads, dtype=torch.int32).view(1, 1, -1, 1, 1)
    rows, factors = [], []
    for cx, cy, along_x, along_y in ((x0, y0, 1 - dx, 1 - dy), (x0 + 1, y0, dx, 1 - dy),
                                     (x0, y0 + 1, 1 - dx, dy), (x0 + 1, y0 + 1, dx, dy)):
        inside = (cx >= 0) & (cx < sizes.width) & (cy >= 0) & (cy < sizes.height)
        column = torch.minimum(cx.clamp(min=0), sizes.width - 1).to(torch.int32)
        line = torch.minimum(cy.clamp(min=0), sizes.height - 1).to(torch.int32)
        rows.append(first + (sizes.start + line * sizes.width_int + column) * heads)
        factors.append(torch.where(inside, weights * along_x * along_y, 0.0))
    return torch.stack(rows, -1).flatten(3).flatten(0, 2), torch.stack(factors, -1).flatten(3).flatten(0, 2)


def embedding_bag(value, sizes, locations, weights):
    """One weighted sum of 4*L*P rows for each query and head."""
    rows, factors = corners(value, sizes, locations, weights)
    bags = F.embedding_bag(rows, value.flatten(0, 2), mode="sum", per_sample_weights=factors)
    return bags.view(value.shape[0], locations.shape[1], -1)


def gather(value, sizes, locations, weights):
    """All rows materialised, then a batched product with their factors."""
    rows, factors = corners(value, sizes, locations, weights)
    table = value.flatten(0, 2)
    picked = table.index_select(0, rows.flatten()).view(rows.shape[0], rows.shape[1], -1)
    return torch.bmm(factors.unsqueeze(1), picked).view(value.shape[0], locations.shape[1], -1)


compiled_corners = torch.compile(corners, dynamic=False)


def embedding_bag_compiled(value, sizes, locations, weights):
    """Rows and factors by one compiled loop; torch.compile leaves embedding_bag itself as it is."""
    rows, factors = compiled_corners(value, sizes, locations, weights)
    bags = F.embedding_bag(rows, value.flatten(0, 2), mode="sum", per_sample_weights=factors)
    return bags.view(value.shape[0], locations.shape[1], -1)


FORMULATIONS = {
    "grid_sample": grid_sample,
    "embedding_bag": embedding_bag,
    "gather": gather,
    "embedding_bag compiled": embedding_bag_compiled,
    "gather compiled": torch.compile(gather, dynamic=False),
    "grid_sample compiled": torch.compile(grid_sample, dynamic=False),
}


def last_level_cache():
    sizes = [64 << 20]
    for path in glob.glob("/sys/devices/system/cpu/cpu0/cache/index*/size"):
        with open(path) as file:
            sizes.append(int(file.read().strip().rstrip("K")) << 10)
    return max(sizes[1:], default=sizes[0])


class Problem:
    def __init__(self, request):
        self.folder = request["folder"]
        batch, queries, heads = request["batch"], request["queries"], request["heads"]
        channels, points = request["channels"], request["points"]
        self.shapes = [tuple(level) for level in request["levels"]]
        self.sizes = Sizes(self.shapes)
        levels, pixels = len(self.shapes), sum(h * w for h, w in self.shapes)
        self.value = self.read("value", batch, pixels, heads, channels)
        self.locations = self.read("locations", batch, queries, heads, levels, points, 2)
        self.weights = self.read("weights", batch, queries, heads, levels, points)
        self.grad_output = self.read("gradOutput", batch, queries, heads * channels)

    def read(self, name, *shape):
        count = 1
        for size in shape:
            count *= size
        path = os.path.join(self.folder, name + ".f32")
        return torch.from_file(path, shared=False, size=count, dtype=torch.float32).clone().view(shape)

    def write(self, name, tensor):
        path = os.path.join(self.folder, name + ".f32")
        with open(path, "wb") as file:
            file.write(tensor.detach().contiguous().numpy().tobytes())
        return path

    def inputs(self):
        return self.value, self.locations, self.weights

    def forward(self, formulation):
        sizes = self.shapes if formulation.startswith("grid_sample") else self.sizes
        return FORMULATIONS[formulation](self.value, sizes, self.locations, self.weights)

    def require_gradients(self, wanted):
        for tensor in self.inputs():
            tensor.grad = None
            tensor.requires_grad_(wanted)


def run(problem, request):
    problem.require_gradients(request["backward"])
    with torch.set_grad_enabled(request["backward"]):
        output = problem.forward(request["formulation"])
    files = [problem.write("output", output)]
    if request["backward"]:
        output.backward(problem.grad_output)
        names = ("gradValue", "gradSamplingLocations", "gradAttentionWeights")
        files += [problem.write(name, tensor.grad) for name, tensor in zip(names, problem.inputs())]
    problem.require_gradients(False)
    return {"files": files}


class Evictor:
    """Both threads write their half, so that the caches of each core lose what they held."""

    def __init__(self):
        self.buffer = None

    def evict(self):
        if self.buffer is None:
            self.buffer = torch.zeros(2 * last_level_cache() // 4)
        self.buffer.add_(1)


evictor = Evictor()


def timed(work, cold):
    if cold:
        evictor.evict()
    start = time.monotonic_ns()
    result = work()
    return time.monotonic_ns() - start, result


def measure(problem, request):
    forward, backward = [], []
    for _ in range(request["launches"]):
        problem.require_gradients(request["backward"])
        with torch.set_grad_enabled(request["backward"]):
            ns, output = timed(lambda: problem.forward(request["formulation"]), request["cold"])
        forward.append(ns)
        if request["backward"]:
            ns, _ = timed(lambda: output.backward(problem.grad_output), request["cold"])
            backward.append(ns)
        output = None
    problem.require_gradients(False)
    return {"forwardNs": forward, "backwardNs": backward}


def pinned():
    """True if every thread of the team may run on one CPU only, and all CPUs have one."""
    torch.zeros(1 << 22).add_(1)
    taken = set()
    for thread in os.listdir("/proc/self/task"):
        mask = os.sched_getaffinity(int(thread))
        if len(mask) == 1:
            taken |= mask
    return taken == set(CPUS)


def main():
    problem = None
    while (request := read_request()) is not None:
        try:
            if request["do"] == "hello":
                answer({"torch": torch.__version__, "threads": torch.get_num_threads(), "pinned": pinned()})
            elif request["do"] == "open":
                problem = None
                problem = Problem(request)
                answer({})
            else:
                answer(run(problem, request) if request["do"] == "run" else measure(problem, request))
        except Exception as trouble:  # the harness prints it beside the formulation's name
            answer({"trouble": f"{type(trouble).__name__}: {str(trouble).splitlines()[0] if str(trouble) else ''}"})


main()
