/**
 * Checks the reference, the baselines and a sample of variants of every family against reference vectors: answers that this
 * project did not compute. Start reading at {@link io.msdatuner.variants.verify.VectorVerification}.
 */
@NullMarked
package io.msdatuner.variants.verify;

import org.jspecify.annotations.NullMarked;
