package io.msdatuner.api.campaign;

import java.util.function.BooleanSupplier;

/**
 * How a run learns that it is to end early.
 *
 * @param shield interrupts its thread
 * @param stopRequested between two trials
 * @param turnIsOver between two batches: stops the run so that another campaign can go on
 */
record RunControl(InterruptShield shield, BooleanSupplier stopRequested, BooleanSupplier turnIsOver) {}
