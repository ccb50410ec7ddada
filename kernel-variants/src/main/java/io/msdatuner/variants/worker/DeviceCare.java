package io.msdatuner.variants.worker;

import java.util.List;
import java.util.Optional;

/**
 * How workers for a device are started, and what becomes of a device that they cannot use: the ways to start are tried in
 * order, and when none leads to a worker that can use the device, it is put into quarantine.
 */
public interface DeviceCare {
    /** The usual way first; each further one does more for the device before it is used. Never empty. */
    List<WorkerCommand> starts();

    /** Why the device is not used any more; empty if it is. */
    Optional<String> quarantine();

    /** @param reason what the worker said that was started in the last way */
    void quarantine(String reason);

    /** For a device that needs no care: one way to start a worker, and no quarantine. */
    static DeviceCare of(WorkerCommand command) {
        return new DeviceCare() {
            @Override
            public List<WorkerCommand> starts() {
                return List.of(command);
            }

            @Override
            public Optional<String> quarantine() {
                return Optional.empty();
            }

            @Override
            public void quarantine(String reason) {
                // The next request tries again.
            }
        };
    }
}
