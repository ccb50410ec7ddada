package io.msdatuner.api.cli;

import java.nio.file.Path;
import java.util.List;

/** Starts an agent in this process. */
@FunctionalInterface
interface AgentStarter {
    /**
     * Returns when it takes campaigns.
     *
     * @throws CommandFailure if it cannot be started, saying what to do
     */
    StartedAgent start(Path dataDirectory, Database database);

    /** An agent that runs until it is closed. */
    interface StartedAgent extends AutoCloseable {
        List<String> deviceClasses();

        @Override
        void close();
    }
}
