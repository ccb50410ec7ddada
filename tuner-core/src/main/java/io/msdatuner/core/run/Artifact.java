package io.msdatuner.core.run;

import java.nio.file.Path;

/**
 * What a builder makes: a file that a runner loads.
 *
 * @param digest of everything that went into it: sources, flags, compile-time values, toolchain
 * @param reused true if it was found in the cache and nothing was compiled
 */
public record Artifact(String digest, Path file, boolean reused) {}
