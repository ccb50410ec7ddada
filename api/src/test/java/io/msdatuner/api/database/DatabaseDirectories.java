package io.msdatuner.api.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives a test its data directories and JVMs, and afterwards ends what they left, by their own ids. */
final class DatabaseDirectories implements AfterEachCallback {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 512L << 20;

    private static Path unpacked;

    private final List<Path> directories = new ArrayList<>();
    private final List<OpeningJvm> jvms = new ArrayList<>();
    private final List<Process> others = new ArrayList<>();

    /** An empty directory on disk. */
    Path empty() throws IOException {
        return remember(Files.createTempDirectory("msda-tuner-database"));
    }

    /** A directory without a database, but with the binaries of all tests, so that each need not unpack them. */
    Path prepared() throws IOException {
        return prepare(hasMemory() ? remember(Files.createTempDirectory(MEMORY, "msda-tuner-database")) : empty());
    }

    /** In memory the many small fsync calls cost nothing. Containers often have too little of it. */
    private static boolean hasMemory() throws IOException {
        return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH_BYTES;
    }

    private Path remember(Path directory) {
        directories.add(directory);
        return directory;
    }

    Path prepare(Path directory) throws IOException {
        var files = DatabaseFiles.in(directory);
        Files.createSymbolicLink(files.binaries(PostgresBinaries.VERSION), unpacked());
        return directory;
    }

    OpeningJvm jvm(Path directory) throws IOException {
        return jvm(directory, System.getProperty("java.class.path"));
    }

    OpeningJvm jvm(Path directory, String classPath, String... prefix) throws IOException {
        var jvm = OpeningJvm.start(List.of(prefix), classPath, directory);
        jvms.add(jvm);
        return jvm;
    }

    /** A process that has nothing to do with PostgreSQL. */
    Process start(String... command) throws IOException {
        var process = new ProcessBuilder(command).start();
        others.add(process);
        return process;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (var jvm : jvms) {
            jvm.kill();
        }
        others.forEach(Process::destroyForcibly);
        for (var directory : directories) {
            endServer(directory);
            removeTree(directory);
        }
    }

    private static void endServer(Path directory) throws InterruptedException {
        var data = directory.resolve("postgres").resolve("data");
        if (!Files.isDirectory(data)) {
            return;
        }
        var processes = ServerProcesses.of(data);
        while (!processes.postmasters().isEmpty() || !processes.children().isEmpty()) {
            processes.postmasters().forEach(DatabaseDirectories::kill);
            processes.children().forEach(DatabaseDirectories::kill);
            Thread.sleep(20);
        }
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static synchronized Path unpacked() throws IOException {
        if (unpacked == null) {
            var home = Files.createTempDirectory("msda-tuner-binaries");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> removeTree(home)));
            unpacked = PostgresBinaries.unpacked(DatabaseFiles.in(home)).directory();
            // Other users must be able to run them too.
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (var path : List.of(unpacked, unpacked.getParent())) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return unpacked;
    }

    private static void removeTree(Path tree) {
        try (var paths = Files.walk(tree)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
