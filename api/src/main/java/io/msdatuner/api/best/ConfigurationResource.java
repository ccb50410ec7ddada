package io.msdatuner.api.best;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import java.util.Map;
import java.util.TreeMap;

/** A configuration in JSON: a whole number is a number, all else is text. */
public final class ConfigurationResource {

    private ConfigurationResource() {}

    public static Map<String, Object> of(Configuration configuration) {
        var values = new TreeMap<String, Object>();
        configuration.values().forEach((name, value) -> values.put(name, json(value)));
        return values;
    }

    private static Object json(Value value) {
        return value.isWhole() ? (Object) value.asLong() : value.text();
    }
}
