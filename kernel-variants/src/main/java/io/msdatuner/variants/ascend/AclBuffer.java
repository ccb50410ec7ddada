package io.msdatuner.variants.ascend;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.msdatuner.core.kernel.DType;
import io.msdatuner.variants.ascend.Acl.Direction;
import io.msdatuner.variants.msda.StoredFloats;

/** Device memory. Copies go through host memory of a bounded size. */
final class AclBuffer implements AutoCloseable {
    private static final int STAGING_BYTES = 16 << 20;

    private final Acl acl;
    private final Pointer memory;
    private final long bytes;

    AclBuffer(AclDevice device, long bytes) {
        this.acl = device.acl();
        this.bytes = bytes;
        this.memory = acl.allocate(bytes);
    }

    static AclBuffer of(AclDevice device, float[] values) {
        var buffer = new AclBuffer(device, values.length * (long) Float.BYTES);
        buffer.inPieces(values.length, Float.BYTES, (staging, from, count) -> {
            staging.write(0, values, from, count);
            buffer.copy(staging, from * (long) Float.BYTES, count * (long) Float.BYTES, Direction.TO_DEVICE);
        });
        return buffer;
    }

    /** Elements as {@code dtype} stores them. */
    static AclBuffer of(AclDevice device, float[] values, DType dtype) {
        if (dtype == DType.FLOAT32) {
            return of(device, values);
        }
        var words = StoredFloats.narrowed(values, dtype);
        var buffer = new AclBuffer(device, words.length * (long) Short.BYTES);
        buffer.inPieces(words.length, Short.BYTES, (staging, from, count) -> {
            staging.write(0, words, from, count);
            buffer.copy(staging, from * (long) Short.BYTES, count * (long) Short.BYTES, Direction.TO_DEVICE);
        });
        return buffer;
    }

    static AclBuffer of(AclDevice device, Memory bytes) {
        var buffer = new AclBuffer(device, bytes.size());
        buffer.acl.copy(buffer.memory, bytes, bytes.size(), Direction.TO_DEVICE);
        return buffer;
    }

    long address() {
        return Pointer.nativeValue(memory);
    }

    long bytes() {
        return bytes;
    }

    Pointer pointer() {
        return memory;
    }

    void fill(int value) {
        acl.fill(memory, bytes, value);
    }

    /** All elements, which are stored as {@code dtype}. */
    float[] floats(DType dtype) {
        return dtype == DType.FLOAT32 ? floats() : StoredFloats.widened(words(), dtype);
    }

    float[] floats() {
        var values = new float[Math.toIntExact(bytes / Float.BYTES)];
        inPieces(values.length, Float.BYTES, (staging, from, count) -> {
            copy(staging, from * (long) Float.BYTES, count * (long) Float.BYTES, Direction.TO_HOST);
            staging.read(0, values, from, count);
        });
        return values;
    }

    private short[] words() {
        var words = new short[Math.toIntExact(bytes / Short.BYTES)];
        inPieces(words.length, Short.BYTES, (staging, from, count) -> {
            copy(staging, from * (long) Short.BYTES, count * (long) Short.BYTES, Direction.TO_HOST);
            staging.read(0, words, from, count);
        });
        return words;
    }

    @FunctionalInterface
    private interface Piece {
        void copy(Memory staging, int from, int count);
    }

    private void inPieces(int elements, int elementBytes, Piece piece) {
        var most = Math.min(elements, STAGING_BYTES / elementBytes);
        if (most == 0) {
            return;
        }
        try (var staging = new Memory(most * (long) elementBytes)) {
            for (var from = 0; from < elements; from += most) {
                piece.copy(staging, from, Math.min(most, elements - from));
            }
        }
    }

    private void copy(Memory staging, long from, long count, Direction direction) {
        acl.copy(memory.share(from), staging, count, direction);
    }

    @Override
    public void close() {
        acl.free(memory);
    }
}
