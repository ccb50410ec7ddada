package io.msdatuner.variants.build;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.space.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The macros of variants: C, L and P, for which an artifact may be specialised, and compile-time parameters as
 * MSDA_UPPER_SNAKE=value. Names and values come from a space, never from a request.
 */
public final class VariantMacros {
    private VariantMacros() {}

    public static List<String> ofShape(Shape shape) {
        return List.of(
                "-DMSDA_CHANNELS=" + shape.channels(),
                "-DMSDA_LEVELS=" + shape.levelCount(),
                "-DMSDA_POINTS=" + shape.points());
    }

    /** Empty for a baseline's own implementation, which has no parameters. */
    public static List<String> ofConfiguration(Space space, Variant variant) {
        if (!variant.candidate().isTuned()) {
            return List.of();
        }
        var configuration = space.require(variant.candidate().configuration());
        var macros = new ArrayList<String>();
        for (var parameter : space.parameters()) {
            if (parameter.stage() == Stage.COMPILE_TIME) {
                macros.add("-D" + macro(parameter) + "=" + configuration.value(parameter.name()));
            }
        }
        return macros;
    }

    private static String macro(Parameter parameter) {
        return "MSDA_" + parameter.name().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
