/** Tests of what the bench keeps and computes; its measurements are made by hand. */
@NullMarked
package io.msdatuner.bench.cpu;

import org.jspecify.annotations.NullMarked;
