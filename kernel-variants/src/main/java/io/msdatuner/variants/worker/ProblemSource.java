package io.msdatuner.variants.worker;

import org.jspecify.annotations.Nullable;

/**
 * Where a request's inputs and expected results come from: generated for a shape, or read from a reference vector.
 *
 * @param shape the shape's canonical text
 * @param vectorFolder the vector's folder, or null to generate
 * @param vector the vector's name, or null to generate
 */
record ProblemSource(
        String shape,
        @Nullable String vectorFolder,
        @Nullable String vector) {}
