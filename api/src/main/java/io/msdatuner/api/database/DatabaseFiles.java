package io.msdatuner.api.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.UUID;

/** Where the embedded PostgreSQL of one data directory keeps its files. */
record DatabaseFiles(Path home) {

    /** Makes {@code <dataDirectory>/postgres}, for this user only. */
    static DatabaseFiles in(Path dataDirectory) {
        var home = dataDirectory.toAbsolutePath().resolve("postgres");
        try {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            var files = new DatabaseFiles(home.toRealPath());
            Files.createDirectories(files.log().getParent());
            return files;
        } catch (IOException e) {
            throw EmbeddedDatabaseException.files("making the database directory " + home, e);
        }
    }

    Path data() {
        return home.resolve("data");
    }

    Path binaries(String version) {
        return home.resolve("bin-" + version);
    }

    Path log() {
        return home.resolve("log").resolve("postgres.log");
    }

    Path postmasterPid() {
        return data().resolve("postmaster.pid");
    }

    /** The superuser's password; beside the data that it opens, so that one rename publishes both. */
    Path password() {
        return data().resolve("msda-tuner.password");
    }

    /** The port of the last start. */
    Path port() {
        return home.resolve("port");
    }

    /** A new directory of a random name below {@code home}, for {@code name} until it is complete. */
    Path temporary(String name) throws IOException {
        var path = home.resolve(name + ".new-" + UUID.randomUUID());
        return Files.createDirectory(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Gives a directory whose content is on disk its name; after a power loss it is complete or has no name. */
    void publish(Path temporary, Path target) throws IOException {
        force(temporary);
        Files.move(temporary, target);
        force(home);
    }

    /** Puts a file, or a directory's list of names, on disk. */
    static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes what a killed process left unpublished. */
    void removeTemporaries() {
        removeMatching("*.new-*");
    }

    /** Removes what matches, as far as it can be removed: left-overs only cost space. */
    void removeMatching(String glob) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(home, glob)) {
            found.forEach(DatabaseFiles::removeTree);
        } catch (IOException e) {
            throw EmbeddedDatabaseException.files("reading " + home, e);
        }
    }

    private static void removeTree(Path tree) {
        try (var paths = Files.walk(tree)) {
            for (var path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(DatabaseFiles.class.getName())
                    .log(System.Logger.Level.WARNING, "left-over {0} could not be removed: {1}", tree, e);
        }
    }
}
