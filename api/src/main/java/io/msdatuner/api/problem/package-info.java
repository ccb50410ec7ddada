/**
 * How the service says that something is wrong: RFC 9457 problems with stable codes, whatever part of it notices. It
 * knows nothing of campaigns or lookups; the other packages throw what {@link io.msdatuner.api.problem.ProblemAdvice}
 * translates.
 */
@NullMarked
package io.msdatuner.api.problem;

import org.jspecify.annotations.NullMarked;
