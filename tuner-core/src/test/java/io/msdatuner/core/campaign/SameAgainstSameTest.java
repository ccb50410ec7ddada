package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.testkit.Spaces;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two candidates that are equally fast, compared in interleaved blocks on a machine whose noise lasts as long as a block. */
class SameAgainstSameTest {
    private static final Candidate ONE = Candidate.tuned(Spaces.configuration("tile", 1));
    private static final Candidate OTHER = Candidate.tuned(Spaces.configuration("tile", 2));
    private static final int SAMPLES_PER_BLOCK = 40;
    private static final int COMPARISONS = 1_000;
    /** Of intervals of 95 %. */
    private static final double NOMINAL = 0.05;
    /** The probability that a test of the nominal rate fails. */
    private static final double FALSE_ALARM = 1e-3;

    /** Seed 3, so that it never fails by chance. */
    @ParameterizedTest(name = "noise {0}")
    @CsvSource({"0.005", "0.03", "0.10"})
    void areFoundToDifferNoMoreOftenThanIsNominal(double noise) {
        var machine = new NoisyMachine(Map.of(ONE, 1e6, OTHER, 1e6), noise, SAMPLES_PER_BLOCK, new Random(3));
        var most = new BinomialDistribution(COMPARISONS, NOMINAL).inverseCumulativeProbability(1 - FALSE_ALARM);

        assertThat(differences(machine, MeasurementPolicy.deciding())).isLessThanOrEqualTo(most);
        assertThat(differences(machine, MeasurementPolicy.search())).isLessThanOrEqualTo(most);
    }

    private static int differences(NoisyMachine machine, MeasurementPolicy policy) {
        var differences = 0;
        for (var i = 0; i < COMPARISONS; i++) {
            var trials = machine.of(List.of(ONE, OTHER), policy);
            var one = trials.get(0).median().orElseThrow();
            var other = trials.get(1).median().orElseThrow();
            differences += one.clearlyFasterThan(other) || other.clearlyFasterThan(one) ? 1 : 0;
        }
        return differences;
    }
}
