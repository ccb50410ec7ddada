package io.msdatuner.core.run;

/**
 * Compiles variants to artifacts, which it caches by digest. Safe for use by several threads. A variant that cannot be
 * compiled is a result; an exception means that no variant could be (no compiler, disk full) and says what to do.
 */
public interface VariantBuilder {
    BuildResult build(Variant variant) throws InterruptedException;
}
