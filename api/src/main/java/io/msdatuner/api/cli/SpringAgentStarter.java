package io.msdatuner.api.cli;

import io.msdatuner.api.wiring.Equipment;
import io.msdatuner.api.wiring.InstalledBackends;
import io.msdatuner.api.wiring.MsdaTunerAgent;
import io.msdatuner.api.wiring.ServiceOptions.DatabaseAddress;
import io.msdatuner.api.wiring.ServiceStartException;
import io.msdatuner.core.device.DeviceClass;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts the real agent. Only its method loads Spring. */
final class SpringAgentStarter implements AgentStarter {
    private final Map<String, String> environment;

    /** @param environment tells which compilers and toolkits to use */
    SpringAgentStarter(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public StartedAgent start(Path dataDirectory, Database database) {
        var equipment = Equipment.installed(new InstalledBackends(dataDirectory, environment, System.err::println));
        var address = new DatabaseAddress(database.url(), database.user(), database.password());
        try {
            return new Started(MsdaTunerAgent.start(dataDirectory, address, equipment));
        } catch (ServiceStartException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private record Started(MsdaTunerAgent agent) implements StartedAgent {
        @Override
        public List<String> deviceClasses() {
            return agent.deviceClasses().stream().map(DeviceClass::name).toList();
        }

        @Override
        public void close() {
            agent.close();
        }
    }
}
