package io.msdatuner.api.campaign;

import io.msdatuner.core.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tuned of that which was looked up in vain; null is what the client left out.
 *
 * @param most how many campaigns, 1 to 100; 10 if left out
 */
record MissesRequest(
        @Nullable String deviceClass,
        @Nullable Integer most,
        @Nullable String strategy,
        @Nullable Long seed,
        @Nullable String budget) {

    private static final int DEFAULT_MOST = 10;
    private static final int MOST = 100;

    int limit() {
        var wanted = most == null ? DEFAULT_MOST : most;
        InvalidValueException.requireBetween("most", wanted, 1, MOST);
        return wanted;
    }
}
