/** Tests of the files that recorded spaces are kept in. */
@NullMarked
package io.msdatuner.bench.cpu.record;

import org.jspecify.annotations.NullMarked;
