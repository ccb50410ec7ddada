package io.msdatuner.variants.worker;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the last bytes of a stream. */
final class TailBuffer {
    private final int limit;
    private byte[] bytes = new byte[0];

    TailBuffer(int limit) {
        this.limit = limit;
    }

    synchronized void append(byte[] more) {
        var joined = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, joined, bytes.length, more.length);
        bytes = joined.length <= limit ? joined : Arrays.copyOfRange(joined, joined.length - limit, joined.length);
    }

    @Override
    public synchronized String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
