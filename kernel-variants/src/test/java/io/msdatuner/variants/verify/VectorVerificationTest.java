package io.msdatuner.variants.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.variants.cpu.CpuBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VectorVerificationTest {
    private static final Path VECTORS = Path.of("src", "test", "resources", "vectors");

    @TempDir
    Path dataDirectory;

    @TempDir
    Path folder;

    @Test
    void findsEverySubjectRightOnEveryVector() throws IOException, InterruptedException {
        var checks = run(VECTORS, Map.of());
        assertThat(checks)
                .extracting(VectorCheck::subject)
                .contains("reference", "grid-sample", "default", "variant", "variant float16", "variant bfloat16");
        assertThat(checks).extracting(VectorCheck::vector).contains("typical", "same-pixel", "one-pixel-level");
        assertThat(checks).allMatch(VectorCheck::passes);
    }

    @Test
    void findsBrokenVariantsOfEachKind() throws IOException, InterruptedException {
        takeVector("unaligned-c7");
        for (var fault : List.of("wrong", "crash", "compile")) {
            var checks = run(folder, Map.of("MSDA_TUNER_INJECT_FAULTS", fault + "=1"));
            assertThat(checks)
                    .filteredOn(check ->
                            check.subject().equals("variant") || check.subject().equals("default"))
                    .isNotEmpty()
                    .noneMatch(VectorCheck::passes);
            assertThat(checks)
                    .filteredOn(check -> check.subject().equals("grid-sample"))
                    .allMatch(VectorCheck::passes);
        }
    }

    @Test
    void noticesAnAnswerThatIsOff() throws IOException, InterruptedException {
        takeVector("c1");
        var data = folder.resolve("c1.f64");
        var bytes = Files.readAllBytes(data);
        bytes[bytes.length - 2] ^= 0x10; // the exponent of the last attention weight's gradient
        Files.write(data, bytes);
        assertThat(run(folder, Map.of()))
                .filteredOn(check -> check.subject().equals("reference"))
                .anyMatch(check -> !check.passes());
    }

    @Test
    void refusesAFolderWithoutVectorsAndDamagedOnes() throws IOException {
        assertThatThrownBy(() -> run(folder, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no reference vector");
        takeVector("c1");
        var data = folder.resolve("c1.f64");
        Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 80));
        assertThatThrownBy(() -> run(folder, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too early");
        Files.writeString(folder.resolve("c1.json"), "{\"B\": 0}");
        assertThatThrownBy(() -> run(folder, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("c1.json is no reference vector")
                .hasMessageContaining("shape.B");
    }

    private void takeVector(String name) throws IOException {
        for (var suffix : List.of(".json", ".f64")) {
            Files.copy(VECTORS.resolve(name + suffix), folder.resolve(name + suffix));
        }
    }

    private List<VectorCheck> run(Path vectors, Map<String, String> extra) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(extra);
        var checks = new ArrayList<VectorCheck>();
        var cpu = new CpuBackend(dataDirectory, environment);
        new VectorVerification(cpu, cpu.devices(), vectors, 2, 1).run(checks::add);
        return checks;
    }
}
