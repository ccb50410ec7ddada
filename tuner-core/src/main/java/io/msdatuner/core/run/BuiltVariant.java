package io.msdatuner.core.run;

/** A variant with the artifact that was built for it. */
public record BuiltVariant(Variant variant, Artifact artifact) {}
