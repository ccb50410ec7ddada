/** Figures as people read them, alike on the command line and in reports. It uses nothing. */
@NullMarked
package io.msdatuner.api.text;

import org.jspecify.annotations.NullMarked;
