/**
 * Measures what tuning gains on this machine beside PyTorch, a naive port of the usual GPU kernel, one configuration for
 * all shapes, and the machine's own limits, and prints it as rows of Markdown. Start at
 * {@link io.msdatuner.bench.cpu.table.CpuBench}.
 */
@NullMarked
package io.msdatuner.bench.cpu.table;

import org.jspecify.annotations.NullMarked;
