package io.msdatuner.core.testkit;

/** What can go wrong with a device and its host through no fault of the variant at hand. */
public enum Mishap {
    /** Somebody, for example the system when it lacks memory, kills the worker. */
    WORKER_KILLED,
    /** The host stalls for longer than a launch may take. */
    HOST_STALLED,
    /** Memory for a launch is short for a moment. */
    LAUNCH_WITHOUT_MEMORY,
    /** A variant that works breaks the process for those after it: their results are wrong until there is a new one. */
    PROCESS_POISONED,
    /** The same of the device: workers die on it until it is reset. */
    DEVICE_POISONED,
    /** A device that a reset helps only after a while. */
    DEVICE_SICK,
    /** No worker can work for a while. */
    HOST_WITHOUT_MEMORY,
    /** Nothing can be built for a while. */
    DISK_FULL,
    /** The clock on the wall is set an hour forward or back. */
    CLOCK_STEP
}
