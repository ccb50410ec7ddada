package io.msdatuner.core.campaign;

import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.testkit.SettableClock;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A device beside whose work something else comes and goes: for spells of about a third of a second it makes launches up to
 * twice as long, one launch in a hundred takes ten times as long, and all drift together. Takes time of a clock, and tells how
 * much. Stops losers as a worker does.
 */
final class NoisyRunner implements VariantRunner {
    private static final double JITTER = 0.01;
    private static final double LOADED = 0.3;
    private static final double SPELL_NS = 300e6;
    private static final double OUTLIERS = 0.01;
    private static final double DRIFT = 0.01;
    private static final double MOST_DRIFT = 0.2;
    private static final double CLEARLY_SLOWER = 1.5;
    private static final int SAMPLES_PER_BLOCK = 10;

    private final ToDoubleFunction<Candidate> timeNs;
    private final SettableClock clock;
    private final Random random;
    private double drift;
    private double load = 1;
    private double spellLeftNs;
    private double deviceNs;

    NoisyRunner(ToDoubleFunction<Candidate> timeNs, SettableClock clock, Random random) {
        this.timeNs = timeNs;
        this.clock = clock;
        this.random = random;
    }

    /** So many launches, one after the other, each as long as the rest of its block. */
    long[] block(Candidate candidate, long lengthNs) {
        var samples = new long[SAMPLES_PER_BLOCK];
        for (var i = 0; i < samples.length; i++) {
            pass(lengthNs / (double) samples.length);
            var outlier = random.nextDouble() < OUTLIERS ? 10 : 1;
            var jitter = Math.exp(JITTER * random.nextGaussian());
            samples[i] = Math.round(timeNs.applyAsDouble(candidate) * jitter * outlier * load * Math.exp(drift));
        }
        return samples;
    }

    private void pass(double ns) {
        deviceNs += ns;
        clock.advance(Duration.ofNanos((long) ns));
        drift = Math.max(-MOST_DRIFT, Math.min(MOST_DRIFT, drift + DRIFT * random.nextGaussian()));
        spellLeftNs -= ns;
        if (spellLeftNs < 0) {
            load = random.nextDouble() < LOADED ? 1 + random.nextDouble() : 1;
            spellLeftNs = -Math.log(1 - random.nextDouble()) * SPELL_NS;
        }
    }

    double deviceNs() {
        return deviceNs;
    }

    @Override
    public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs) {
        var candidate = variant.variant().candidate();
        var warmUp = block(candidate, policy.warmUp().toNanos());
        var limit = CLEARLY_SLOWER * incumbentNs.orElse(Double.POSITIVE_INFINITY);
        if (Arrays.stream(warmUp).min().orElseThrow() > limit) {
            return measured(warmUp, 1, true, policy);
        }
        return compare(List.of(candidate), policy, false).get(0);
    }

    @Override
    public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) {
        return compare(
                variants.stream().map(variant -> variant.variant().candidate()).toList(), policy, true);
    }

    private List<Outcome> compare(List<Candidate> candidates, MeasurementPolicy policy, boolean warmUp) {
        if (warmUp) {
            candidates.forEach(candidate -> block(candidate, policy.warmUp().toNanos()));
        }
        var samples = new long[candidates.size()][policy.blocks() * SAMPLES_PER_BLOCK];
        for (var block = 0; block < policy.blocks(); block++) {
            for (var i = 0; i < samples.length; i++) {
                var taken = block(candidates.get(i), policy.blockTime().toNanos());
                System.arraycopy(taken, 0, samples[i], block * SAMPLES_PER_BLOCK, SAMPLES_PER_BLOCK);
            }
        }
        var outcomes = new ArrayList<Outcome>();
        for (var taken : samples) {
            outcomes.add(measured(taken, policy.blocks(), false, policy));
        }
        return outcomes;
    }

    private static Outcome measured(long[] samples, int blocks, boolean stoppedEarly, MeasurementPolicy policy) {
        return new Outcome.Measured(
                Outcomes.passing(Determinism.BITWISE_REPEATABLE),
                new Measurement(samples, blocks, stoppedEarly, true, policy));
    }

    @Override
    public void close() {}
}
