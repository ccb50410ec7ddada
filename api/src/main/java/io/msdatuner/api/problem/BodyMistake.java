package io.msdatuner.api.problem;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What is wrong with a body that cannot be read, in words of the API: no Java class is named.
 *
 * @param field the path of the field, if it is about one
 */
record BodyMistake(String detail, @Nullable String field) {

    static BodyMistake in(HttpMessageNotReadableException unreadable) {
        var cause = unreadable.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            var field = pathOf(unknown);
            return new BodyMistake("there is no field '%s'; fields: %s".formatted(field, known), field);
        } else if (cause instanceof MismatchedInputException mismatch) {
            return mismatch(mismatch);
        } else if (cause instanceof InputCoercionException tooLarge) {
            var field = String.valueOf(tooLarge.processor().currentName());
            return new BodyMistake(
                    "field '%s' has the wrong type: it must be a whole number of 64 bits".formatted(field), field);
        } else if (cause instanceof StreamReadException noJson) {
            var location = noJson.getLocation();
            return new BodyMistake(
                    "the body is not valid JSON at line %d, column %d"
                            .formatted(location.getLineNr(), location.getColumnNr()),
                    null);
        }
        return new BodyMistake("the body must be a JSON object", null);
    }

    private static BodyMistake mismatch(MismatchedInputException mismatch) {
        var field = pathOf(mismatch);
        if (field.isEmpty()) {
            return new BodyMistake("the body must be one JSON object", null);
        }
        var type = mismatch.getTargetType();
        var expected = type != null && Number.class.isAssignableFrom(type) ? "a whole number of 64 bits" : "a string";
        return new BodyMistake("field '%s' has the wrong type: it must be %s".formatted(field, expected), field);
    }

    private static String pathOf(JacksonException failure) {
        return failure.getPath().stream()
                .map(reference -> reference.getPropertyName() == null
                        ? "[" + reference.getIndex() + "]"
                        : shorten(reference.getPropertyName()))
                .collect(Collectors.joining("."));
    }

    private static String shorten(String name) {
        return name.length() <= 60 ? name : name.substring(0, 57) + "...";
    }
}
