package io.msdatuner.variants.worker;

import io.msdatuner.core.run.Variant;
import io.msdatuner.core.trial.Determinism;
import java.util.Map;

/** What a backend knows of launching a variant. */
public interface LaunchPlan {
    /** Launch-time parameters by the names that the artifact gives them. */
    Map<String, Long> launch(Variant variant);

    /** What the variant's construction promises. */
    Determinism declares(Variant variant);

    /** How many times longer than on hardware a launch may take before it counts as hanging. */
    default double patience() {
        return 1;
    }
}
