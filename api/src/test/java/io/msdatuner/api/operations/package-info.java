/** Checks what is delivered for running the service: the Kubernetes manifests and the Compose file. */
@NullMarked
package io.msdatuner.api.operations;

import org.jspecify.annotations.NullMarked;
