package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final SettableClock clock = new SettableClock();
    private final long begin = clock.nanos();
    private int attempts;

    @Test
    void waitsLongerEachTime() throws InterruptedException {
        assertThat(new Patience(clock).outlast(() -> afterFailures(4))).isEqualTo("done");
        assertThat(waited()).isEqualTo(Duration.ofSeconds(1 + 2 + 4 + 8));
    }

    @Test
    void givesUpAfterAQuarterOfAnHour() {
        assertThatExceptionOfType(ShortageException.class)
                .isThrownBy(() -> new Patience(clock).outlast(() -> afterFailures(Integer.MAX_VALUE)))
                .withMessage("the disk is full");
        assertThat(waited()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(17));
    }

    private String afterFailures(int failures) {
        if (attempts++ < failures) {
            throw new ShortageException("the disk is full");
        }
        return "done";
    }

    private Duration waited() {
        return Duration.ofNanos(clock.nanos() - begin);
    }
}
