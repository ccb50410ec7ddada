package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.trial.CachePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How times are taken on hardware, against the loopback: a fill stands for a kernel. Its time is exact, about 7 us. */
final class AscendClockTest {
    private static final long L2_BYTES = 192L << 20;
    private static final int FILL_BYTES = 8 << 20;
    private static final double BRING_UP_NS = 50e6;
    private static final double BATCH_NS = 1e6;

    @RegisterExtension
    static final OpenLoopback LOOPBACK = new OpenLoopback();

    private final Acl acl = LOOPBACK.acl();

    private final List<Integer> enqueued = new ArrayList<>();

    @Test
    void bringsTheClockUpAndFillsAMillisecondForEachSample() {
        var samplesNs = time(false, 3, CachePolicy.WARM);

        assertThat(samplesNs).hasSize(3).containsOnly(samplesNs.get(0));
        var counted = enqueued.subList(enqueued.size() - 3, enqueued.size());
        assertThat(counted).allMatch(launches -> launches * samplesNs.get(0) >= BATCH_NS);
        var before = enqueued.stream().mapToLong(Integer::longValue).sum()
                - counted.stream().mapToLong(Integer::longValue).sum();
        assertThat(before * samplesNs.get(0)).isGreaterThan((long) BRING_UP_NS);
    }

    @Test
    void timesOneLaunchAtATimeWithAColdCache() {
        var samplesNs = time(false, 2, CachePolicy.COLD);

        assertThat(samplesNs).hasSize(2);
        assertThat(enqueued.subList(enqueued.size() - 2, enqueued.size())).containsExactly(1, 1);
    }

    @Test
    void takesOneLaunchForASampleWhereTimesAreExact() {
        time(true, 2, CachePolicy.WARM);

        assertThat(enqueued).containsExactly(1, 1);
    }

    private List<Long> time(boolean simulated, int samples, CachePolicy cache) {
        try (var device = AclDevice.on(acl);
                var buffer = new AclBuffer(device, FILL_BYTES);
                var clock = new AscendClock(device, L2_BYTES, simulated, Duration.ofSeconds(5))) {
            AscendClock.Launches launches = count -> {
                enqueued.add(count);
                for (var i = 0; i < count; i++) {
                    acl.fillAsync(buffer.pointer(), buffer.bytes(), 0, device.stream());
                }
            };
            var taken = new ArrayList<Long>();
            for (var sample : clock.time(launches, samples, cache)) {
                taken.add(sample);
            }
            return taken;
        }
    }
}
