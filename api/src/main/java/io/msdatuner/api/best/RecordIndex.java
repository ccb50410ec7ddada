package io.msdatuner.api.best;

import io.msdatuner.api.store.RecordFeed;
import io.msdatuner.api.store.ServedRecord;
import io.msdatuner.api.store.ServedTable;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import jakarta.annotation.PostConstruct;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All records that are served, in memory, so that a lookup waits for no database and finds what is known while there is
 * none. Only right after the start, while they are read for the first time, a lookup asks the table. A lookup sees a record of a problem either before or after a promotion, never something between.
 */
@Component
class RecordIndex implements RecordFeed.Listener {

    private static final Comparator<ServedRecord> NEWEST_FIRST =
            Comparator.comparingLong(ServedRecord::id).reversed();

    private final RecordFeed feed;
    private final ServedTable table;
    private final CountDownLatch filled = new CountDownLatch(1);
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile Content content = new Content();
    /** What takes its place when it is full. */
    private volatile @Nullable Content filling;

    RecordIndex(RecordFeed feed, ServedTable table) {
        this.feed = feed;
        this.table = table;
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
        if (!isFilled()) {
            return table.of(problem.kernel(), problem.shape().toString(), problem.deviceClass(), problem.determinism());
        }
        var group = new Group(problem.kernel(), problem.deviceClass(), problem.determinism());
        return content.shapes(group).getOrDefault(problem.shape().toString(), List.of());
    }

    /**
     * All of a device class. Right after the start it waits until all records are read.
     *
     * @throws IllegalStateException if it is interrupted meanwhile
     */
    List<ServedRecord> of(DeviceClass deviceClass) {
        awaitAll();
        return content.byGroup.entrySet().stream()
                .filter(entry -> entry.getKey().deviceClass().equals(deviceClass))
                .flatMap(entry -> entry.getValue().values().stream())
                .flatMap(List::stream)
                .toList();
    }

    /** Whether all records were read once. */
    boolean isFilled() {
        return filled.getCount() == 0;
    }

    /** How many shapes have a record, by what else a problem is of. */
    Map<Group, Integer> sizes() {
        return content.byGroup.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, group -> group.getValue().size()));
    }

    boolean knows(DeviceClass deviceClass) {
        if (!isFilled()) {
            return table.knows(deviceClass);
        }
        return content.byGroup.keySet().stream()
                .anyMatch(group -> group.deviceClass().equals(deviceClass));
    }

    private void awaitAll() {
        try {
            filled.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the records that are served are read", e);
        }
    }

    @Override
    public RecordFeed.Refill refill() {
        var fresh = new Content();
        filling = fresh;
        return new RecordFeed.Refill() {
            @Override
            public void add(ServedRecord record) {
                fresh.put(record);
            }

            @Override
            public void done() {
                content = fresh;
                filling = null;
                filled.countDown();
                followers.forEach(Runnable::run);
            }
        };
    }

    @Override
    public void served(ServedRecord record) {
        content.put(record);
        var next = filling;
        if (next != null) {
            next.put(record);
        }
        followers.forEach(Runnable::run);
    }

    @Override
    public void superseded(ServedRecord record) {
        content.remove(record);
        followers.forEach(Runnable::run);
    }

    /** A problem without its shape. There are few of them, so that a shape's text is all that is kept for each problem. */
    record Group(Kernel kernel, DeviceClass deviceClass, DeterminismWish determinism) {

        static Group of(ServedRecord record) {
            return new Group(record.kernel(), record.deviceClass(), record.determinism());
        }
    }

    /** Of a key the record with the greatest id stays, in whatever order records are put. */
    private static final class Content {

        private final Map<Group, Map<String, List<ServedRecord>>> byGroup = new ConcurrentHashMap<>();

        Map<String, List<ServedRecord>> shapes(Group group) {
            return byGroup.getOrDefault(group, Map.of());
        }

        void put(ServedRecord told) {
            byGroup.computeIfAbsent(Group.of(told), unused -> new ConcurrentHashMap<>())
                    .merge(told.shape(), List.of(told), (known, one) -> with(known, told));
        }

        private static List<ServedRecord> with(List<ServedRecord> known, ServedRecord told) {
            if (known.stream().anyMatch(one -> one.hasKeyOf(told) && one.id() >= told.id())) {
                return known;
            }
            var others = known.stream().filter(one -> !one.hasKeyOf(told));
            return Stream.concat(Stream.of(told), others).sorted(NEWEST_FIRST).toList();
        }

        void remove(ServedRecord told) {
            var shapes = byGroup.get(Group.of(told));
            if (shapes != null) {
                shapes.computeIfPresent(told.shape(), (shape, known) -> {
                    var left =
                            known.stream().filter(one -> one.id() != told.id()).toList();
                    return left.isEmpty() ? null : left;
                });
            }
        }
    }
}
