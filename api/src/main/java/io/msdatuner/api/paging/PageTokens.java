package io.msdatuner.api.paging;

import io.msdatuner.core.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads page tokens. A token is the position of the last item of a page, authenticated together with the name of
 * its listing (HMAC-SHA-256, RFC 2104, cut to 16 bytes as section 5 allows), so a token that was made up, changed or taken
 * from another listing is refused. It hides nothing and needs no memory.
 */
public final class PageTokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final int LENGTH = Long.BYTES + MAC_BYTES;

    private final SecretKeySpec key;

    public PageTokens(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** @param listing names the listing with its filters */
    public String issue(String listing, long position) {
        var token = ByteBuffer.allocate(LENGTH).putLong(position).put(authenticate(listing, position));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * The position in a token; empty if there is none, so that the listing begins.
     *
     * @throws InvalidValueException if this listing never issued it
     */
    public OptionalLong read(String listing, @Nullable String token) {
        if (token == null || token.isEmpty()) {
            return OptionalLong.empty();
        }
        var bytes = decode(token);
        if (bytes.length == LENGTH) {
            var position = ByteBuffer.wrap(bytes).getLong();
            var mac = Arrays.copyOfRange(bytes, Long.BYTES, LENGTH);
            if (MessageDigest.isEqual(mac, authenticate(listing, position)) && token.equals(issue(listing, position))) {
                return OptionalLong.of(position);
            }
        }
        throw new InvalidValueException("pageToken", token, "the nextPageToken of a page of this listing, unchanged");
    }

    private byte[] authenticate(String listing, long position) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(position).array());
            return Arrays.copyOf(mac.doFinal(listing.getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
