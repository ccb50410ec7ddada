package io.msdatuner.api.wiring;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.run.Backend;
import io.msdatuner.variants.ascend.AscendBackend;
import io.msdatuner.variants.cpu.CpuBackend;
import io.msdatuner.variants.worker.WorkerBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The backends that this installation brings.
 *
 * @param dataDirectory where they keep artifacts and sources
 * @param environment tells which compilers and toolkits to use
 * @param notices hears of work that takes a while, such as building the simulated NPU
 */
public record InstalledBackends(Path dataDirectory, Map<String, String> environment, Consumer<String> notices) {
    private static final String CPU = "cpu";
    private static final String ASCEND = "ascend";
    private static final String ASCEND_SIM = "ascend-sim";
    /** The first is the default. */
    public static final List<String> NAMES = List.of(CPU, ASCEND, ASCEND_SIM);

    public InstalledBackends {
        environment = Map.copyOf(environment);
    }

    /** All of them, the default first. */
    public List<Backend> all() {
        return NAMES.stream().<Backend>map(this::named).toList();
    }

    /** @throws InvalidValueException naming the backends if none has this name */
    public WorkerBackend named(String name) {
        return switch (name) {
            case CPU -> new CpuBackend(dataDirectory, environment);
            case ASCEND, ASCEND_SIM -> ascend(name);
            default -> throw new InvalidValueException("--backend", name, String.join(", ", NAMES));
        };
    }

    /** An Ascend backend, which also knows why it has no device. */
    public AscendBackend ascend(String name) {
        return switch (name) {
            case ASCEND -> AscendBackend.installed(dataDirectory, environment);
            case ASCEND_SIM -> AscendBackend.simulated(dataDirectory, environment, notices);
            default -> throw new InvalidValueException("--backend", name, ASCEND + ", " + ASCEND_SIM);
        };
    }
}
