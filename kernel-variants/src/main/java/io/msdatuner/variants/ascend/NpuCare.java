package io.msdatuner.variants.ascend;

import io.msdatuner.variants.worker.DeviceCare;
import io.msdatuner.variants.worker.WorkerCommand;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An NPU that failed gets a new worker, then one that resets it, and is then left alone until the tuner is started anew:
 * what is wrong with it, a person must see. Shared by all runners of a device.
 */
final class NpuCare implements DeviceCare {
    private final String deviceId;
    private final List<WorkerCommand> starts;
    private @Nullable String quarantine;

    NpuCare(String deviceId, List<WorkerCommand> starts) {
        this.deviceId = deviceId;
        this.starts = List.copyOf(starts);
    }

    @Override
    public List<WorkerCommand> starts() {
        return starts;
    }

    @Override
    public synchronized Optional<String> quarantine() {
        return Optional.ofNullable(quarantine);
    }

    @Override
    public synchronized void quarantine(String reason) {
        quarantine =
                "device %s is in quarantine, because it could not be used after a reset: %s; see npu-smi info, then"
                                .formatted(deviceId, reason)
                        + " start the tuner anew";
    }
}
