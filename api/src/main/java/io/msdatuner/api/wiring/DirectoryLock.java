package io.msdatuner.api.wiring;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Makes sure that one service at a time uses a data directory; the system releases it when its process ends. */
final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws ServiceAlreadyRunningException if another service has it */
    static DirectoryLock acquire(Path dataDirectory) {
        try {
            Files.createDirectories(dataDirectory);
            var channel = FileChannel.open(
                    dataDirectory.resolve("service.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                var url = ServiceFile.in(dataDirectory).url();
                throw new ServiceAlreadyRunningException(dataDirectory, url);
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new ServiceStartException(
                    "the data directory %s cannot be used (%s); choose another one, or make it writable"
                            .formatted(dataDirectory, e),
                    e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock()).isPresent();
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
