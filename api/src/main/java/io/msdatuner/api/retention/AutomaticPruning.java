package io.msdatuner.api.retention;

import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.thread.Background;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Prunes samples that are older than the setting says, every now and then. Does nothing until it is started. */
@Component
public class AutomaticPruning {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticPruning.class);

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final SampleRetention retention;
    private volatile Optional<Duration> age = Optional.empty();
    private final ScheduledExecutorService runs = Background.oneByOne("sample-retention");

    AutomaticPruning(SampleRetention retention) {
        this.retention = retention;
    }

    /** @param keep for how long samples are kept after their trial finished */
    public void start(Duration keep) {
        age = Optional.of(keep);
        // It reports its failures itself.
        var unused = runs.scheduleWithFixedDelay(
                () -> prune(keep), FIRST.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For how long samples are kept; empty for ever. */
    Optional<Duration> keep() {
        return age;
    }

    void prune(Duration keep) {
        try {
            var amount = retention.prune(keep, false);
            if (amount.trials() > 0) {
                LOG.info(
                        "pruned {} samples of {} trials that finished more than {} days ago",
                        amount.samples(),
                        amount.trials(),
                        keep.toDays());
            }
        } catch (ProblemException e) {
            LOG.debug("nothing is pruned while a campaign runs here", e);
        } catch (RuntimeException e) {
            LOG.warn("old samples are not pruned for now: {}", e.toString());
        }
    }

    @PreDestroy
    void close() {
        runs.shutdownNow();
    }
}
