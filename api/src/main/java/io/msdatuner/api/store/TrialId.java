package io.msdatuner.api.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A trial's campaign and its number in it. */
@Embeddable
record TrialId(
        @Column(updatable = false) long campaignId,
        @Column(updatable = false) int number) {}
