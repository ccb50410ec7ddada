/**
 * Takes snapshots out of the service in other forms, and back in: the signed bundle that jobs read where no service can be
 * reached, and a C header. Start reading at {@link io.msdatuner.api.exchange.Bundle}.
 */
@NullMarked
package io.msdatuner.api.exchange;

import org.jspecify.annotations.NullMarked;
