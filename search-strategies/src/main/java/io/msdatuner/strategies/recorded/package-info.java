/**
 * Spaces that were measured elsewhere and are given as a list of their valid configurations, and the outcomes that a
 * look-up of one's time stands for. What replays a recorded space, a benchmark or another process, starts at {@link
 * io.msdatuner.strategies.recorded.ListedSpace}.
 */
@NullMarked
package io.msdatuner.strategies.recorded;

import org.jspecify.annotations.NullMarked;
