package io.msdatuner.api.campaign;

import io.msdatuner.api.problem.ProblemCode;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.CampaignPriorities;
import io.msdatuner.api.store.IdempotencyKeyReusedException;
import io.msdatuner.api.store.IdempotencyKeys;
import io.msdatuner.api.store.IdempotencyKeys.CreatedOnce;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.device.DeviceClass;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/** The rules by which clients create, cancel and resume campaigns. */
@Service
public class CampaignService {

    /** How long a client that cancels waits for the trials in flight; usually they end much sooner. */
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

    private final CampaignSpecs specs;
    private final CampaignPriorities priorities;
    private final TuningStore store;
    private final IdempotencyKeys keys;
    private final CampaignLedger ledger;
    private final CampaignExecution execution;

    CampaignService(
            CampaignSpecs specs,
            CampaignPriorities priorities,
            TuningStore store,
            IdempotencyKeys keys,
            CampaignLedger ledger,
            CampaignExecution execution) {
        this.specs = specs;
        this.priorities = priorities;
        this.store = store;
        this.keys = keys;
        this.ledger = ledger;
        this.execution = execution;
    }

    /** @param id as a client wrote it */
    public Campaign get(String id) {
        return ledger.get(CampaignController.parseId(id));
    }

    /** @param key makes the same campaign whenever it comes with the same request */
    CreatedOnce create(CampaignRequest request, Optional<String> key) {
        var spec = specs.of(request);
        var priority = Optional.ofNullable(request.priority()).map(CampaignPriorities::requireAllowed);
        var created =
                key.isPresent() ? createOnce(key.get(), request, spec) : new CreatedOnce(store.create(spec), true);
        priority.ifPresent(wanted -> priorities.set(created.campaign(), wanted));
        execution.queue(spec.deviceClass()).ifPresent(DeviceQueue::wake);
        return created;
    }

    /** For campaigns that the service itself asks for. */
    Campaign create(CampaignSpec spec) {
        var created = store.create(spec);
        wake(spec.deviceClass());
        return created;
    }

    /** There is a new campaign for this class. */
    public void wake(DeviceClass deviceClass) {
        execution.queue(deviceClass).ifPresent(DeviceQueue::wake);
    }

    /** Also waits a little for the trials in flight, so that what it returns is often {@code CANCELLED} already. */
    Campaign cancel(CampaignId id) throws InterruptedException {
        return cancel(id, Ending.cancelled());
    }

    /** As a client cancels it, for a reason of the service. */
    public Campaign cancel(CampaignId id, String reason) throws InterruptedException {
        return cancel(id, Ending.of(CampaignState.CANCELLED, reason));
    }

    private Campaign cancel(CampaignId id, Ending ending) throws InterruptedException {
        var queue = queue(ledger.get(id));
        if (queue.isPresent() && queue.get().stop(id, ending, CANCEL_PATIENCE)) {
            return ledger.get(id);
        }
        return exclusively(queue, () -> ledger.cancel(id, ending));
    }

    /**
     * A campaign that goes on.
     *
     * @param wasActive true if nothing had to be done
     */
    public record Resumed(Campaign campaign, boolean wasActive) {}

    public Resumed resume(CampaignId id) {
        var queue = queue(ledger.get(id));
        if (queue.isPresent() && queue.get().isStopping(id)) {
            throw new ProblemException(
                    ProblemCode.CAMPAIGN_STATE, "campaign %s is still stopping; try again in a moment".formatted(id));
        }
        var resumed = exclusively(queue, () -> resumeHere(id));
        queue.ifPresent(DeviceQueue::wake);
        return resumed;
    }

    private Resumed resumeHere(CampaignId id) {
        var before = ledger.get(id);
        if (before.state().canResume()) {
            execution.mismatch(before.spec()).ifPresent(reason -> {
                throw new ProblemException(
                        ProblemCode.CAMPAIGN_STATE, "campaign %s cannot be resumed: %s".formatted(id, reason));
            });
        }
        return new Resumed(
                ledger.resume(id),
                before.state() != CampaignState.PENDING && before.state().isActive());
    }

    private CreatedOnce createOnce(String key, CampaignRequest request, CampaignSpec spec) {
        try {
            return keys.createOnce(key, digest(request), spec);
        } catch (IdempotencyKeyReusedException e) {
            throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED, String.valueOf(e.getMessage()));
        }
    }

    private Optional<DeviceQueue> queue(Campaign campaign) {
        return execution.queue(campaign.spec().deviceClass());
    }

    private static <T> T exclusively(Optional<DeviceQueue> queue, Supplier<T> work) {
        return queue.isPresent() ? queue.get().exclusively(work) : work.get();
    }

    /** Of what the request says, so blanks and the order of fields do not matter. */
    private static String digest(CampaignRequest request) {
        try {
            var bytes = request.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
