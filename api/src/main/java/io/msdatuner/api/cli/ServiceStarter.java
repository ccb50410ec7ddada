package io.msdatuner.api.cli;

/** Starts the service in this process. */
@FunctionalInterface
interface ServiceStarter {
    /**
     * Returns when the service answers requests and stands in its data directory's service file.
     *
     * @throws CommandFailure if it cannot be started, saying what to do
     */
    StartedService start(ServiceRequest request);
}
