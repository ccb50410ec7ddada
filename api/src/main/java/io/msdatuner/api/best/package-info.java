/**
 * Answers which configuration to use for a kernel and a shape on a device class, with the evidence. A lookup reads one
 * record and never waits for a campaign. Start reading at {@link io.msdatuner.api.best.BestConfigurations}.
 */
@NullMarked
package io.msdatuner.api.best;

import org.jspecify.annotations.NullMarked;
