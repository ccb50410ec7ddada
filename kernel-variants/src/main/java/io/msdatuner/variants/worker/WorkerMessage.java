package io.msdatuner.variants.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MeasurementPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What parent and worker say to each other; docs/worker-protocol.md tells the order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = WorkerMessage.Measure.class, name = "measure"),
    @JsonSubTypes.Type(value = WorkerMessage.Entered.class, name = "entered"),
    @JsonSubTypes.Type(value = WorkerMessage.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = WorkerMessage.Fault.class, name = "fault"),
    @JsonSubTypes.Type(value = WorkerMessage.Trouble.class, name = "trouble")
})
sealed interface WorkerMessage {
    /** Both halves come from one installation, so any other version is refused. */
    int PROTOCOL = 3;

    /** Worker to parent, once, when it is ready. */
    record Hello(int protocol, long pid) implements WorkerMessage {}

    /**
     * Parent to worker: verify these variants, and time those that pass unless the policy is absent.
     *
     * @param incumbentNs the best median so far: a variant that is clearly slower is stopped early
     */
    record Measure(
            Kernel kernel,
            ProblemSource problem,
            List<Load> variants,
            @Nullable MeasurementPolicy policy,
            @Nullable Double incumbentNs)
            implements WorkerMessage {}

    /**
     * One artifact and how to launch it.
     *
     * @param launch launch-time parameters by name
     * @param declares what its construction promises
     */
    record Load(String artifact, Map<String, Long> launch, Determinism declares) {}

    /** Worker to parent: it enters a stage with a variant; the deadline starts anew. */
    record Entered(Stage stage, int variant) implements WorkerMessage {}

    /** Worker to parent: one ending for each variant of the request, in order. */
    record Ended(List<Ending> endings) implements WorkerMessage {}

    /**
     * Worker to parent, its last words: the device failed, under the variant at work if there is one.
     *
     * @param how the error in words
     * @param evidence what the device's runtime said of it
     * @param late true if something did not end in time
     */
    record Fault(String how, String evidence, boolean late) implements WorkerMessage {}

    /**
     * Worker to parent: it cannot work at all, for a reason that is no variant's.
     *
     * @param shortage true if it lacks memory, so that another worker may be able to
     */
    record Trouble(String reason, boolean shortage) implements WorkerMessage {}

    /** The stages of a request, each with a deadline of its own. */
    enum Stage {
        STARTING,
        PREPARING,
        WAITING,
        LOADING,
        VERIFYING,
        TIMING
    }
}
