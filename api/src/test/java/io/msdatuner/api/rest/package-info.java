/**
 * Tests of the service over real HTTP, against a real PostgreSQL and with a backend whose device is made up. Start reading
 * at {@link io.msdatuner.api.rest.TestService}.
 */
@NullMarked
package io.msdatuner.api.rest;

import org.jspecify.annotations.NullMarked;
