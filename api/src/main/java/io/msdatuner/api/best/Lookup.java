package io.msdatuner.api.best;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Freshness;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.Optional;

/**
 * A lookup as it was asked, with every default filled in.
 *
 * @param problem what is to be computed, where, and how
 * @param toolchain that the caller runs, if it says so; else that of this host's device of the class
 * @param sourceDigest of the caller's kernel sources, likewise
 * @param least a record of less freshness is not served
 * @param allowsNearest whether other shapes may answer where there is no such record
 */
record Lookup(
        Problem problem,
        Optional<String> toolchain,
        Optional<String> sourceDigest,
        Freshness least,
        boolean allowsNearest) {

    /** What is served to a caller who says no more than the problem. */
    static Lookup usual(Problem problem) {
        return new Lookup(problem, Optional.empty(), Optional.empty(), Freshness.SUSPECT, true);
    }

    /** What never ages: a record key without toolchain and sources. */
    record Problem(Kernel kernel, Shape shape, DeviceClass deviceClass, DeterminismWish determinism) {

        static Problem of(RecordKey key) {
            return new Problem(key.kernel(), key.shape(), key.deviceClass(), key.determinism());
        }
    }
}
