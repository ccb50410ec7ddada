package io.msdatuner.api.campaign;

import io.msdatuner.api.store.ServedRecords;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.Recheck;
import io.msdatuner.core.campaign.TuningStore;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds the campaign that searched for what is checked: not the last check of it. */
@Component
class OriginalCampaigns {

    private final TuningStore store;
    private final ServedRecords records;

    OriginalCampaigns(TuningStore store, ServedRecords records) {
        this.store = store;
        this.records = records;
    }

    /** The last campaign but checks that made a record of the same problem, first with this toolchain, then with others. */
    Optional<CampaignId> of(CampaignSpec check) {
        return Arrays.stream(DeterminismWish.values())
                .map(check::recordKey)
                .flatMap(key -> Stream.concat(
                        Stream.of(key), store.predecessors(key).stream().map(TuningRecord::key)))
                .flatMap(this::campaigns)
                .filter(this::isSearch)
                .findFirst();
    }

    private Stream<CampaignId> campaigns(RecordKey key) {
        return records.history(key).stream()
                .map(record -> record.evidence().campaign())
                .sorted(Comparator.reverseOrder())
                .map(CampaignId::new);
    }

    private boolean isSearch(CampaignId id) {
        return store.find(id)
                .filter(campaign -> !campaign.spec().strategy().equals(Recheck.STRATEGY))
                .isPresent();
    }
}
