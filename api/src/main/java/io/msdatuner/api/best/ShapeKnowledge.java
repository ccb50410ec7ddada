package io.msdatuner.api.best;

import io.msdatuner.api.store.ServedRecord;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.transfer.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the trials behind some served records tell of other shapes of their kernel and device class.
 *
 * @param generation another one for every change
 * @param toolchain of all records, as {@code sourceDigest}
 */
record ShapeKnowledge(
        long generation,
        String toolchain,
        String sourceDigest,
        List<ServedRecord> records,
        Map<DeterminismWish, Transfer> transfers) {

    Transfer transfer(DeterminismWish wish) {
        return Objects.requireNonNull(transfers.get(wish));
    }

    /** Of one of the shapes that it knows. */
    ServedRecord record(Shape shape) {
        return records.stream()
                .filter(served -> served.shape().equals(shape.toString()))
                .findFirst()
                .orElseThrow();
    }

    List<Long> ids() {
        return records.stream().map(ServedRecord::id).collect(Collectors.toList());
    }
}
