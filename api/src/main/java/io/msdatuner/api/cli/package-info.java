/**
 * The command line. It talks REST to a service, or starts one for the length of a command through
 * {@link io.msdatuner.api.cli.ServiceStarter}; until then nothing of Spring is loaded, so short commands start fast. Start
 * at {@link io.msdatuner.api.cli.TunerCommand}; the answers it reads are those of docs/api.md.
 */
@NullMarked
package io.msdatuner.api.cli;

import org.jspecify.annotations.NullMarked;
