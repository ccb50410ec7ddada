package io.msdatuner.core.space;

/** When a parameter takes effect. */
public enum Stage {
    /** Changes the artifact. */
    COMPILE_TIME,
    /** Passed as an argument: no rebuild. */
    LAUNCH_TIME
}
