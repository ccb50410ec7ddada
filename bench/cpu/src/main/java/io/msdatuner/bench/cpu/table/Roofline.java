package io.msdatuner.bench.cpu.table;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;

/**
 * A lower bound in ns for a launch whose windows come from the L2 cache: every point gathers four pixels (the backward also
 * adds to four), and every tensor passes once between memory and core. The two are added, because a core that gathers at
 * the L2 cache's rate has no room left for the stream. Only an algorithm whose windows stay in the L1 cache or registers
 * could go below.
 */
record Roofline(Machine machine) {
    private static final int CORNERS = 4;
    private static final int PROBED_CHANNELS = 32;
    /** Two coordinates and a weight. */
    private static final int NUMBERS_OF_A_POINT = 3;

    double boundNs(Kernel kernel, Shape shape) {
        var pixels = CORNERS * shape.pointCount() * ((double) shape.channels() / PROBED_CHANNELS);
        var points = NUMBERS_OF_A_POINT * Float.BYTES * (double) shape.pointCount();
        var value = Float.BYTES * (double) shape.valueElements();
        var output = Float.BYTES * (double) shape.outputElements();
        return kernel == Kernel.MSDA_FORWARD
                ? pixels * machine.gatherNs() + streamNs(value + points, output)
                : pixels * (machine.gatherNs() + machine.scatterNs())
                        + streamNs(value + points + output, value + points);
    }

    private double streamNs(double read, double written) {
        return read * machine.readNsPerByte() + written * machine.writeNsPerByte();
    }
}
