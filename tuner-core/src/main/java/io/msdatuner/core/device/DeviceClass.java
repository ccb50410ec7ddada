package io.msdatuner.core.device;

import io.msdatuner.core.InvalidValueException;
import java.util.regex.Pattern;

/** The name of devices that share records and a work queue, for example {@code Ascend910B2} or one CPU model. */
public record DeviceClass(String name) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public DeviceClass {
        if (!FORM.matcher(name).matches()) {
            throw new InvalidValueException("deviceClass", name, "letters, digits, '.', '_' and '-', at most 100");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
