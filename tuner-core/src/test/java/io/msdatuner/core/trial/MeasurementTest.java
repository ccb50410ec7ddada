package io.msdatuner.core.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.msdatuner.core.device.Provenance;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTest {
    private static final MeasurementPolicy POLICY = MeasurementPolicy.search();
    private static final Optional<ModelBand> BAND = Optional.of(new ModelBand(3, 8));

    @Test
    void keepsItsOwnCopyOfTheSamples() {
        var samples = new long[] {3, 1, 2};
        var measurement = new Measurement(samples, 3, false, true, POLICY);
        samples[0] = 99;
        measurement.samplesNs()[1] = 99;

        assertThat(measurement.samplesNs()).containsExactly(3, 1, 2);
        assertThat(measurement.median()).isEqualTo(MedianEstimate.of(1, 2, 3));
    }

    @Test
    void equalsByContent() {
        var measurement = new Measurement(new long[] {1, 2}, 1, false, true, POLICY);

        assertThat(measurement)
                .isEqualTo(new Measurement(new long[] {1, 2}, 1, false, true, POLICY))
                .hasSameHashCodeAs(new Measurement(new long[] {1, 2}, 1, false, true, POLICY))
                .isNotEqualTo(new Measurement(new long[] {2, 1}, 1, false, true, POLICY))
                .isNotEqualTo(new Measurement(new long[] {1, 2}, 2, false, true, POLICY))
                .isNotEqualTo(new Measurement(new long[] {1, 2}, 1, true, true, POLICY))
                .isNotEqualTo(new Measurement(new long[] {1, 2}, 1, false, false, POLICY))
                .isNotEqualTo(new Measurement(new long[] {1, 2}, 1, false, true, MeasurementPolicy.deciding()))
                .isNotEqualTo(new Measurement(new long[] {1, 2}, 1, false, true, POLICY, BAND))
                .isNotEqualTo("a measurement");
    }

    @Test
    void keepsItsMedianAndIntervalWithoutItsSamples() {
        var measurement = new Measurement(new long[] {40, 10, 30, 20, 60, 50, 70}, 1, true, true, POLICY, BAND);
        var pruned = measurement.withoutSamples();

        assertThat(pruned.samplesNs()).isEmpty();
        assertThat(pruned.median()).isEqualTo(measurement.median());
        assertThat(pruned.median().samples()).isEqualTo(7);
        assertThat(pruned.provenance()).isEqualTo(measurement.provenance());
        assertThat(measurement.timedNs()).isEqualTo(280);
        assertThat(pruned.timedNs()).isEqualTo(280);
        assertThat(pruned).isNotEqualTo(measurement).isEqualTo(measurement.withoutSamples());
        assertThat(pruned.withoutSamples()).isEqualTo(pruned);
    }

    @Test
    void hasEitherSamplesOrWhatWasEstimatedFromThem() {
        var estimate = Optional.of(MedianEstimate.of(1, 2, 3));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measurement(new long[0], 1, false, true, POLICY, BAND));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measurement(new long[] {1}, 1, false, true, POLICY, BAND, estimate));
    }

    @Test
    void givesItsMedianTheBandOfTheModel() {
        var simulated = new Measurement(new long[] {5}, 1, false, true, MeasurementPolicy.simulated(), BAND);

        assertThat(simulated.median().band()).isEqualTo(BAND);
        assertThat(new Measurement(new long[] {5}, 1, false, true, POLICY)
                        .median()
                        .band())
                .isEmpty();
    }

    @Test
    void isSimulatedIfAModelGaveItsTimes() {
        var cold = MeasurementPolicy.simulated().with(CachePolicy.COLD);

        assertThat(new Measurement(new long[] {5}, 1, false, true, POLICY, BAND).provenance())
                .isEqualTo(Provenance.SIMULATED);
        assertThat(new Measurement(new long[] {5}, 1, false, true, cold).provenance())
                .isEqualTo(Provenance.SIMULATED);
        assertThat(new Measurement(new long[] {5}, 1, false, true, POLICY).provenance())
                .isEqualTo(Provenance.HARDWARE);
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "2,1", "NaN,1", "1,Infinity"})
    void refusesWhatIsNoBand(double lowNs, double highNs) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelBand(lowNs, highNs));
    }

    @Test
    void refusesNoSamplesAndTimesThatRanBackwards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measurement(new long[0], 1, false, true, POLICY))
                .withMessageContaining("at least one sample");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measurement(new long[] {5, -1}, 1, false, true, POLICY))
                .withMessageContaining("-1 ns");
    }

    @Test
    void samplesASimulatedDeviceOnceAndARealOneOften() {
        assertThat(MeasurementPolicy.search(Provenance.SIMULATED)).isEqualTo(MeasurementPolicy.simulated());
        assertThat(MeasurementPolicy.deciding(Provenance.SIMULATED)).isEqualTo(MeasurementPolicy.simulated());
        assertThat(MeasurementPolicy.search(Provenance.HARDWARE)).isEqualTo(MeasurementPolicy.search());
        assertThat(MeasurementPolicy.deciding(Provenance.HARDWARE).blocks()).isGreaterThan(3);
        assertThat(MeasurementPolicy.simulated().with(CachePolicy.COLD).cache()).isEqualTo(CachePolicy.COLD);
    }

    @Test
    void refusesAPolicyThatTakesTooLittle() {
        var ms = Duration.ofMillis(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeasurementPolicy(CachePolicy.WARM, ms, 0, ms, 1, ms));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeasurementPolicy(CachePolicy.WARM, ms, 3, ms, 0, ms));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeasurementPolicy(CachePolicy.WARM, ms.negated(), 3, ms, 1, ms));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeasurementPolicy(CachePolicy.WARM, ms, 3, ms.negated(), 1, ms));
    }
}
