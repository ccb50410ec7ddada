package io.msdatuner.api.best;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.store.ServedRecord;
import io.msdatuner.core.best.Freshness;
import io.msdatuner.core.best.TuningRecord;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The records that lookups are answered with although they were measured with another
 * toolchain or on another platform: they wait to be checked.
 */
@Component
public class SuspectRecords {

    private final RecordChooser chooser;
    private final RecordIndex index;

    SuspectRecords(RecordChooser chooser, RecordIndex index) {
        this.chooser = chooser;
        this.index = index;
    }

    /** The oldest first, because it has waited the longest. */
    public List<TuningRecord> on(LocalDevice local) {
        return index.of(local.device().deviceClass()).stream()
                .filter(record -> !chooser.isFreshHere(record))
                .map(record -> Lookup.Problem.of(record.key()))
                .distinct()
                .map(problem -> chooser.choose(Lookup.usual(problem)))
                .filter(choice ->
                        choice.freshness().filter(Freshness.SUSPECT::equals).isPresent())
                .flatMap(choice -> choice.record().stream())
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .map(ServedRecord::record)
                .toList();
    }
}
