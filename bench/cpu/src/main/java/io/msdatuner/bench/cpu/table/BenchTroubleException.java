package io.msdatuner.bench.cpu.table;

/** One comparison cannot be made here; the others can. The message says why. */
final class BenchTroubleException extends RuntimeException {
    BenchTroubleException(String message) {
        super(message);
    }
}
