/** Lists the workloads that this installation knows. The catalogue itself belongs to whoever supplies it as a bean. */
@NullMarked
package io.msdatuner.api.workload;

import org.jspecify.annotations.NullMarked;
