package io.msdatuner.api.cli;

import io.msdatuner.api.wiring.Equipment;
import io.msdatuner.api.wiring.InstalledBackends;
import io.msdatuner.api.wiring.MsdaTunerService;
import io.msdatuner.api.wiring.RunningService;
import io.msdatuner.api.wiring.ServiceAlreadyRunningException;
import io.msdatuner.api.wiring.ServiceOptions;
import io.msdatuner.api.wiring.ServiceOptions.DatabaseAddress;
import io.msdatuner.api.wiring.ServiceStartException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Starts the real service. Only its method loads Spring, so a command that needs no service of its own starts fast. */
final class SpringServiceStarter implements ServiceStarter {
    private static final Duration BETWEEN_REVALIDATIONS = Duration.ofMinutes(1);

    private final Map<String, String> environment;

    /** @param environment tells which compilers and toolkits to use */
    SpringServiceStarter(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public StartedService start(ServiceRequest request) {
        try {
            return new Started(MsdaTunerService.start(options(request), equipment(request)));
        } catch (ServiceAlreadyRunningException e) {
            throw new DirectoryBusyException(String.valueOf(e.getMessage()), e);
        } catch (ServiceStartException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private Equipment equipment(ServiceRequest request) {
        return Equipment.installed(
                new InstalledBackends(request.dataDirectory().path(), environment, System.err::println));
    }

    private static ServiceOptions options(ServiceRequest request) {
        return new ServiceOptions(
                request.dataDirectory().path(),
                request.bind(),
                request.port(),
                request.database()
                        .map(database -> new DatabaseAddress(database.url(), database.user(), database.password())),
                request.background(),
                request.log(),
                request.keepSamples(),
                request.revalidates() ? Optional.of(BETWEEN_REVALIDATIONS) : Optional.empty(),
                request.runsCampaigns());
    }

    private record Started(RunningService service) implements StartedService {
        @Override
        public URI url() {
            return service.url();
        }

        @Override
        public Duration idleFor() {
            return service.idleFor();
        }

        @Override
        public void close() {
            service.close();
        }
    }
}
