/**
 * The measuring parent and the worker process, two named halves: {@link io.msdatuner.variants.worker.WorkerRunner} starts,
 * watches and kills a child JVM; {@link io.msdatuner.variants.worker.WorkerMain} is that child, which loads artifacts,
 * verifies and times them. They talk frames on the child's pipes (docs/worker-protocol.md).
 */
@NullMarked
package io.msdatuner.variants.worker;

import org.jspecify.annotations.NullMarked;
