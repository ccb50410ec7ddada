package io.msdatuner.variants.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.Measurement;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.TensorError;
import io.msdatuner.core.trial.Verification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FramesTest {
    private static final Verification VERIFICATION = new Verification(
            List.of(new TensorError("output", Double.POSITIVE_INFINITY, Double.NaN, 1e-4, 2e-5)),
            Determinism.ORDER_DEPENDENT,
            true);
    private static final List<WorkerMessage> MESSAGES = List.of(
            new WorkerMessage.Hello(1, 4711),
            new WorkerMessage.Measure(
                    Kernel.MSDA_BACKWARD,
                    new ProblemSource("B=1", null, null),
                    List.of(new WorkerMessage.Load("a.so", Map.of("threads", 2L), Determinism.BITWISE_REPEATABLE)),
                    MeasurementPolicy.deciding(),
                    1.5),
            new WorkerMessage.Entered(WorkerMessage.Stage.TIMING, 3),
            new WorkerMessage.Ended(List.of(
                    Ending.refused("no"),
                    Ending.verified(VERIFICATION),
                    Ending.verified(VERIFICATION)
                            .timed(new Measurement(new long[] {1, 2}, 1, false, true, MeasurementPolicy.search())))),
            new WorkerMessage.Fault("AscendCL error 507035", "aivec error", true),
            new WorkerMessage.Trouble("ünicode \u0000", true));

    @Test
    void carriesEveryMessageUnchanged() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var message : MESSAGES) {
            Frames.write(bytes, message);
        }
        var stream = new ByteArrayInputStream(bytes.toByteArray());
        for (var message : MESSAGES) {
            assertThat(Frames.read(stream)).contains(message);
        }
        assertThat(Frames.read(stream)).isEmpty();
    }

    @Test
    void refusesWhatIsNoMessage() throws IOException {
        var bytes = new ByteArrayOutputStream();
        Frames.write(bytes, MESSAGES.get(0));
        var whole = bytes.toByteArray();
        var cut = Arrays.copyOf(whole, whole.length - 1);
        assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(cut))).isInstanceOf(IOException.class);
        var noise = "Segmentation fault".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(noise)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no message of the worker protocol");
        var json = new byte[] {0, 0, 0, 2, '{', '}'};
        assertThatThrownBy(() -> Frames.read(new ByteArrayInputStream(json)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a message");
    }
}
