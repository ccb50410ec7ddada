package io.msdatuner.api.cli;

import java.util.Map;

/**
 * What a command can reach besides its arguments; a test gives its own.
 *
 * @param environment the environment variables
 * @param starter starts a service in this process
 * @param background starts a service that outlives this process
 * @param interrupts tells when the user wants an end
 */
record Surroundings(
        Screen screen,
        Map<String, String> environment,
        ServiceStarter starter,
        BackgroundStarter background,
        Interrupts interrupts) {

    Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings ofProcess() {
        var environment = System.getenv();
        var screen = Screen.ofProcess(environment);
        return new Surroundings(
                screen,
                environment,
                new SpringServiceStarter(environment),
                new DetachedProcess(),
                Interrupts.ofProcess());
    }
}
