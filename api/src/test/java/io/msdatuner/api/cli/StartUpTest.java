package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which classes a process of the command line loads. */
final class StartUpTest {
    @TempDir
    Path folder;

    @Test
    void loadsNothingOfSpringWhileItTalksToAServiceElsewhere() throws Exception {
        try (var service = new FakeService()) {
            var loaded = classesLoadedBy("tune", "--url", service.url().toString());

            assertThat(loaded).contains(CampaignReport.class.getName());
            assertThat(loaded).doesNotContain("org.springframework").doesNotContain("org.hibernate");
        }
    }

    private String classesLoadedBy(String... arguments) throws Exception {
        var log = folder.resolve("classes");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xlog:class+load:file=" + log, TunerCommand.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
        return Files.readString(log);
    }
}
