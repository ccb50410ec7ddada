/** Threads that never keep the process alive. It uses nothing. */
@NullMarked
package io.msdatuner.api.thread;

import org.jspecify.annotations.NullMarked;
