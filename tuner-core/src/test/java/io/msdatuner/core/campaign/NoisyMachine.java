package io.msdatuner.core.campaign;

import io.msdatuner.core.testkit.Outcomes;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A machine on which every block is off by some noise of its own, one in ten is hit by something else and takes up to half
 * as long again, and all drift together.
 */
final class NoisyMachine implements Challenge.Comparison {
    private static final int SAMPLES_PER_BLOCK = 3;
    private static final double DISTURBED = 0.1;
    private static final double DRIFT = 0.02;

    private final Map<Candidate, Double> medianNs;
    private final double noise;
    private final int samplesPerBlock;
    private final Random random;
    private double speed = 1;

    /** @param noise the standard deviation of a block's logarithm */
    NoisyMachine(Map<Candidate, Double> medianNs, double noise, Random random) {
        this(medianNs, noise, SAMPLES_PER_BLOCK, random);
    }

    NoisyMachine(Map<Candidate, Double> medianNs, double noise, int samplesPerBlock, Random random) {
        this.samplesPerBlock = samplesPerBlock;
        this.medianNs = medianNs;
        this.noise = noise;
        this.random = random;
    }

    @Override
    public List<Trial> of(List<Candidate> candidates, MeasurementPolicy policy) {
        var samples = new long[candidates.size()][policy.blocks() * samplesPerBlock];
        for (var block = 0; block < policy.blocks(); block++) {
            speed *= Math.exp(DRIFT * random.nextGaussian());
            for (var i = 0; i < candidates.size(); i++) {
                var factor = speed * Math.exp(noise * random.nextGaussian());
                if (random.nextDouble() < DISTURBED) {
                    factor *= 1 + random.nextDouble() / 2;
                }
                for (var sample = 0; sample < samplesPerBlock; sample++) {
                    samples[i][block * samplesPerBlock + sample] = Math.round(medianNs.get(candidates.get(i)) * factor);
                }
            }
        }
        var trials = new ArrayList<Trial>();
        for (var i = 0; i < candidates.size(); i++) {
            trials.add(trial(candidates.get(i), new Measurement(samples[i], policy.blocks(), false, true, policy)));
        }
        return trials;
    }

    private static Trial trial(Candidate candidate, Measurement measurement) {
        var outcome = new Outcome.Measured(Outcomes.passing(Determinism.BITWISE_REPEATABLE), measurement);
        return Trial.open(0, Purpose.CHALLENGE, candidate, Optional.empty(), Instant.EPOCH)
                .finish(Instant.EPOCH, outcome, Optional.of("artifact"));
    }

    @Override
    public void startAfresh() {}
}
