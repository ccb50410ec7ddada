package io.msdatuner.variants.ascend;

import static io.msdatuner.variants.ascend.AscendParameters.ADDITION_BUFFERS;
import static io.msdatuner.variants.ascend.AscendParameters.BLOCKS;
import static io.msdatuner.variants.ascend.AscendParameters.COPY;
import static io.msdatuner.variants.ascend.AscendParameters.GATHER;
import static io.msdatuner.variants.ascend.AscendParameters.HEAD_MAJOR;
import static io.msdatuner.variants.ascend.AscendParameters.HEAD_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.NONE;
import static io.msdatuner.variants.ascend.AscendParameters.OWNED;
import static io.msdatuner.variants.ascend.AscendParameters.PARTITION;
import static io.msdatuner.variants.ascend.AscendParameters.POINT_CHUNK;
import static io.msdatuner.variants.ascend.AscendParameters.QUAD;
import static io.msdatuner.variants.ascend.AscendParameters.QUERY_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.RESIDENT_LEVELS;
import static io.msdatuner.variants.ascend.AscendParameters.SCATTER;
import static io.msdatuner.variants.ascend.AscendParameters.STAGGER;
import static io.msdatuner.variants.ascend.AscendParameters.TILE_BUFFERS;
import static io.msdatuner.variants.ascend.AscendParameters.VALUE_BUFFERS;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Assignment;
import io.msdatuner.core.space.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which configurations of the tuned Ascend kernels are valid for a shape on a device: what an artifact would refuse, and
 * what would be the same program as another configuration, is left out. native/ascend/README.md lists the same.
 */
final class AscendConstraints {
    private static final int BLOCK_BYTES = 32;

    private static final long MOST_PIXELS = 1 << 24;

    private final Kernel kernel;
    private final Shape shape;
    private final UbBudget budget;

    AscendConstraints(Kernel kernel, Shape shape, NpuFacts device) {
        this.kernel = kernel;
        this.shape = shape;
        this.budget = new UbBudget(kernel, shape, device.ubBytes());
    }

    /** DataCopy moves whole blocks of 32 bytes: pixels of 8 float32 channels, or 16 of float16. */
    static boolean isAligned(Shape shape) {
        return shape.channels() * shape.dtype().bytes() % BLOCK_BYTES == 0;
    }

    /** Why not even the smallest configuration fits; empty if it does. */
    Optional<String> refusal() {
        var largest = shape.levels().stream().mapToLong(Level::pixels).max().orElse(0);
        if (largest > MOST_PIXELS) {
            return Optional.of("a level of %d pixels is more than the kernels number in float32: %d"
                    .formatted(largest, MOST_PIXELS));
        }
        return budget.fitsAnything()
                ? Optional.empty()
                : Optional.of(("the smallest tile of L*P=%d points and C=%d channels does not fit into a vector core's"
                                + " unified buffer of %d bytes, or there are more than %d levels")
                        .formatted(
                                shape.levelCount() * shape.points(),
                                shape.channels(),
                                budget.availableBytes(),
                                UbBudget.MOST_LEVELS));
    }

    List<Constraint> all() {
        var constraints = new ArrayList<Constraint>();
        addLegality(constraints);
        addUniqueness(constraints);
        return constraints;
    }

    private void addLegality(List<Constraint> constraints) {
        constraints.add(Constraint.of(
                "an aligned copy moves whole blocks of 32 bytes",
                values -> !values.is(COPY, "aligned") || isAligned(shape),
                COPY));
        constraints.add(Constraint.of("what a tile needs fits into the unified buffer", budget::fits, tileAndQueues()));
        constraints.add(Constraint.of(
                "every core has work",
                values -> values.number(BLOCKS) <= tiles(values),
                BLOCKS,
                QUERY_TILE,
                HEAD_TILE));
    }

    private String[] tileAndQueues() {
        var names = new ArrayList<>(List.of(QUERY_TILE, HEAD_TILE, POINT_CHUNK, RESIDENT_LEVELS, VALUE_BUFFERS));
        names.add(kernel == Kernel.MSDA_FORWARD ? TILE_BUFFERS : ADDITION_BUFFERS);
        return ofTheFamily(names.toArray(String[]::new));
    }

    /** These parameters and those that name the family. */
    private String[] ofTheFamily(String... parameters) {
        var names = new ArrayList<>(List.of(parameters));
        names.add(GATHER);
        if (kernel == Kernel.MSDA_BACKWARD) {
            names.add(SCATTER);
        }
        return names.toArray(String[]::new);
    }

