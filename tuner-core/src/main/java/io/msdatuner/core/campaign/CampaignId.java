package io.msdatuner.core.campaign;

/** A campaign's number in its store, from 1. */
public record CampaignId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
