package io.msdatuner.variants.ascend;

import io.msdatuner.core.device.Device;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Backends of simulated NPUs, whose toolkit and artifacts the tests of this module share. */
final class Simulation {
    static final Path DATA = Path.of("target", "ascend-sim-data").toAbsolutePath();

    private Simulation() {}

    static AscendBackend backend() {
        return withErrors();
    }

    /** @param errors in the simulator's form: {@code CALL=CODE@N} */
    static AscendBackend withErrors(String... errors) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (errors.length > 0) {
            environment.put("MSDA_SIM_INJECT", String.join(",", Arrays.asList(errors)));
        }
        return AscendBackend.simulated(DATA, environment, System.out::println);
    }

    static Device device(AscendBackend backend) {
        return backend.devices().get(0);
    }
}
