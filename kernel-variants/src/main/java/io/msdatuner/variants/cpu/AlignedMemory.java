package io.msdatuner.variants.cpu;

import com.sun.jna.Memory;
import io.msdatuner.core.kernel.DType;
import io.msdatuner.variants.msda.StoredFloats;

/** Native memory that starts at a cache line: JNA alone aligns to 16 bytes, streaming stores need 64. */
final class AlignedMemory implements AutoCloseable {
    private static final int LINE_BYTES = 64;
    private final Memory allocation;
    private final Memory aligned;
    private final long bytes;

    AlignedMemory(long bytes) {
        this.bytes = bytes;
        this.allocation = new Memory(bytes + LINE_BYTES);
        this.aligned = allocation.align(LINE_BYTES);
    }

    static AlignedMemory of(float[] values) {
        var memory = new AlignedMemory(values.length * (long) Float.BYTES);
        memory.aligned.write(0, values, 0, values.length);
        return memory;
    }

    /** Elements as {@code dtype} stores them. */
    static AlignedMemory of(float[] values, DType dtype) {
        if (dtype == DType.FLOAT32) {
            return of(values);
        }
        var words = StoredFloats.narrowed(values, dtype);
        var memory = new AlignedMemory(words.length * (long) Short.BYTES);
        memory.aligned.write(0, words, 0, words.length);
        return memory;
    }

    static AlignedMemory of(long[] values) {
        var memory = new AlignedMemory(values.length * (long) Long.BYTES);
        memory.aligned.write(0, values, 0, values.length);
        return memory;
    }

    Memory pointer() {
        return aligned;
    }

    void fill(byte value) {
        aligned.setMemory(0, bytes, value);
    }

    /** All elements, which are stored as {@code dtype}. */
    float[] floats(DType dtype) {
        var count = Math.toIntExact(bytes / dtype.bytes());
        return dtype == DType.FLOAT32
                ? aligned.getFloatArray(0, count)
                : StoredFloats.widened(aligned.getShortArray(0, count), dtype);
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        allocation.close();
    }
}
