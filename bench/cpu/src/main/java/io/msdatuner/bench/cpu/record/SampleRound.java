package io.msdatuner.bench.cpu.record;

/** What is added to a sample, one after the other, each for all shapes before the next. */
enum SampleRound {
    /** What would be tried anyway, and a random sample, the same for all shapes. */
    COMMON,
    /** The fastest of every shape, for all shapes. */
    WINNERS,
    /** The fastest few of a shape and the fastest of each other one, once more, all at once. */
    FINALS
}
