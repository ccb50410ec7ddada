package io.msdatuner.api.wiring;

import io.msdatuner.api.database.EmbeddedDatabaseException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.web.server.PortInUseException;

/** Says in one sentence why the service did not start. */
final class StartFailure {

    private StartFailure() {}

    static ServiceStartException explain(ServiceOptions options, Throwable failure) {
        var log = options.dataDirectory().resolve("logs/service.log");
        for (var cause : chain(failure)) {
            if (cause instanceof PortInUseException) {
                return new ServiceStartException(
                        "port %d of %s is in use by another program; choose another port"
                                .formatted(options.port(), options.bindAddress()),
                        failure);
            } else if (cause instanceof EmbeddedDatabaseException || cause instanceof ServiceStartException) {
                return new ServiceStartException(String.valueOf(cause.getMessage()), failure);
            } else if (cause instanceof SQLException refused
                    && options.database().isPresent()) {
                return new ServiceStartException(
                        "the database %s cannot be used: %s"
                                .formatted(options.database().get(), refused.getMessage()),
                        failure);
            }
        }
        var root = chain(failure).get(chain(failure).size() - 1);
        return new ServiceStartException("the service did not start (%s); see %s".formatted(root, log), failure);
    }

    private static List<Throwable> chain(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (var cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
