package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A search through made-up times, once in a JVM and before its first campaign asks for anything: else the asks of that
 * campaign pay for the code that a JVM loads and compiles, and the device waits for them.
 */
final class Rehearsal {
    private static final int PARAMETERS = 8;
    private static final int SAMPLES = 64;
    private static final int STRIDE = 8;

    private Rehearsal() {}

    /** Returns when it has been held, by this call or another one. */
    static void once() {
        Held.hold();
    }

    /** Its class is initialised once, and whoever comes meanwhile waits. */
    private static final class Held {
        static {
            search(space());
        }

        private static void hold() {}
    }

    private static Space space() {
        var values = new Object[] {1, 2, 4, 8, 16, 32, 64, 128};
        return new Space(
                IntStream.range(0, PARAMETERS)
                        .mapToObj(p -> Parameter.launchTime("p" + p, values))
                        .toList(),
                List.of());
    }

    private static void search(Space space) {
        var random = new SplittableRandom(0);
        var outlook = new Outlook(Axis.View.PRODUCTS, 0);
        var committee = new Committee(space, 0, List.of(outlook), List.of());
        var samples = new ArrayList<Committee.Sample>();
        while (samples.size() < SAMPLES) {
            var index = random.nextLong(space.size());
            var positions = space.positionsAt(index);
            var time = positions[0] + positions[1] * positions[2] + random.nextDouble();
            samples.add(new Committee.Sample(index, positions, samples.size() % 8 == 7 ? Double.NaN : time, 0));
            if (samples.size() % STRIDE == 0) {
                committee.advise(samples, List.of(index));
            }
        }
    }
}