    private long tiles(Assignment values) {
        var queryTiles = (shape.queries() + values.number(QUERY_TILE) - 1) / values.number(QUERY_TILE);
        return shape.batch() * queryTiles * (shape.heads() / values.number(HEAD_TILE));
    }

    private void addUniqueness(List<Constraint> constraints) {
        constraints.add(Constraint.of(
                "a tile of more than all queries is a tile of all queries",
                values -> values.number(QUERY_TILE) < 2L * shape.queries(),
                QUERY_TILE));
        constraints.add(Constraint.of(
                "a chunk of more than all of a head's points is a chunk of all of them",
                values -> values.number(POINT_CHUNK) == AscendParameters.SMALLEST_CHUNK
                        || values.number(POINT_CHUNK) < 2L * shape.levelCount() * shape.points(),
                POINT_CHUNK));
        constraints.add(Constraint.of(
                "where no core has two tiles all partitions are the same, and where one has all of them two are",
                values -> values.is(PARTITION, "contiguous")
                        || values.number(BLOCKS) < tiles(values)
                                && (values.number(BLOCKS) > 1 || values.is(PARTITION, HEAD_MAJOR)),
                PARTITION,
                BLOCKS,
                QUERY_TILE,
                HEAD_TILE));
        constraints.add(Constraint.of(
                "heads come one after another already where a tile has all of them, or all queries",
                values -> !values.is(PARTITION, HEAD_MAJOR)
                        || values.number(HEAD_TILE) < shape.heads() && values.number(QUERY_TILE) < shape.queries(),
                PARTITION,
                QUERY_TILE,
                HEAD_TILE));
        constraints.add(Constraint.of(
                "quads are copied in whole blocks whatever else is",
                values -> !values.is(GATHER, QUAD)
                        || kernel == Kernel.MSDA_BACKWARD && !values.is(SCATTER, QUAD) && !values.is(SCATTER, OWNED)
                        || values.is(COPY, "padded"),
                ofTheFamily(COPY)));
        if (kernel == Kernel.MSDA_FORWARD) {
            addUniquenessOfTheForward(constraints);
        } else {
            addUniquenessOfTheBackward(constraints);
        }
    }

    private void addUniquenessOfTheForward(List<Constraint> constraints) {
        constraints.add(Constraint.of(
                "where no core has two tiles there is nothing to fetch or to store meanwhile",
                values -> values.number(BLOCKS) < tiles(values) || values.number(TILE_BUFFERS) == 1,
                TILE_BUFFERS,
                BLOCKS,
                QUERY_TILE,
                HEAD_TILE));
    }

    private void addUniquenessOfTheBackward(List<Constraint> constraints) {
        constraints.add(Constraint.of(
                "one core has nobody to stagger against, nor has the owner of a plane",
                values -> values.number(BLOCKS) > 1 && !values.is(SCATTER, OWNED) || values.is(STAGGER, NONE),
                BLOCKS,
                SCATTER,
                STAGGER));
        constraints.add(Constraint.of(
                "there is nowhere else to begin among one (query, head), or among one chunk of points",
                values -> switch (values.value(STAGGER).text()) {
                    case "groups" -> values.number(QUERY_TILE) * values.number(HEAD_TILE) > 1;
                    case "chunks" -> values.number(POINT_CHUNK) < (long) shape.levelCount() * shape.points();
                    default -> true;
                },
                STAGGER,
                QUERY_TILE,
                HEAD_TILE,
                POINT_CHUNK));
        constraints.add(Constraint.of(
                "an owner works on one head at a time, and every head has as many owners",
                values -> !values.is(SCATTER, OWNED) || values.number(HEAD_TILE) == 1 && sharesHeads(values),
                SCATTER,
                HEAD_TILE,
                BLOCKS,
                QUERY_TILE));
        constraints.add(Constraint.of(
                "an owner's tiles are of one head after another already",
                values -> !values.is(SCATTER, OWNED) || !values.is(PARTITION, HEAD_MAJOR),
                SCATTER,
                PARTITION));
    }

    /** No owner is left over, and none has a copy of a plane that it adds nothing to. */
    private boolean sharesHeads(Assignment values) {
        var planes = (long) shape.batch() * shape.heads();
        var owners = Math.max(1, values.number(BLOCKS) / planes);
        return (values.number(BLOCKS) < planes || values.number(BLOCKS) % planes == 0)
                && owners * values.number(QUERY_TILE) < shape.queries() + values.number(QUERY_TILE);
    }
}
