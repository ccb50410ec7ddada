package io.msdatuner.bench.cpu.table;

/** The time that the call was given is over; what was found is kept, and the next call goes on. */
final class TimeIsUpException extends RuntimeException {
    TimeIsUpException() {
        super("the time of this call is up; call again to go on");
    }
}
