package io.msdatuner.variants.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over parts in order; lengths are mixed in, so that parts cannot run into each other. */
public final class Digests {
    private static final int LENGTH = 32;
    private final MessageDigest digest;

    public Digests() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public Digests add(byte[] part) {
        digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(part);
        return this;
    }

    public Digests add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    /** {@value #LENGTH} hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    }
}
