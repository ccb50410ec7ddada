package io.msdatuner.core.testkit;

import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A builder that meets a {@linkplain Mishap#DISK_FULL full disk} in a share of its builds, by seed, and then some more times. */
public final class ChaoticBuilder implements VariantBuilder {
    private static final int MOST_IN_A_ROW = 5;

    private final VariantBuilder builder;
    private final double rate;
    private final SplittableRandom random;
    private final AtomicInteger mishaps = new AtomicInteger();
    private int still;

    public ChaoticBuilder(VariantBuilder builder, double rate, long seed) {
        this.builder = builder;
        this.rate = rate;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public synchronized BuildResult build(Variant variant) throws InterruptedException {
        if (still == 0 && random.nextDouble() < rate) {
            mishaps.incrementAndGet();
            still = 1 + random.nextInt(MOST_IN_A_ROW);
        }
        if (still > 0) {
            still--;
            throw new ShortageException("no space left on device");
        }
        return builder.build(variant);
    }

    /** How often the disk was full. */
    public int mishaps() {
        return mishaps.get();
    }
}
