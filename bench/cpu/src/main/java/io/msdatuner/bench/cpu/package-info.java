/**
 * What the parts of this bench share: the host's CPU as campaigns reach it, with its builder and its worker. Nothing else
 * depends on the bench. Start at {@link io.msdatuner.bench.cpu.Rig}.
 */
@NullMarked
package io.msdatuner.bench.cpu;

import org.jspecify.annotations.NullMarked;
