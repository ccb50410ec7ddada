package io.msdatuner.api.campaign;

import io.msdatuner.core.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * How many suspect records are to be checked.
 *
 * @param most how many campaigns, 1 to 100; 10 if left out
 */
record RevalidationRequest(
        @Nullable String deviceClass, @Nullable Integer most) {

    private static final int DEFAULT_MOST = 10;
    private static final int MOST = 100;

    int limit() {
        var wanted = most == null ? DEFAULT_MOST : most;
        InvalidValueException.requireBetween("most", wanted, 1, MOST);
        return wanted;
    }
}
