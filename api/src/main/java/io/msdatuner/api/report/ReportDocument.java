package io.msdatuner.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.msdatuner.api.campaign.CampaignResource;
import io.msdatuner.api.set.CampaignSetResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report says. Fields are only ever added to a version of the schema.
 *
 * @param schema {@code msda-tuner-report/1}
 * @param title for example {@code campaign set 3}
 * @param measured by {@code hardware} or {@code simulated}
 * @param set what the report is about, with the time of a training step; left out if it is about one campaign
 * @param members its kernels and shapes in their order; one if the report is about a campaign
 */
record ReportDocument(
        String schema,
        String title,
        Instant generatedAt,
        String measured,
        EnvironmentResource environment,
        @JsonInclude(Include.NON_NULL) @Nullable CampaignSetResource set,
        List<MemberReport> members,
        List<CommandResource> commands) {

    static final String SCHEMA = "msda-tuner-report/1";

    boolean isSimulated() {
        return measured.equals("simulated");
    }

    /**
     * Where it was measured.
     *
     * @param device facts of the device by name; empty if it is of another host
     * @param toolchains compilers with their flags
     * @param sourceDigests of the kernels' sources, by kernel
     */
    record EnvironmentResource(
            String deviceClass,
            Map<String, String> device,
            List<String> toolchains,
            Map<String, String> sourceDigests) {}

    /**
     * A kernel and shape.
     *
     * @param launches in one training step; 1 if the report is about a campaign
     * @param campaigns that searched it, in their order
     * @param result the campaign whose finals decide; null before there is a campaign
     * @param curve the best time so far where it changed, over the search trials of these campaigns, and where it ends
     */
    record MemberReport(
            String kernel,
            String shape,
            int launches,
            List<Long> campaigns,
            @Nullable CampaignResource result,
            List<CurvePoint> curve) {}

    /** @param trial from 1, of those that ran to their end */
    record CurvePoint(int trial, double bestNs) {}

    /** @param what it does, in words */
    record CommandResource(String what, String command) {}
}
