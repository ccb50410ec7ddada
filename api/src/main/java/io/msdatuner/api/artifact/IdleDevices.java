package io.msdatuner.api.artifact;

import java.util.Optional;
import java.util.function.Supplier;

/** Knows when no campaign of this service builds or loads artifacts. */
@FunctionalInterface
public interface IdleDevices {
    /** Does something while no campaign runs or begins; empty if one runs. */
    <T> Optional<T> whileIdle(Supplier<T> work);
}
