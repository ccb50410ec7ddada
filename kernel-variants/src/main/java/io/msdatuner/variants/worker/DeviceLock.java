package io.msdatuner.variants.worker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * At most one measurement at a time on a device of this host, whatever process, data directory or user it belongs to: a
 * lock on a file in the host's temporary folder. The worker itself holds it, so that a worker that outlives its parent
 * keeps others away until it is dead, and the system releases it at that moment.
 */
final class DeviceLock implements AutoCloseable {
    private final FileChannel channel;

    private DeviceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until the device is free. */
    static DeviceLock acquire(String deviceId) throws IOException {
        var folder = Path.of(System.getProperty("java.io.tmpdir"), "msda-tuner-locks");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            allow(folder, "rwxrwxrwx");
        }
        var file = folder.resolve(deviceId + ".lock");
        if (!Files.exists(file)) {
            Files.write(file, new byte[0], StandardOpenOption.CREATE);
            allow(file, "rw-rw-rw-");
        }
        var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.lock();
        return new DeviceLock(channel);
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    @Override
    public void close() throws IOException {
        channel.close(); // and with it the lock
    }
}
