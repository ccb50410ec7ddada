package io.msdatuner.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final long SECOND = 1_000_000_000L;

    /** A reading of System.nanoTime() may overflow. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

    @Test
    void isOverForOneOfTheSamePriorityAfterItsLength() {
        var turn = new Turn(hadItsTurn -> hadItsTurn, now::get);

        assertThat(turn.isOver()).isFalse();
        now.addAndGet(Turn.LENGTH.toNanos() - 1);
        assertThat(turn.isOver()).isFalse();
        now.addAndGet(SECOND);
        assertThat(turn.isOver()).isTrue();
    }

    @Test
    void isOverAtOnceForOneOfAHigherPriority() {
        assertThat(new Turn(hadItsTurn -> true, now::get).isOver()).isTrue();
    }

    @Test
    void looksOnceASecondAtMost() {
        List<Boolean> asked = new ArrayList<>();
        var turn = new Turn(asked::add, now::get);
        turn.isOver();
        turn.isOver();
        now.addAndGet(SECOND - 1);
        turn.isOver();
        assertThat(asked).hasSize(1);

        now.addAndGet(1);
        turn.isOver();
        assertThat(asked).containsExactly(false, false);
    }
}
