package io.msdatuner.api.store;

import java.util.Optional;

/** Keeps answers for ever, byte for byte. */
public interface SnapshotStore {
    /** Keeps the bytes under this id; the id is of the bytes, so keeping them again changes nothing. */
    void keep(String id, byte[] body);

    Optional<byte[]> find(String id);
}
