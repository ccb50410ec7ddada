package io.msdatuner.api.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A campaign as {@code 41}, or a campaign set as {@code set-3}. */
record Subject(boolean isSet, long id) {
    private static final Pattern FORM = Pattern.compile("(set-)?([1-9][0-9]{0,17})");

    static final class Converter implements ITypeConverter<Subject> {
        @Override
        public Subject convert(String text) {
            var form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("'" + text
                        + "' is not allowed; allowed: a campaign such as 41 or a campaign set such as set-3");
            }
            return new Subject(form.group(1) != null, Long.parseLong(form.group(2)));
        }
    }

    static Subject set(long id) {
        return new Subject(true, id);
    }

    static Subject campaign(long id) {
        return new Subject(false, id);
    }

    /** Where the service has it. */
    String path() {
        return (isSet ? "/campaign-sets/" : "/campaigns/") + id;
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return (isSet ? "set-" : "") + id;
    }
}
