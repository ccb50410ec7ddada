package io.msdatuner.variants.cpu;

import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The macros of a variant: its compile-time parameters as MSDA_UPPER_SNAKE=value, and C, L and P, for which an artifact is
 * specialised. Names and values come from the space, never from a request.
 *
 * @param target what {@code -march=native} means here: part of an artifact's identity
 */
record VariantMacros(CpuSpaces spaces, FaultInjection faults, String target) {

    List<String> of(Variant variant) {
        var shape = variant.shape();
        var macros = new ArrayList<String>();
        macros.add("-DMSDA_CHANNELS=" + shape.channels());
        macros.add("-DMSDA_LEVELS=" + shape.levelCount());
        macros.add("-DMSDA_POINTS=" + shape.points());
        if (variant.candidate().isTuned()) {
            var configuration = spaces.space(variant.kernel(), shape)
                    .require(variant.candidate().configuration());
            for (var parameter : spaces.space(variant.kernel(), shape).parameters()) {
                if (parameter.stage() == Stage.COMPILE_TIME) {
                    macros.add("-D" + macro(parameter) + "=" + configuration.value(parameter.name()));
                }
            }
        }
        faults.faultOf(variant).ifPresent(fault -> macros.add("-DMSDA_INJECT_FAULT=" + fault));
        return macros;
    }

    private static String macro(Parameter parameter) {
        return "MSDA_" + parameter.name().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
