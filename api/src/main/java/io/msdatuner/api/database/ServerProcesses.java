package io.msdatuner.api.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The processes of one data directory's PostgreSQL. Each carries the cluster name in its command line, which every
 * user may read: the postmaster as an argument, its children in the title that they give themselves. The name is made
 * of the device and inode numbers of the data directory, so a reused pid, another data directory, or a container with
 * the same path never matches. A zombie has no command line and counts as gone.
 */
record ServerProcesses(String clusterName) {

    static ServerProcesses of(Path data) {
        try {
            long device = (long) Files.getAttribute(data, "unix:dev");
            long inode = (long) Files.getAttribute(data, "unix:ino");
            return new ServerProcesses("msda-tuner-" + Long.toHexString(device) + "-" + Long.toHexString(inode));
        } catch (IOException e) {
            throw EmbeddedDatabaseException.files("reading " + data, e);
        }
    }

    boolean isPostmaster(long pid) {
        var words = List.of(commandLine(pid).split("\0"));
        return words.get(0).endsWith("/postgres") && words.contains("cluster_name=" + clusterName);
    }

    boolean isChild(long pid) {
        return commandLine(pid).startsWith("postgres: " + clusterName + ": ");
    }

    List<Long> postmasters() {
        return all(this::isPostmaster);
    }

    List<Long> children() {
        return all(this::isChild);
    }

    private static List<Long> all(LongPredicate condition) {
        var found = new ArrayList<Long>();
        try (var directories = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var directory : directories) {
                long pid = Long.parseLong(directory.getFileName().toString());
                if (condition.test(pid)) {
                    found.add(pid);
                }
            }
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("/proc cannot be read (" + e + "); mount it, or use --database-url", e);
        }
        return found;
    }

    /** Empty when the process is gone or a zombie. */
    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
