package io.msdatuner.core.set;

/** A campaign set's number in its store, from 1. */
public record CampaignSetId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
