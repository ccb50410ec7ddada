package io.msdatuner.api.store;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of the tables' columns. What was written is read back exactly, whatever PostgreSQL does to it in between. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }

    /** Whole numbers as numbers, so that SQL can compare them; all else, -0 too, as text. */
    static String write(Configuration configuration) {
        var node = object();
        configuration.values().forEach((name, value) -> {
            if (value.isWhole() && Value.of(value.asLong()).equals(value)) {
                node.put(name, value.asLong());
            } else {
                node.put(name, value.text());
            }
        });
        return node.toString();
    }

    static Configuration configuration(String json) {
        var values = new TreeMap<String, Value>();
        parse(json)
                .forEachEntry((name, node) ->
                        values.put(name, node.isString() ? Value.of(node.stringValue()) : Value.of(node.longValue())));
        return new Configuration(values);
    }

    static String write(Map<String, String> texts) {
        var node = object();
        texts.forEach((name, text) -> node.put(StorableText.encode(name), StorableText.encode(text)));
        return node.toString();
    }

    static Map<String, String> texts(String json) {
        var texts = new TreeMap<String, String>();
        parse(json).forEachEntry((name, node) -> texts.put(StorableText.decode(name), text(node)));
        return texts;
    }

    static void put(ObjectNode node, String field, String text) {
        node.put(field, StorableText.encode(text));
    }

    static String text(JsonNode node) {
        return StorableText.decode(node.stringValue());
    }

    /** JSON has no NaN and no infinities, and PostgreSQL's JSON no -0: these are texts. */
    static void put(ObjectNode node, String field, double figure) {
        if (Double.isFinite(figure) && Double.compare(figure, -0.0) != 0) {
            node.put(field, figure);
        } else {
            node.put(field, Double.toString(figure));
        }
    }

    static double figure(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.stringValue()) : node.asDouble();
    }
}
