package io.msdatuner.api.campaign;

import io.msdatuner.api.best.SuspectRecords;
import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Creates a short campaign for each suspect record: a {@link io.msdatuner.core.campaign.Recheck}, after which a lookup has a
 * record of the toolchain and the platform that are installed.
 */
@Component
class RevalidationCampaigns {

    private final SuspectRecords suspects;
    private final LocalDevices devices;
    private final CampaignLedger ledger;
    private final CampaignSpecs specs;
    private final CampaignService campaigns;
    private final Set<Check> checked = ConcurrentHashMap.newKeySet();

    RevalidationCampaigns(
            SuspectRecords suspects,
            LocalDevices devices,
            CampaignLedger ledger,
            CampaignSpecs specs,
            CampaignService campaigns) {
        this.suspects = suspects;
        this.devices = devices;
        this.ledger = ledger;
        this.specs = specs;
        this.campaigns = campaigns;
    }

    /** A campaign and what it checks: the configuration that campaign {@code original} made the best. */
    record Revalidation(long campaign, String kernel, String shape, long original, String budget) {}

    private record Subject(Kernel kernel, Shape shape) {}

    /** A record that was checked with what is installed. One whose check failed is not checked over and over again. */
    private record Check(TuningRecord record, String toolchain, String platform) {}

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

    /** One campaign for the oldest suspect record of a class that this process has not checked yet, if there is any. */
    Optional<Revalidation> createNext(LocalDevice local) {
        var deviceClass = local.device().deviceClass();
        for (var record : suspects.on(local)) {
            var check = new Check(record, local.backend().toolchain(), local.platform());
            var key = record.key();
            if (!ledger.isActive(deviceClass, key.kernel(), key.shape()) && checked.add(check)) {
                return Optional.of(create(record));
            }
        }
        return Optional.empty();
    }

    private Revalidation create(TuningRecord record) {
        var key = record.key();
        var created = campaigns.create(specs.recheck(key.kernel(), key.shape(), key.deviceClass()));
        return new Revalidation(
                created.id().value(),
                key.kernel().id(),
                key.shape().toString(),
                record.evidence().campaign(),
                created.spec().budget().toString());
    }
}
