package io.msdatuner.variants.cpu;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.run.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Breaks a share of the variants on purpose, so that a person can see that the tuner survives them: set
 * {@value #VARIABLE} to {@code wrong=0.1,crash=0.1,hang=0.05,compile=0.1}. Which variants are hit depends on their
 * configuration alone. A broken artifact has another digest than a sound one; baselines are never hit.
 */
record FaultInjection(Map<String, Double> shares) {
    static final String VARIABLE = "MSDA_TUNER_INJECT_FAULTS";
    private static final List<String> FAULTS = List.of("wrong", "crash", "hang", "compile");
    private static final String FORM = "shares as wrong=0.1,crash=0.1,hang=0.05,compile=0.1 that add up to at most 1";

    FaultInjection {
        shares = new LinkedHashMap<>(shares);
        var sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!FAULTS.containsAll(shares.keySet())
                || sum > 1
                || shares.values().stream().anyMatch(share -> !(share >= 0))) {
            throw new InvalidValueException(VARIABLE, shares, FORM);
        }
    }

    static FaultInjection none() {
        return new FaultInjection(Map.of());
    }

    static FaultInjection parse(String text) {
        var shares = new LinkedHashMap<String, Double>();
        for (var part : text.split(",", -1)) {
            var sides = part.split("=", 2);
            try {
                shares.put(sides[0].strip(), Double.parseDouble(sides[1]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new InvalidValueException(VARIABLE, part, FORM);
            }
        }
        return new FaultInjection(shares);
    }

    /** The value of the macro MSDA_INJECT_FAULT for a variant, 1 to 4 as in native/cpu/fault.h; empty if it is spared. */
    Optional<Integer> faultOf(Variant variant) {
        if (shares.isEmpty() || !variant.candidate().isTuned()) {
            return Optional.empty();
        }
        var draw = new SplittableRandom(Long.parseUnsignedLong(
                        variant.candidate().configuration().id(), 16))
                .nextDouble();
        for (var fault = 0; fault < FAULTS.size(); fault++) {
            draw -= shares.getOrDefault(FAULTS.get(fault), 0.0);
            if (draw < 0) {
                return Optional.of(fault + 1);
            }
        }
        return Optional.empty();
    }
}
