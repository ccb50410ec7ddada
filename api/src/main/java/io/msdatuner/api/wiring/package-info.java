/**
 * Puts the service together and starts it: options, the Spring application, the embedded database and the file by which
 * programs on this host find a service that runs. It may use every other package, and only the command line uses it.
 * Start reading at {@link io.msdatuner.api.wiring.MsdaTunerService}.
 */
@NullMarked
package io.msdatuner.api.wiring;

import org.jspecify.annotations.NullMarked;
