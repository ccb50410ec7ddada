package io.msdatuner.api.best;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.store.ServedRecord;
import io.msdatuner.api.store.TrialTimes;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.transfer.ShapeRanking;
import io.msdatuner.core.transfer.Transfer;
import io.msdatuner.core.transfer.TrialTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the trials behind served records and learns from them. Used by one thread. */
final class ShapeLearning {

    /** The newest ones: more would take memory and tell little more. */
    private static final int MOST_SHAPES = 100;

    private final TrialTimes times;
    private long generation;

    ShapeLearning(TrialTimes times) {
        this.times = times;
    }

    /**
     * From the records that were measured with what is installed here.
     *
     * @param served all of the device class
     * @param before what was learnt before; it is returned if nothing has changed
     */
    Optional<ShapeKnowledge> learn(
            List<ServedRecord> served, Kernel kernel, LocalDevice local, Optional<ShapeKnowledge> before) {
        var records = comparable(served, kernel, local);
        if (records.isEmpty()) {
            return Optional.empty();
        }
        var ids = records.stream().map(ServedRecord::id).toList();
        return before.filter(known -> known.ids().equals(ids)).or(() -> Optional.of(learn(records, local)));
    }

    /** The newest of each shape, by shape. A campaign that serves one wish serves every wish that it can. */
    private static List<ServedRecord> comparable(List<ServedRecord> served, Kernel kernel, LocalDevice local) {
        // Without a compiler nothing is known to be of the same toolchain.
        var toolchain = local.toolchain();
        var sourceDigest = local.backend().sourceDigest(kernel);
        return served.stream()
                .filter(record -> record.kernel() == kernel
                        && record.determinism() == DeterminismWish.ANY
                        && toolchain.filter(record.toolchain()::equals).isPresent()
                        && record.sourceDigest().equals(sourceDigest)
                        && record.provenance() == local.device().provenance())
                .sorted(Comparator.comparingLong(ServedRecord::id).reversed())
                .limit(MOST_SHAPES)
                .sorted(Comparator.comparing(ServedRecord::shape))
                .toList();
    }

    private ShapeKnowledge learn(List<ServedRecord> records, LocalDevice local) {
        var rankings = new EnumMap<DeterminismWish, List<ShapeRanking>>(DeterminismWish.class);
        var shared = new HashMap<Configuration, Configuration>();
        for (var served : records) {
            var trials = trials(served.key(), local, shared);
            for (var wish : DeterminismWish.values()) {
                rankings.computeIfAbsent(wish, key -> new ArrayList<>())
                        .add(ShapeRanking.of(served.key().shape(), trials, wish));
            }
        }
        var transfers = new EnumMap<DeterminismWish, Transfer>(DeterminismWish.class);
        rankings.forEach((wish, known) -> transfers.put(wish, Transfer.of(known)));
        var key = records.get(0).key();
        generation++;
        return new ShapeKnowledge(generation, key.toolchain(), key.sourceDigest(), records, transfers);
    }

    /** Equal configurations are one object, because shapes have many in common. */
    private List<TrialTime> trials(RecordKey key, LocalDevice local, Map<Configuration, Configuration> shared) {
        return times.of(key, local.device().provenance()).stream()
                .map(time -> time.with(shared.computeIfAbsent(time.configuration(), same -> same)))
                .toList();
    }
}
