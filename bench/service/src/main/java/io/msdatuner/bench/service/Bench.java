package io.msdatuner.bench.service;

import java.nio.file.Path;

/**
 * Where a measurement takes place.
 *
 * @param dataDirectory a temporary one
 */
record Bench(Options options, Path dataDirectory) {

    Path launcher() {
        return options.home().resolve("../../tuner").normalize();
    }

    Path script() {
        return options.home().resolve("load.lua");
    }
}
