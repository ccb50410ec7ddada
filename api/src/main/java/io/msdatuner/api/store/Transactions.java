package io.msdatuner.api.store;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work in a transaction: the caller's if there is one. An exception rolls it back and reaches the caller as it is. */
final class Transactions {
    private final TransactionTemplate template;
    private final JdbcClient jdbc;

    Transactions(PlatformTransactionManager manager, JdbcClient jdbc) {
        this.template = new TransactionTemplate(manager);
        this.jdbc = jdbc;
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return work;
        });
    }

    @SuppressWarnings("NullAway") // execute() returns what the work returns, which is never null
    <T> T call(Supplier<T> work) {
        var failed = new AtomicReference<@Nullable RuntimeException>();
        try {
            return template.execute(status -> {
                try {
                    return work.get();
                } catch (RuntimeException e) {
                    failed.set(e);
                    throw e;
                }
            });
        } catch (RuntimeException e) {
            throw ofWork(failed.get(), e);
        }
    }

    /** When the connection is lost, rolling back fails too, and that failure says nothing of why. */
    private static RuntimeException ofWork(@Nullable RuntimeException work, RuntimeException thrown) {
        if (work == null || work == thrown) {
            return thrown;
        }
        work.addSuppressed(thrown);
        return work;
    }

    /** Runs work when the caller's transaction has committed, before it returns. */
    void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Lets one transaction at a time, of all processes, pass for a name; the others wait until it ends. */
    void oneAtATime(String name) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name)
                .query((row, number) -> number)
                .list();
    }
}
