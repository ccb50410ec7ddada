package io.msdatuner.core.transfer;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.Purpose;

/**
 * What is kept of a measured trial of a tuned candidate.
 *
 * @param campaign in which it was measured
 * @param isDefault whether its candidate was the baseline {@code default}
 */
public record TrialTime(
        long campaign,
        Purpose purpose,
        boolean isDefault,
        Configuration configuration,
        double medianNs,
        Determinism determinism) {

    /** The same with an equal configuration. */
    public TrialTime with(Configuration equal) {
        return new TrialTime(campaign, purpose, isDefault, equal, medianNs, determinism);
    }
}
