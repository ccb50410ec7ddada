package io.msdatuner.core.trial;

import java.time.Instant;
import java.util.Optional;

/**
 * One evaluation of a candidate in a campaign. It is open until it has its one outcome; a finished trial never changes.
 *
 * @param number from 0, in the order in which the campaign opened them
 * @param baseline the baseline's name if the candidate is one
 * @param artifact the digest of what ran, if it was built
 */
public record Trial(
        int number,
        Purpose purpose,
        Candidate candidate,
        Optional<String> baseline,
        Instant openedAt,
        Optional<Instant> finishedAt,
        Optional<Outcome> outcome,
        Optional<String> artifact) {

    public Trial {
        if (finishedAt.isPresent() != outcome.isPresent()) {
            throw new IllegalArgumentException("trial %d is finished exactly when it has an outcome".formatted(number));
        }
    }

    /** A trial without an outcome yet. */
    public static Trial open(
            int number, Purpose purpose, Candidate candidate, Optional<String> baseline, Instant openedAt) {
        return new Trial(
                number, purpose, candidate, baseline, openedAt, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public boolean isFinished() {
        return outcome.isPresent();
    }

    /** True if it ended for a reason that is its candidate's own; an abandoned trial says nothing of its candidate. */
    public boolean ranToItsEnd() {
        return outcome.filter(result -> result.kind() != OutcomeKind.ABANDONED).isPresent();
    }

    /** The median if the trial was measured. */
    public Optional<MedianEstimate> median() {
        return measured().map(Outcome.Measured::median);
    }

    public Optional<Outcome.Measured> measured() {
        return outcome.filter(Outcome.Measured.class::isInstance).map(Outcome.Measured.class::cast);
    }

    public Trial finish(Instant at, Outcome result, Optional<String> artifactDigest) {
        if (isFinished()) {
            throw new IllegalStateException("trial %d is finished and never changes".formatted(number));
        }
        return new Trial(
                number, purpose, candidate, baseline, openedAt, Optional.of(at), Optional.of(result), artifactDigest);
    }
}
