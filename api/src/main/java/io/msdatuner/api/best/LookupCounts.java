package io.msdatuner.api.best;

import io.msdatuner.core.kernel.Kernel;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Counts answers while thousands of ranks ask: nothing is allocated, and threads do not wait for each other. */
@Component
class LookupCounts {

    private static final int KERNELS = Kernel.values().length;
    private static final int MATCHES = Match.values().length;

    private final LongAdder[] answered =
            Stream.generate(LongAdder::new).limit((long) KERNELS * MATCHES).toArray(LongAdder[]::new);
    private final LongAdder refused = new LongAdder();

    void answered(Kernel kernel, Match match) {
        answered[index(kernel, match)].increment();
    }

    /** One that could not be read. */
    void refused() {
        refused.increment();
    }

    long answers(Kernel kernel, Match match) {
        return answered[index(kernel, match)].sum();
    }

    long refusals() {
        return refused.sum();
    }

    private static int index(Kernel kernel, Match match) {
        return kernel.ordinal() * MATCHES + match.ordinal();
    }
}
