package io.msdatuner.api.artifact;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 of some bytes, as 64 hexadecimal digits. */
public record Checksum(String hex) {

    public static Checksum of(byte[] bytes) {
        try {
            return new Checksum(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** As a strong entity tag. */
    String tag() {
        return '"' + hex + '"';
    }

    /** As the header {@code Repr-Digest} (RFC 9530, section 3). */
    String reprDigest() {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)) + ":";
    }
}
