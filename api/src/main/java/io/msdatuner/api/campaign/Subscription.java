package io.msdatuner.api.campaign;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What one follower of a campaign has not heard yet, up to a limit. */
final class Subscription implements AutoCloseable {

    private static final int CAPACITY = 256;

    /** A trial that finished; without one, the campaign's state may have changed. */
    record Event(Optional<TrialResource> trial) {

        static Event of(TrialResource trial) {
            return new Event(Optional.of(trial));
        }

        static Event stateChanged() {
            return new Event(Optional.empty());
        }
    }

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(CAPACITY);
    private final Consumer<Subscription> onClose;
    private volatile boolean missed;
    private volatile boolean ended;

    Subscription(Consumer<Subscription> onClose) {
        this.onClose = onClose;
    }

    /** Never waits. */
    void offer(Event event) {
        if (!events.offer(event)) {
            missed = true;
        }
    }

    /** The next event; empty if there was none for so long. */
    Optional<Event> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether events were dropped since this was last asked. */
    boolean missedSome() {
        var result = missed;
        missed = false;
        return result;
    }

    /** There will be no more events: the service stops. */
    void end() {
        ended = true;
        offer(Event.stateChanged());
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
