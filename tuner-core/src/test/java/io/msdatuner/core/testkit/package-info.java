/**
 * What tests of this and other modules share: hand-written fakes of the core's ports, a clock that is set by hand, and small
 * example spaces. Everything here is deterministic. Uses only the core. Start at
 * {@link io.msdatuner.core.testkit.FakeRunner}.
 */
@NullMarked
package io.msdatuner.core.testkit;

import org.jspecify.annotations.NullMarked;
