/** Tests of figures as people read them. */
@NullMarked
package io.msdatuner.api.text;

import org.jspecify.annotations.NullMarked;
