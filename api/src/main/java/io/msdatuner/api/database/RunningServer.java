package io.msdatuner.api.database;

/**
 * A server that answers.
 *
 * @param attached whether it was running already
 */
record RunningServer(long pid, int port, boolean attached) {}
