package io.msdatuner.api.best;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of an answer.
 *
 * @param digest of the bytes, 32 hexadecimal digits: as an entity tag it is strong and changes exactly when they do
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Answer(byte[] body, String digest) {

    private static final int DIGEST_BYTES = 16;

    public static Answer of(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return new Answer(body, HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public String tag() {
        return '"' + digest + '"';
    }
}
