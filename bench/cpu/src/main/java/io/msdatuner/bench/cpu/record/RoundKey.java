package io.msdatuner.bench.cpu.record;

import java.util.Optional;

/** Names the entry of a journal for a configuration in a round, {@code index:round}; those of the screening have no round. */
record RoundKey(long index, int round) {
    /** Empty if an entry is of the screening. */
    static Optional<RoundKey> parse(String key) {
        var parts = key.split(":", 2);
        return parts.length < 2
                ? Optional.empty()
                : Optional.of(new RoundKey(Long.parseLong(parts[0]), Integer.parseInt(parts[1])));
    }

    @Override
    public String toString() {
        return index + ":" + round;
    }
}
