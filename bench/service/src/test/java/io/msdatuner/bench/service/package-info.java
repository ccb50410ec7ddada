@NullMarked
package io.msdatuner.bench.service;

import org.jspecify.annotations.NullMarked;
