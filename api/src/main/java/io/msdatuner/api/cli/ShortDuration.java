package io.msdatuner.api.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 90s}, {@code 15m} and {@code 2h}. */
final class ShortDuration implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,6}[smh]");

    @Override
    public Duration convert(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is not allowed; allowed: a time such as 90s, 15m or 2h");
        }
        return Duration.parse("PT" + text);
    }
}
