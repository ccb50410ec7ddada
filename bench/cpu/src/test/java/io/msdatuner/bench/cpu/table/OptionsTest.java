package io.msdatuner.bench.cpu.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.msdatuner.core.kernel.DType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void takesAllPartsAndShapesByDefault() {
        var options = Options.parse();

        assertThat(options.only()).containsExactly(Part.values());
        assertThat(options.amongAll()).hasSize(17).allMatch(one -> one.shape().dtype() == DType.FLOAT32);
    }

    @Test
    void takesWhatItIsGiven() {
        var options = Options.parse("--only=c,a", "--shapes=ddetr_enc,rtdetr_dec", "--budget=10s", "--for=2m");

        assertThat(options.only()).containsExactly(Part.A, Part.C);
        assertThat(options.among(RooflinePart.ENCODERS))
                .extracting(Case::workload)
                .containsExactly("ddetr_enc");
        assertThat(options.time()).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.command()).isEqualTo("bench/cpu/run --only=a,c --shapes=ddetr_enc,rtdetr_dec --budget=10s");
    }

    @Test
    void namesTheArgumentThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--fast=yes"))
                .withMessageContaining("--fast=yes");
    }
}
