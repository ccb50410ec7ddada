package io.msdatuner.api.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.security.SecureRandom;

/** The choice of the server's port on 127.0.0.1. */
final class Port {

    /** Below the ports that Linux gives to outgoing connections (ip_local_port_range), which could take it meanwhile. */
    private static final int LOWEST = 15_000;

    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private Port() {}

    /** The last port if it must be kept or is free, else another free one. */
    static int choose(DatabaseFiles files, boolean keep) {
        int last = last(files);
        if (last != 0 && (keep || isFree(last))) {
            return last;
        }
        return new SecureRandom()
                .ints(ATTEMPTS, LOWEST, HIGHEST)
                .filter(Port::isFree)
                .findFirst()
                .orElseThrow(() -> new EmbeddedDatabaseException("no port between " + LOWEST + " and " + HIGHEST
                        + " is free on 127.0.0.1: end what uses them, or use --database-url"));
    }

    static void remember(DatabaseFiles files, int port) {
        try {
            Files.writeString(files.port(), port + "\n");
        } catch (IOException e) {
            throw EmbeddedDatabaseException.files("writing " + files.port(), e);
        }
    }

    /** Zero when there was none. */
    private static int last(DatabaseFiles files) {
        try {
            return Integer.parseInt(Files.readString(files.port()).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
