package io.msdatuner.variants.cpu;

import static io.msdatuner.variants.cpu.CpuParameters.GRAD_VALUE;
import static io.msdatuner.variants.cpu.CpuParameters.HEAD_BLOCK;
import static io.msdatuner.variants.cpu.CpuParameters.LAYOUT;
import static io.msdatuner.variants.cpu.CpuParameters.LEVEL_PLANE;
import static io.msdatuner.variants.cpu.CpuParameters.NARROWEST_VECTOR;
import static io.msdatuner.variants.cpu.CpuParameters.PARTITION;
import static io.msdatuner.variants.cpu.CpuParameters.PASSES;
import static io.msdatuner.variants.cpu.CpuParameters.PHASES;
import static io.msdatuner.variants.cpu.CpuParameters.PREFETCH;
import static io.msdatuner.variants.cpu.CpuParameters.QUERY_TILE;
import static io.msdatuner.variants.cpu.CpuParameters.SMALLEST_TILE;
import static io.msdatuner.variants.cpu.CpuParameters.THREADS;
import static io.msdatuner.variants.cpu.CpuParameters.VECTOR_BYTES;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Assignment;
import io.msdatuner.core.space.Constraint;
import java.util.ArrayList;
import java.util.List;

/**
 * Which configurations of the tuned CPU kernels are valid for a shape: what an artifact would refuse, and what would be the
 * same program as another configuration, is left out. The numbers are those of the list in native/cpu/README.md; number 5
 * holds by the values of {@code threads}.
 */
final class CpuConstraints {
    private static final int USUAL_TILE = 16;

    private final Kernel kernel;
    private final Shape shape;
    private final long scratchLimitBytes;

    CpuConstraints(Kernel kernel, Shape shape, long scratchLimitBytes) {
        this.kernel = kernel;
        this.shape = shape;
        this.scratchLimitBytes = scratchLimitBytes;
    }

    List<Constraint> all() {
        var constraints = new ArrayList<Constraint>();
        addLegality(constraints);
        addTeamLimits(constraints);
        addUniqueness(constraints);
        addMemoryLimit(constraints);
        return constraints;
    }

    /** Numbers 1 to 4. */
    private void addLegality(List<Constraint> constraints) {
        constraints.add(Constraint.of(
                "a vector wider than a pixel's channels is a narrower variant again",
                values -> values.number(VECTOR_BYTES) <= Math.max(NARROWEST_VECTOR, 4L * shape.channels()),
                VECTOR_BYTES));
        constraints.add(Constraint.of(
                "only two-phase variants know the next points early enough to prefetch",
                values -> values.is(PHASES, "twoPhase") || values.number(PREFETCH) == 0,
                PHASES,
                PREFETCH));
        constraints.add(Constraint.of(
                "a plane of one head is its owner's, who takes one head at a time",
                values -> !CpuParameters.hasOwnPlane(values) || (isOwned(values) && values.number(HEAD_BLOCK) == 1),
                LAYOUT,
                PARTITION,
                HEAD_BLOCK));
        if (kernel == Kernel.MSDA_BACKWARD) {
            addOwnership(constraints);
            addPasses(constraints);
        }
    }

    private void addOwnership(List<Constraint> constraints) {
        constraints.add(Constraint.of(
                "exactly the partition by what is owned gives each part of the gradient one owner",
                values -> values.is(GRAD_VALUE, "headOwner") == values.is(PARTITION, "batchHead")
                        && values.is(GRAD_VALUE, "levelOwner") == values.is(PARTITION, "batchHeadLevel"),
                GRAD_VALUE,
                PARTITION));
        constraints.add(Constraint.of(
                "an owner of levels takes one head at a time, and with one level it is the owner of a head",
                values -> !values.is(GRAD_VALUE, "levelOwner")
                        || (values.number(HEAD_BLOCK) == 1 && shape.levelCount() > 1),
                GRAD_VALUE,
                HEAD_BLOCK));
    }

    private void addPasses(List<Constraint> constraints) {
        constraints.add(Constraint.of(
                "only an owner goes over its rows a second time",
                values -> values.is(PASSES, "joint") || isOwned(values),
                PASSES,
                PARTITION));
    }

    private static boolean isOwned(Assignment values) {
        return values.is(PARTITION, "batchHead") || values.is(PARTITION, "batchHeadLevel");
    }

