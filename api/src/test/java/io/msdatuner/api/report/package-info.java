/** Tests of what reports look like. */
@NullMarked
package io.msdatuner.api.report;

import org.jspecify.annotations.NullMarked;
