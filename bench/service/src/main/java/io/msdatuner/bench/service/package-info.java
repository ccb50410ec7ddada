/**
 * Measures the lookup service under load: requests each second, tails, CPU, start and memory. Start at
 * {@link io.msdatuner.bench.service.ServiceBench}.
 */
@NullMarked
package io.msdatuner.bench.service;

import org.jspecify.annotations.NullMarked;
