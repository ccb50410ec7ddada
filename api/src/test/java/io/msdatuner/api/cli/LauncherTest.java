package io.msdatuner.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code tuner}, in a copy of the project's layout whose Java, Maven and compiler are small scripts. */
final class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "tuner").toAbsolutePath().normalize();
    private static final List<String> POSIX_TOOLS = List.of(
            "bash",
            "sh",
            "cat",
            "cksum",
            "dirname",
            "find",
            "flock",
            "id",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "sort",
            "stty",
            "tail",
            "touch");

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path root;
    private Path bin;
    private Path jdk;

    record Result(int code, String out, String err) {}

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectories(folder.resolve("a project"));
        bin = Files.createDirectories(folder.resolve("bin"));
        jdk = Files.createDirectories(folder.resolve("jdk 17"));
        Files.copy(SCRIPT, root.resolve("tuner"));
        Files.createDirectories(root.resolve("api/src/main"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        for (var tool : POSIX_TOOLS) {
            script(bin.resolve(tool), "exec " + find(tool) + " \"$@\"");
        }
        script(jdk.resolve("bin/java"), "printf '<%s>' \"$@\"; echo");
        script(jdk.resolve("bin/javac"), "exit 1");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
        maven("sleep 0.3; mkdir -p api/target/lib; touch api/target/msda-tuner.jar");
        script(bin.resolve("g++"), "exit 0");
    }

    @Test
    void buildsOnceAndSaysSo() throws Exception {
        assertThat(run("version").err()).isEqualTo("building msda-tuner (first run takes about a minute)...\n");
        var second = run("version");

        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains(
                        "<-cp><" + root.resolve("api/target/msda-tuner.jar") + ":" + root.resolve("api/target/lib/*>"))
                .endsWith("<io.msdatuner.api.cli.TunerCommand><version>\n");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void preparesFasterStartsOnceForEachBuildAndUsesThemFromThenOn() throws Exception {
        script(jdk.resolve("bin/java"), """
                printf '<%s>' "$@"; echo
                for argument in "$@"; do case $argument in -XX:ArchiveClassesAtExit=*) : >"${argument#*=}";; esac; done""");
        var first = run("serve");
        var second = run("serve");

        assertThat(first.err()).contains("preparing faster starts");
        assertThat(second.err()).isEmpty();
        for (var started : List.of(first, second, run("tune"))) {
            assertThat(started.out()).contains("<-XX:SharedArchiveFile=" + root.resolve("api/target/tuner-"));
        }
        assertThat(root.resolve("api/target")).isDirectoryNotContaining("glob:**.{new,scratch}");
        Files.writeString(root.resolve("pom.xml"), "<project>new</project>");
        assertThat(run("serve").err()).contains("building msda-tuner").contains("preparing faster starts");
    }

    @Test
    void servesAlsoIfFasterStartsCannotBePreparedAndTriesOnlyOnce() throws Exception {
        assertThat(run("serve").err()).contains("preparing faster starts");
        var result = run("serve");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .endsWith("<io.msdatuner.api.cli.TunerCommand><serve>\n")
                .doesNotContain("SharedArchiveFile");
    }

    @Test
    void putsWhatItIsToldBehindItsClassPath() throws Exception {
        environment.put("MSDA_TUNER_CLASS_PATH", "/more.jar");
        assertThat(run("version").out()).contains("api/target/lib/*:/more.jar>");
    }

    @Test
    void buildsAgainWhenASourceChangesOrGoes() throws Exception {
        var source = root.resolve("api/src/main/A B.java");
        run("version");
        Files.writeString(source, "class A {}");
        run("version");
        Files.delete(source);
        run("version");

        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void buildsOnceWhenSeveralStartAtTheSameTime() throws Exception {
        var processes = new ArrayList<Process>();
        for (var run = 0; run < 4; run++) {
            processes.add(start(List.of("version"), root.resolve("tuner"), folder.resolve("out" + run)));
        }
        for (var process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
        maven("echo 'cannot find symbol: Foo'; exit 1");

        var result = run("version");

        assertThat(result.code()).isEqualTo(ExitCode.TUNER_FAILED);
        assertThat(result.err()).contains("cannot find symbol: Foo").contains("tuner-build.log");
        assertThat(result.out()).isEmpty();
        run("version");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void namesAllThatIsMissingAndTheCommandsThatInstallIt() throws Exception {
        Files.delete(bin.resolve("g++"));
        Files.delete(bin.resolve("mvn"));
        script(bin.resolve("apt-get"), "exit 1");

        var result = run("tune");

        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
        assertThat(result.err())
                .contains("missing: a C++ compiler (no c++, g++ or clang++ in PATH)")
                .containsPattern("apt-get install -y g\\+\\+")
                .contains("missing: Maven (no mvn in PATH)")
                .containsPattern("apt-get install -y maven");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void namesDnfWhereThatInstalls() throws Exception {
        Files.delete(bin.resolve("java"));
        script(bin.resolve("dnf"), "exit 1");

        var result = run("version");

        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
        assertThat(result.err())
                .contains("missing: a JDK 17 or newer (no java in PATH, and JAVA_HOME is not set)")
                .contains("dnf install -y java-17-openjdk-devel");
    }

    @Test
    void refusesAnOlderJava() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

        var result = run("version");

        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
        assertThat(result.err()).contains("is older");
    }

    @Test
    void refusesARuntimeThatCannotCompile() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));

        assertThat(run("version").err()).contains("is a JRE, not a JDK");
    }

    @Test
    void needsACompilerOnlyForWhatCompilesHere() throws Exception {
        Files.delete(bin.resolve("g++"));

        assertThat(run("devices").code()).isZero();
        assertThat(run("tune", "--url", "http://host").code()).isZero();
        assertThat(run("tune", "--help").code()).isZero();
        assertThat(run("resume", "1").code()).isEqualTo(ExitCode.MISSING);
    }

    @Test
    void runsThroughALinkFromAnotherFolder() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("tuner-link"), Path.of("a project", "tuner"));

        assertThat(finish(start(List.of("best", "--shape", "B=1 Q=2"), link, folder.resolve("linked")), "linked")
                        .out())
                .endsWith("<best><--shape><B=1 Q=2>\n");
    }

    private Result run(String... arguments) throws Exception {
        return finish(start(List.of(arguments), root.resolve("tuner"), folder.resolve("run")), "run");
    }

    private Process start(List<String> arguments, Path tuner, Path output) throws IOException {
        var command = new ArrayList<>(List.of("bash", tuner.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(Path.of(output + ".err").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Result finish(Process process, String output) throws Exception {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(
                process.exitValue(),
                Files.readString(folder.resolve(output)),
                Files.readString(folder.resolve(output + ".err")));
    }

    private void maven(String body) throws IOException {
        script(bin.resolve("mvn"), "echo built >>'" + folder.resolve("builds") + "'\n" + body);
    }

    private long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private static void script(Path path, String body) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + body + "\n");
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }

    private static Path find(String tool) {
        for (var directory : List.of("/usr/bin", "/bin")) {
            if (Files.isExecutable(Path.of(directory, tool))) {
                return Path.of(directory, tool);
            }
        }
        throw new AssertionError("this host has no " + tool);
    }
}
