package io.msdatuner.api.best;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.store.RecordFeed;
import io.msdatuner.api.store.ServedRecord;
import io.msdatuner.api.store.ServedTable;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MedianEstimate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordIndexTest {

    private static final Shape SHAPE = Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40");
    private static final DeviceClass DEVICE_CLASS = new DeviceClass("fake-class");
    private static final Lookup.Problem PROBLEM =
            new Lookup.Problem(Kernel.MSDA_FORWARD, SHAPE, DEVICE_CLASS, DeterminismWish.ANY);

    private final List<ServedRecord> table = new ArrayList<>();
    private final RecordIndex index = new RecordIndex(new SilentFeed(), new Table());

    @BeforeEach
    void fillWithNothing() {
        index.refill().done();
    }

    @Test
    void asksTheTableUntilItIsFilledForTheFirstTime() {
        var fresh = new RecordIndex(new SilentFeed(), new Table());
        table.add(record(4, "new"));
        var refill = fresh.refill();
        refill.add(record(2, "new"));

        assertThat(fresh.of(PROBLEM)).extracting(ServedRecord::id).containsExactly(4L);
        assertThat(fresh.knows(DEVICE_CLASS)).isTrue();

        refill.done();
        table.clear();
        assertThat(fresh.of(PROBLEM)).extracting(ServedRecord::id).containsExactly(2L);
        assertThat(fresh.knows(DEVICE_CLASS)).isTrue();
    }

    @Test
    void findsTheNewestOfEachKeyFirst() {
        index.served(record(3, "new"));
        index.served(record(1, "old"));
        index.served(record(2, "new"));

        assertThat(index.of(PROBLEM)).extracting(ServedRecord::id).containsExactly(3L, 1L);
        assertThat(index.of(DEVICE_CLASS)).hasSize(2);
        assertThat(index.knows(DEVICE_CLASS)).isTrue();
        assertThat(index.knows(new DeviceClass("other"))).isFalse();
    }

    @Test
    void forgetsWhatIsServedNoMoreAndNothingElse() {
        index.superseded(record(1, "old"));
        index.served(record(1, "old"));
        index.served(record(2, "new"));
        index.superseded(record(1, "old"));
        index.superseded(record(9, "new"));

        assertThat(index.of(PROBLEM)).extracting(ServedRecord::id).containsExactly(2L);
    }

    @Test
    void answersFromWhatItHasUntilItIsFilledAnew() {
        index.served(record(1, "old"));
        var refill = index.refill();
        refill.add(record(2, "new"));
        assertThat(index.of(PROBLEM)).extracting(ServedRecord::id).containsExactly(1L);

        refill.done();
        assertThat(index.of(PROBLEM)).extracting(ServedRecord::id).containsExactly(2L);
    }

    @Test
    void losesNothingThatIsPromotedWhileItIsFilledAnew() {
        var refill = index.refill();
        index.served(record(5, "new"));
        refill.add(record(2, "new"));
        refill.done();

        assertThat(index.of(PROBLEM)).extracting(ServedRecord::id).containsExactly(5L);
    }

    @Test
    void givesBackTheWholeRecord() {
        var record = tuningRecord("new");
        assertThat(new ServedRecord(1, record).record()).isEqualTo(record);
    }

    private static ServedRecord record(long id, String toolchain) {
        return new ServedRecord(id, tuningRecord(toolchain));
    }

    private static TuningRecord tuningRecord(String toolchain) {
        var key = new RecordKey(
                Kernel.MSDA_FORWARD, SHAPE, DEVICE_CLASS, toolchain, "source-digest", DeterminismWish.ANY);
        var evidence = new Evidence(
                7,
                40,
                Provenance.HARDWARE,
                "driver=1",
                new MedianEstimate(1.5, 1, 2, 99, Optional.empty()),
                Map.of("default", new MedianEstimate(3, 2.5, 4, 98, Optional.empty())),
                Determinism.BITWISE_REPEATABLE,
                1e-7,
                "digest",
                Instant.parse("2026-01-31T12:00:00Z"));
        var configuration = Configuration.of(Map.of("tile", Value.of(8), "layout", Value.of("bnhc")));
        return new TuningRecord(key, configuration, evidence);
    }

    /** Tells nothing by itself. */
    private static final class SilentFeed implements RecordFeed {
        @Override
        public void follow(Listener listener) {}

        @Override
        public void close() {}
    }

    private final class Table implements ServedTable {
        @Override
        public List<ServedRecord> of(
                Kernel kernel, String shape, DeviceClass deviceClass, DeterminismWish determinism) {
            return List.copyOf(table);
        }

        @Override
        public boolean knows(DeviceClass deviceClass) {
            return !table.isEmpty();
        }
    }
}
