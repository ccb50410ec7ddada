package io.msdatuner.api.cli;

import java.net.URI;

/**
 * The service that answers lookups after the command has ended.
 *
 * @param base its address, without a path
 * @param hint what to know about it, empty if nothing
 */
record LookupAddress(URI base, String hint) {

    /** The same request to this service. */
    String of(String lookup) {
        var request = URI.create(lookup);
        return base + request.getRawPath() + (request.getRawQuery() == null ? "" : "?" + request.getRawQuery());
    }
}
