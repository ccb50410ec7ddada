package io.msdatuner.api.best;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one client takes it. What is encoded is another representation, so it has another strong entity tag (RFC
 * 9110, section 8.8.3.3).
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Representation(byte[] body, String tag, Optional<String> encoding) {

    private static final String GZIP = "gzip";
    private static final Optional<String> GZIPPED = Optional.of(GZIP);
    /** With a weight of zero a client says that it does not take it. */
    private static final Pattern ACCEPTS = Pattern.compile(
            "(^|,)\\s*gzip\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?\\s*(,|$)", Pattern.CASE_INSENSITIVE);

    static Representation plain(Answer answer) {
        return new Representation(answer.body(), answer.tag(), Optional.empty());
    }

    static Representation gzipped(Answer answer) {
        return new Representation(gzip(answer.body()), '"' + answer.digest() + "-gzip\"", GZIPPED);
    }

    /** @param accepted the header {@code Accept-Encoding}, if there is one */
    static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null
                && (accepted.equals(GZIP) || ACCEPTS.matcher(accepted).find());
    }

    private static byte[] gzip(byte[] body) {
        var compressed = new ByteArrayOutputStream(body.length / 2);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return compressed.toByteArray();
    }
}