    /** Numbers 6 and 7; what L = 1 and H = 1 exclude is among the others. */
    private void addTeamLimits(List<Constraint> constraints) {
        if (kernel == Kernel.MSDA_BACKWARD) {
            constraints.add(Constraint.of(
                    "one thread owns every head's gradient",
                    values -> values.number(THREADS) > 1 || isOwned(values),
                    THREADS,
                    PARTITION));
        } else {
            constraints.add(Constraint.of(
                    "one thread has nobody to share with",
                    values -> values.number(THREADS) > 1
                            || values.is(PARTITION, CpuParameters.hasOwnPlane(values) ? "batchHead" : "static"),
                    THREADS,
                    PARTITION,
                    LAYOUT));
        }
        constraints.add(Constraint.of(
                "every thread has work",
                values -> values.number(THREADS) <= workItems(values),
                THREADS,
                PARTITION,
                QUERY_TILE));
    }

    private long workItems(Assignment values) {
        if (!isOwned(values)) {
            return tiles(values.number(QUERY_TILE));
        }
        var heads = (long) shape.batch() * shape.heads();
        return values.is(PARTITION, "batchHead") ? heads : heads * shape.levelCount();
    }

    private long tiles(long queryTile) {
        return shape.batch() * ((shape.queries() + queryTile - 1) / queryTile);
    }

    /** Numbers 8 to 10. */
    private void addUniqueness(List<Constraint> constraints) {
        constraints.add(Constraint.of(
                "a tile of more than all queries is a tile of all queries",
                values -> tileIsNotTooLarge(values.number(QUERY_TILE)),
                QUERY_TILE));
        constraints.add(Constraint.of(
                "where the tile changes nothing it has its usual size",
                values -> !tileChangesNothing(values) || values.number(QUERY_TILE) == usualTile(values),
                PHASES,
                PARTITION,
                HEAD_BLOCK,
                THREADS,
                QUERY_TILE));
        constraints.add(Constraint.of(
                "a block of more heads than are taken is a block of these",
                values -> values.number(HEAD_BLOCK) == 1 || values.number(HEAD_BLOCK) < 2 * mostHeads(values),
                HEAD_BLOCK,
                PHASES,
                PARTITION,
                THREADS));
        constraints.add(Constraint.of(
                "with one head all layouts are the same",
                values -> shape.heads() > 1 || values.is(LAYOUT, "bnhc"),
                LAYOUT));
        constraints.add(Constraint.of(
                "with one level its plane is the head's",
                values -> shape.levelCount() > 1 || !values.is(LAYOUT, LEVEL_PLANE),
                LAYOUT));
    }

    /** Number 11. */
    private void addMemoryLimit(List<Constraint> constraints) {
        var scratch = new CpuScratch(kernel, shape);
        constraints.add(Constraint.of(
                "scratch memory is at most %d MiB".formatted(scratchLimitBytes >> 20),
                values -> scratch.bytes(values) <= scratchLimitBytes,
                CpuScratch.parameters(kernel)));
    }

    private boolean tileIsNotTooLarge(long queryTile) {
        return queryTile == SMALLEST_TILE || queryTile < 2L * shape.queries();
    }

    private boolean tileChangesNothing(Assignment values) {
        var allHeads = values.number(HEAD_BLOCK) >= shape.heads();
        return values.is(PHASES, "fused") && (isOwned(values) || (values.is(PARTITION, "static") && allHeads));
    }

    /** That a member has at a time, if that makes a difference. */
    private long mostHeads(Assignment values) {
        if (shape.queries() == 1 && values.is(PHASES, "fused")) {
            return 1;
        }
        var all = (long) shape.batch() * shape.heads();
        var threads = values.number(THREADS);
        return values.is(PARTITION, "batchHead")
                ? Math.min(shape.heads(), (all + threads - 1) / threads)
                : shape.heads();
    }

    /** The largest power of two up to {@value #USUAL_TILE} that the other constraints allow. */
    long usualTile(Assignment values) {
        long tile = USUAL_TILE;
        while (tile > SMALLEST_TILE
                && (!tileIsNotTooLarge(tile)
                        || (values.is(PARTITION, "static") && values.number(THREADS) > tiles(tile)))) {
            tile /= 2;
        }
        return tile;
    }
}
