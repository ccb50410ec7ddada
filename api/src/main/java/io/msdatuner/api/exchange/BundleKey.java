package io.msdatuner.api.exchange;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs bundles and checks them: HMAC with SHA-256 (RFC 2104), because clients have nothing but their standard library.
 * Whoever has the key can sign too.
 */
public final class BundleKey {

    static final String ALGORITHM = "HMAC-SHA256";
    private static final String JAVA_NAME = "HmacSHA256";
    private static final int ID_DIGITS = 16;

    private final SecretKeySpec key;

    /** @param secret at least 32 bytes that nobody can guess */
    public BundleKey(byte[] secret) {
        this.key = new SecretKeySpec(secret, JAVA_NAME);
    }

    /** Tells keys apart and says nothing of them. */
    String id() {
        return sign("msda-tuner bundle key").substring(0, ID_DIGITS);
    }

    String sign(String payload) {
        try {
            var mac = Mac.getInstance(JAVA_NAME);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + JAVA_NAME, e);
        }
    }

    /** Takes as long for a wrong signature as for the right one. */
    boolean accepts(String payload, String signature) {
        return MessageDigest.isEqual(
                sign(payload).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }
}
