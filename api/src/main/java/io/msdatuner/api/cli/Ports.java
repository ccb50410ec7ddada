package io.msdatuner.api.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which ports of this host can be listened on. */
final class Ports {
    private Ports() {}

    /** {@code wanted}, or 0, which lets the system choose, if it is taken. */
    static int freePortNear(int wanted) {
        return isFree(ServiceRequest.LOOPBACK, wanted) ? wanted : 0;
    }

    static boolean isFree(String address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
