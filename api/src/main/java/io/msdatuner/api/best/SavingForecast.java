package io.msdatuner.api.best;

import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.Baselines;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.MedianEstimate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;

/**
 * Expects of an untuned shape what tuning others of its kernel saved on the same device class: the median over their records
 * of the default's time for a sample and channel, and of the share of it that the best configuration saves. Coarse, but only
 * the order matters.
 */
record SavingForecast(List<TuningRecord> known) {

    SavingForecast(Collection<TuningRecord> known) {
        this(List.copyOf(known));
    }

    /** In ns; empty without any record of the kernel. */
    OptionalDouble savedNsPerLaunch(Kernel kernel, Shape shape) {
        var nsPerWork = median(
                kernel, (record, defaultNs) -> defaultNs / work(record.key().shape()));
        var share = median(
                kernel,
                (record, defaultNs) ->
                        Math.max(0, 1 - record.evidence().median().medianNs() / defaultNs));
        return nsPerWork.isPresent()
                ? OptionalDouble.of(nsPerWork.getAsDouble() * work(shape) * share.orElseThrow())
                : OptionalDouble.empty();
    }

    /** Samples times channels. */
    static double work(Shape shape) {
        return (double) shape.batch()
                * shape.queries()
                * shape.heads()
                * shape.channels()
                * shape.points()
                * shape.levelCount();
    }

    private OptionalDouble median(Kernel kernel, ToDoubleBiFunction<TuningRecord, Double> figure) {
        var sorted = known.stream()
                .filter(record -> record.key().kernel() == kernel)
                .flatMapToDouble(record ->
                        defaultNs(record).stream().mapToDouble(defaultNs -> figure.applyAsDouble(record, defaultNs)))
                .sorted()
                .toArray();
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[sorted.length / 2]);
    }

    private static Optional<Double> defaultNs(TuningRecord record) {
        return Optional.ofNullable(record.evidence().baselines().get(Baselines.DEFAULT))
                .map(MedianEstimate::medianNs)
                .filter(medianNs -> medianNs > 0);
    }
}
