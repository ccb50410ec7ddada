package io.msdatuner.api.cli;

/** A PostgreSQL elsewhere, instead of the one in the data directory. */
record Database(String url, String user, String password) {
    static final String PASSWORD_VARIABLE = "MSDA_TUNER_DATABASE_PASSWORD";

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
