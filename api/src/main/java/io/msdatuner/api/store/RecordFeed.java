package io.msdatuner.api.store;

/**
 * Tells what is served now and every change of it, whichever service or agent made it. What this process promotes reaches
 * the listener before the promotion returns; the rest within about a millisecond, and after a lost connection as a whole.
 */
public interface RecordFeed extends AutoCloseable {

    /**
     * Begins to tell the listener all that is served, on a thread of its own, and every change from then on; to be called once.
     *
     * @throws org.springframework.dao.DataAccessException if the database cannot be reached
     */
    void follow(Listener listener);

    @Override
    void close();

    /** Called by one thread at a time, except for {@link #refill}. */
    interface Listener {
        /** Begins to be told all that is served, while the rest goes on. */
        Refill refill();

        /** This record is served now, in the place of what had its key. A record may be told again. */
        void served(ServedRecord record);

        /** This record is served no more. It may never have been told. */
        void superseded(ServedRecord record);
    }

    /** All that is served, one by one and each key once; several threads may add at once. */
    interface Refill {
        void add(ServedRecord record);

        /** That was all: what was told before counts for nothing. */
        void done();
    }
}
