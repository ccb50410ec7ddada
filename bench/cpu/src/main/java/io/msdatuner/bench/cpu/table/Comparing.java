package io.msdatuner.bench.cpu.table;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Kernel;

/** A part that compares one kernel on one shape at a time. */
interface Comparing {
    /**
     * Finds the comparison, unless it is known already.
     *
     * @throws BenchTroubleException if it cannot be made here
     * @throws TimeIsUpException if the call's time is over before
     */
    void compare(Case workload, Kernel kernel, Rig rig) throws InterruptedException;
}
