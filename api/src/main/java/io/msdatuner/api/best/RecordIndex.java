package io.msdatuner.api.best;

import io.msdatuner.api.store.RecordFeed;
import io.msdatuner.api.store.RecordFeed.ServedRecord;
import io.msdatuner.core.device.DeviceClass;
import jakarta.annotation.PostConstruct;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * All records that are served, in memory, so that a lookup waits for no database and finds what is known while there is
 * none. A lookup sees a record of a problem either before or after a promotion, never something between.
 */
@Component
class RecordIndex implements RecordFeed.Listener {

    private static final Comparator<ServedRecord> NEWEST_FIRST =
            Comparator.comparingLong(ServedRecord::id).reversed();

    private final RecordFeed feed;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile Content content = new Content();

    RecordIndex(RecordFeed feed) {
        this.feed = feed;
    }

    @PostConstruct
    void start() {
        feed.follow(this);
    }

    /** @param follower is told after each change, and must not take long */
    void onChange(Runnable follower) {
        followers.add(follower);
    }

    /** Of this problem with any toolchain and any kernel sources, the newest first. */
    List<ServedRecord> of(Lookup.Problem problem) {
        return content.byProblem.getOrDefault(problem, List.of());
    }

    /** All of a device class. */
    List<ServedRecord> of(DeviceClass deviceClass) {
        return content.byProblem.entrySet().stream()
                .filter(entry -> entry.getKey().deviceClass().equals(deviceClass))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    boolean knows(DeviceClass deviceClass) {
        return content.classes.contains(deviceClass);
    }

    @Override
    public void reset(List<ServedRecord> served) {
        var fresh = new Content();
        served.forEach(fresh::put);
        content = fresh;
        followers.forEach(Runnable::run);
    }

    @Override
    public void served(ServedRecord record) {
        content.put(record);
        followers.forEach(Runnable::run);
    }

    @Override
    public void superseded(long id) {
        content.remove(id);
        followers.forEach(Runnable::run);
    }

    /** Changed by one thread at a time. */
    private static final class Content {

        private final Map<Lookup.Problem, List<ServedRecord>> byProblem = new ConcurrentHashMap<>();
        private final Map<Long, Lookup.Problem> byId = new ConcurrentHashMap<>();
        private final ConcurrentHashMap.KeySetView<DeviceClass, Boolean> classes = ConcurrentHashMap.newKeySet();

        void put(ServedRecord told) {
            var key = told.record().key();
            var problem = Lookup.Problem.of(key);
            var before = byProblem.getOrDefault(problem, List.of());
            if (before.stream().anyMatch(known -> known.record().key().equals(key) && known.id() >= told.id())) {
                return;
            }
            var others = before.stream().filter(known -> !known.record().key().equals(key));
            before.stream().filter(known -> known.record().key().equals(key)).forEach(known -> byId.remove(known.id()));
            byId.put(told.id(), problem);
            byProblem.put(
                    problem,
                    Stream.concat(Stream.of(told), others).sorted(NEWEST_FIRST).toList());
            classes.add(key.deviceClass());
        }

        void remove(long id) {
            var problem = byId.remove(id);
            if (problem != null) {
                byProblem.computeIfPresent(problem, (key, known) -> {
                    var left =
                            known.stream().filter(record -> record.id() != id).toList();
                    return left.isEmpty() ? null : left;
                });
            }
        }
    }
}
