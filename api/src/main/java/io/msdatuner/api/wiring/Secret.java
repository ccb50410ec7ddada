package io.msdatuner.api.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** A random secret of a data directory, made when it is first needed and readable by its owner alone. */
final class Secret {

    private static final int BYTES = 32;

    private Secret() {}

    /** @param name of its file */
    static byte[] in(Path dataDirectory, String name) {
        var file = dataDirectory.resolve(name);
        try {
            if (!Files.exists(file) || Files.size(file) != BYTES) {
                create(file);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ServiceStartException("the file %s cannot be used (%s)".formatted(file, e), e);
        }
    }

    private static void create(Path file) throws IOException {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(file.getParent(), "secret", ".new", ownerOnly);
        Files.write(draft, secret);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
