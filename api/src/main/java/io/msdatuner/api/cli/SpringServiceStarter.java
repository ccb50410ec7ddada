package io.msdatuner.api.cli;

/** Starts the real service. Only its method loads Spring. */
final class SpringServiceStarter implements ServiceStarter {
    @Override
    public StartedService start(ServiceRequest request) {
        throw new CommandFailure(ExitCode.TUNER_FAILED, "no service in this build");
    }
}
