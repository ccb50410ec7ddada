package io.msdatuner.api.cli;

/** Starts a service that goes on after this command ended. */
@FunctionalInterface
interface BackgroundStarter {
    /**
     * Returns when it answers requests.
     *
     * @throws CommandFailure if it does not come up
     */
    ServiceFile start(ServiceRequest request, String idleExit);
}
