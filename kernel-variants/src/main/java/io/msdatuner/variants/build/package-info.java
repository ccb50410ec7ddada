/**
 * What backends share when they make artifacts: the kernels' sources as they are installed, the cache of artifacts by
 * digest, the running of compilers. It knows no backend. Start reading at
 * {@link io.msdatuner.variants.build.ArtifactCache}.
 */
@NullMarked
package io.msdatuner.variants.build;

import org.jspecify.annotations.NullMarked;
