package io.msdatuner.api.thread;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Makes threads for what a service does beside its requests: they end with the process. */
public final class Background {

    private Background() {}

    public static Thread thread(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs one thing at a time, on a thread of this name. */
    public static ScheduledExecutorService oneByOne(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> thread(task, name));
    }
}
