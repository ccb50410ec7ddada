package io.msdatuner.api.set;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to create a campaign set; null is what it left out.
 *
 * @param workloads names, whose shapes are tuned for the kernels; in the place of {@code members}
 * @param kernels of the workloads; forward and backward if left out
 * @param budget 30 s for each kernel and shape if left out, or until the deadline if there is one
 * @param deadline an instant, for example {@code 2026-01-31T18:00:00Z}
 */
record CampaignSetRequest(
        @Nullable List<MemberRequest> members,
        @Nullable List<String> workloads,
        @Nullable List<String> kernels,
        @Nullable String deviceClass,
        @Nullable String strategy,
        @Nullable Long seed,
        @Nullable String budget,
        @Nullable String deadline) {

    /** @param launches in one training step; 1 if left out */
    record MemberRequest(
            @Nullable String kernel,
            @Nullable String shape,
            @Nullable Integer launches) {}
}
