package io.msdatuner.api.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked from the class path. A directory of the final name is always complete. */
record PostgresBinaries(Path directory) {

    static final String MAJOR_VERSION = "18";
    static final String VERSION = MAJOR_VERSION + ".4";

    private static final Duration SYNC_LIMIT = Duration.ofMinutes(2);

    static PostgresBinaries unpacked(DatabaseFiles files) {
        var binaries = new PostgresBinaries(files.binaries(VERSION));
        if (Files.isDirectory(binaries.directory)) {
            return binaries;
        }
        var archive = archiveFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        files.removeMatching("bin-*");
        try {
            var temporary = files.temporary("bin-" + VERSION);
            unpack(archive, temporary);
            new PostgresBinaries(temporary).checkThatTheyRun();
            // One call for a thousand files.
            Command.run(SYNC_LIMIT, "sync", "--file-system", temporary.toString());
            files.publish(temporary, binaries.directory);
        } catch (IOException e) {
            files.removeTemporaries();
            throw EmbeddedDatabaseException.files("unpacking PostgreSQL into " + binaries.directory, e);
        }
        return binaries;
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    static String archiveFor(String system, String architecture) {
        var supported = system.equals("Linux") ? architecture : "";
        return switch (supported) {
            case "amd64", "x86_64" -> "/postgres-linux-x86_64.txz";
            case "aarch64", "arm64" -> "/postgres-linux-arm_64.txz";
            default ->
                throw new EmbeddedDatabaseException("no embedded PostgreSQL for " + system + " on " + architecture
                        + " (only Linux on amd64 and arm64): use --database-url with a PostgreSQL " + MAJOR_VERSION);
        };
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (var resource = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (resource == null) {
                throw new EmbeddedDatabaseException("the PostgreSQL archive " + archive + " is not on the class path: "
                        + "reinstall, or use --database-url with a PostgreSQL " + MAJOR_VERSION);
            }
            var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource)));
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, target);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive has an entry outside of its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Says early when the C library is another one, or the file system forbids programs. */
    private void checkThatTheyRun() {
        var answer = Command.run(Command.LIMIT, program("postgres"), "--version");
        if (!answer.succeeded() || !answer.output().contains(" " + VERSION)) {
            throw new EmbeddedDatabaseException("the embedded PostgreSQL " + VERSION + " does not run here ("
                    + answer.output() + "): it needs glibc and a file system that allows programs; choose another "
                    + "--data-dir, or use --database-url with a PostgreSQL " + MAJOR_VERSION);
        }
    }
}
