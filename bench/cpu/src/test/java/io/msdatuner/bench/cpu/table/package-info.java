/** Tests of what the table computes from what it measures, and of the rivals that are ours. */
@NullMarked
package io.msdatuner.bench.cpu.table;

import org.jspecify.annotations.NullMarked;
