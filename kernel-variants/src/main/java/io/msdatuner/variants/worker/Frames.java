package io.msdatuner.variants.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Messages on a pipe: four bytes of length, big-endian, then that many bytes of JSON. */
final class Frames {
    private static final int MAX_BYTES = 64 << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Frames() {}

    static void write(OutputStream stream, WorkerMessage message) throws IOException {
        var bytes = JSON.writerFor(WorkerMessage.class).writeValueAsBytes(message);
        var data = new DataOutputStream(stream);
        data.writeInt(bytes.length);
        data.write(bytes);
        data.flush();
    }

    /**
     * The next message; empty at the end of the stream.
     *
     * @throws IOException if the bytes are no message, or the stream ends within one
     */
    static Optional<WorkerMessage> read(InputStream stream) throws IOException {
        var data = new DataInputStream(stream);
        int length;
        try {
            length = data.readInt();
        } catch (EOFException e) {
            return Optional.empty();
        }
        if (length < 0 || length > MAX_BYTES) {
            throw new IOException("a frame of " + length + " bytes is no message of the worker protocol");
        }
        var bytes = new byte[length];
        data.readFully(bytes);
        try {
            return Optional.of(JSON.readValue(bytes, WorkerMessage.class));
        } catch (JacksonException e) {
            throw new IOException("not a message of the worker protocol: " + e.getOriginalMessage(), e);
        }
    }
}
