package io.msdatuner.api.cli;

/** A command that asks the service, shows the answer and is done. */
abstract class RequestCommand extends ServiceCommand {

    RequestCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        check();
        try (var connection = connect()) {
            return run(connection.client());
        }
    }

    @Override
    final boolean runsCampaigns() {
        return false;
    }

    /** Refuses what can be refused before there is a service. */
    void check() {}

    /** Does the work and returns the exit code. */
    abstract int run(TunerClient client);
}
