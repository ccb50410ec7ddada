package io.msdatuner.api.problem;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a failure means that the database cannot be reached, as opposed to refusing what it was asked. */
public final class DatabaseTrouble {

    private DatabaseTrouble() {}

    public static boolean isIn(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException refused && isConnectionLoss(refused.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Class 08 is connection exceptions, 57P is operator intervention such as a shutdown, 53300 is too many connections
     * (PostgreSQL 18 documentation, appendix A).
     */
    private static boolean isConnectionLoss(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
    }
}
