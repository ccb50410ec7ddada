/**
 * Measures whole spaces of the CPU kernels once and keeps them as files, so that search strategies can be tried on them
 * without measuring. Start at {@link io.msdatuner.bench.cpu.record.RecordSpaces}; docs/strategy-protocol.md describes the
 * files.
 */
@NullMarked
package io.msdatuner.bench.cpu.record;

import org.jspecify.annotations.NullMarked;
