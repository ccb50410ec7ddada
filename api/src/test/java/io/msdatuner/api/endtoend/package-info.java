/**
 * The whole program as a user runs it: real processes, compiler, kernels, worker and PostgreSQL, and real kills. Start
 * reading at {@link io.msdatuner.api.endtoend.TuneEndToEndTest}.
 */
@NullMarked
package io.msdatuner.api.endtoend;

import org.jspecify.annotations.NullMarked;
