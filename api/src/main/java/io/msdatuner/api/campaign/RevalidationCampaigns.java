package io.msdatuner.api.campaign;

import io.msdatuner.api.best.SuspectRecords;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Creates a short campaign for each suspect record. It begins with what was fast before, and its finals compare the old best
 * with the new top few and the baselines, so that afterwards a lookup has a record of the toolchain that is installed.
 */
@Component
class RevalidationCampaigns {

    private static final String STRATEGY = "transfer";
    /** Of the trials of the campaign that made the record. */
    private static final double SHARE = 0.05;
    /** Trials that every campaign has beside its search: two baselines, and up to six finalists. */
    private static final int FIXED_TRIALS = 8;

    private final SuspectRecords suspects;
    private final LocalDevices devices;
    private final CampaignLedger ledger;
    private final CampaignFacts facts;
    private final CampaignService campaigns;

    RevalidationCampaigns(
            SuspectRecords suspects,
            LocalDevices devices,
            CampaignLedger ledger,
            CampaignFacts facts,
            CampaignService campaigns) {
        this.suspects = suspects;
        this.devices = devices;
        this.ledger = ledger;
        this.facts = facts;
        this.campaigns = campaigns;
    }

    /** A campaign and what it checks: the configuration that campaign {@code original} made the best. */
    record Revalidation(long campaign, String kernel, String shape, long original, String budget) {}

    private record Subject(Kernel kernel, Shape shape) {}

    /** A shape that waits or runs already gets no second campaign. */
    List<Revalidation> create(RevalidationRequest request) {
        var limit = request.limit();
        var local = devices.named(request.deviceClass());
        var made = new ArrayList<Revalidation>();
        var seen = new ArrayList<Subject>();
        for (var record : suspects.on(local)) {
            var subject = new Subject(record.key().kernel(), record.key().shape());
            if (made.size() < limit
                    && !seen.contains(subject)
                    && !ledger.isActive(local.device().deviceClass(), subject.kernel(), subject.shape())) {
                seen.add(subject);
                made.add(create(record));
            }
        }
        return made;
    }

    private Revalidation create(TuningRecord record) {
        var key = record.key();
        var original = ledger.get(new CampaignId(record.evidence().campaign()));
        var trials = facts.of(original).summary().total();
        var budget = Integer.toString(Math.max(1, (int) (trials * SHARE) - FIXED_TRIALS));
        var created = campaigns.create(
                new CampaignRequest(
                        key.kernel().id(),
                        key.shape().toString(),
                        key.deviceClass().name(),
                        STRATEGY,
                        null,
                        budget),
                Optional.empty());
        return new Revalidation(
                created.campaign().id().value(),
                key.kernel().id(),
                key.shape().toString(),
                original.id().value(),
                budget);
    }
}
