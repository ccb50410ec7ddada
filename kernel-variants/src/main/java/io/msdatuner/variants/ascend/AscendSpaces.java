package io.msdatuner.variants.ascend;

import static io.msdatuner.variants.ascend.AscendParameters.ADDITION_BUFFERS;
import static io.msdatuner.variants.ascend.AscendParameters.AUTO_SYNC;
import static io.msdatuner.variants.ascend.AscendParameters.BLOCKS;
import static io.msdatuner.variants.ascend.AscendParameters.COPY;
import static io.msdatuner.variants.ascend.AscendParameters.GATHER;
import static io.msdatuner.variants.ascend.AscendParameters.HEAD_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.NONE;
import static io.msdatuner.variants.ascend.AscendParameters.OWNED;
import static io.msdatuner.variants.ascend.AscendParameters.PARTITION;
import static io.msdatuner.variants.ascend.AscendParameters.POINT_CHUNK;
import static io.msdatuner.variants.ascend.AscendParameters.QUERY_TILE;
import static io.msdatuner.variants.ascend.AscendParameters.RESIDENT_LEVELS;
import static io.msdatuner.variants.ascend.AscendParameters.SCATTER;
import static io.msdatuner.variants.ascend.AscendParameters.STAGGER;
import static io.msdatuner.variants.ascend.AscendParameters.TILE_BUFFERS;
import static io.msdatuner.variants.ascend.AscendParameters.VALUE_BUFFERS;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.LaunchValues;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.variants.worker.LaunchPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The spaces of the tuned Ascend kernels on one device, and what a configuration means to an artifact. */
final class AscendSpaces implements LaunchPlan {
    private final NpuFacts device;
    private final Map<SpaceKey, Space> spaces = new ConcurrentHashMap<>();

    /** What constraints depend on. Sizes of levels matter to quads and to what is kept in UB. */
    private record SpaceKey(
            Kernel kernel,
            int batch,
            int queries,
            int heads,
            int channels,
            List<Level> levels,
            int points,
            DType dtype) {}

    AscendSpaces(NpuFacts device) {
        this.device = device;
    }

    NpuFacts device() {
        return device;
    }

    /** Why no configuration fits; empty if one does. */
    Optional<String> refusal(Kernel kernel, Shape shape) {
        return new AscendConstraints(kernel, shape, device).refusal();
    }

    Space space(Kernel kernel, Shape shape) {
        var key = new SpaceKey(
                kernel,
                shape.batch(),
                shape.queries(),
                shape.heads(),
                shape.channels(),
                shape.levels(),
                shape.points(),
                shape.dtype());
        return spaces.computeIfAbsent(
                key,
                ignored -> new Space(
                        AscendParameters.of(kernel, shape, cores()),
                        new AscendConstraints(kernel, shape, device).all()));
    }

    private int cores() {
        return Math.toIntExact(device.vectorCores());
    }

    /** What a competent engineer writes first, as far as it fits: see native/ascend/README.md. */
    Configuration defaultConfiguration(Kernel kernel, Shape shape) {
        var wish = new HashMap<String, Value>();
        wish.put(GATHER, Value.of("pair"));
        wish.put(VALUE_BUFFERS, Value.of(2));
        wish.put(COPY, Value.of(AscendConstraints.isAligned(shape) ? "aligned" : "padded"));
        wish.put(AUTO_SYNC, Value.of("off"));
        wish.put(BLOCKS, Value.of(cores()));
        wish.put(QUERY_TILE, Value.of(4));
        wish.put(HEAD_TILE, Value.of(shape.heads()));
        wish.put(POINT_CHUNK, Value.of(16));
        wish.put(PARTITION, Value.of("cyclic"));
        wish.put(RESIDENT_LEVELS, Value.of(0));
        if (kernel == Kernel.MSDA_FORWARD) {
            wish.put(TILE_BUFFERS, Value.of(1));
        } else {
            wish.put(SCATTER, Value.of("pair"));
            wish.put(ADDITION_BUFFERS, Value.of(2));
            wish.put(STAGGER, Value.of(NONE));
        }
        return space(kernel, shape).closest(Configuration.of(wish));
    }

    @Override
    public Map<String, Long> launch(Variant variant) {
        if (!variant.candidate().isTuned()) {
            return Map.of(BLOCKS, device.vectorCores());
        }
        return LaunchValues.of(
                space(variant.kernel(), variant.shape()), variant.candidate().configuration());
    }

    /** Cores add to grad_value in no fixed order, unless each has planes of its own. */
    @Override
    public Determinism declares(Variant variant) {
        var candidate = variant.candidate();
        var ordered = variant.kernel() == Kernel.MSDA_FORWARD
                || candidate.isTuned() && candidate.configuration().is(SCATTER, OWNED);
        return ordered ? Determinism.BITWISE_REPEATABLE : Determinism.ORDER_DEPENDENT;
    }

    @Override
    public double patience() {
        return AscendWorker.patience(device.isSimulated());
    }
}
