/** Tests of the command line against a small fake service. Start at {@link io.msdatuner.api.cli.Cli}. */
@NullMarked
package io.msdatuner.api.cli;

import org.jspecify.annotations.NullMarked;
