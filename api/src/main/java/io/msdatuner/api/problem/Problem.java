package io.msdatuner.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.msdatuner.core.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that says what is wrong (RFC 9457, section 3.1).
 *
 * @param type a URN made of the code
 * @param instance the path of the request
 * @param field what has the value that is not allowed
 * @param value as it was given, shortened
 * @param allowed in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @Nullable String field,
        @Nullable String value,
        @Nullable String allowed) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemCode code, int status, String detail, String instance) {
        return new Problem(
                "urn:msda-tuner:problem:" + code.id(),
                code.title(),
                status,
                detail,
                instance,
                code.id(),
                null,
                null,
                null);
    }

    static Problem of(InvalidValueException invalid, String instance) {
        var code = ProblemCode.INVALID_VALUE;
        return of(code, code.status(), String.valueOf(invalid.getMessage()), instance)
                .about(invalid.field(), invalid.value(), invalid.allowed());
    }

    Problem about(@Nullable String newField, @Nullable String newValue, @Nullable String newAllowed) {
        return new Problem(type, title, status, detail, instance, code, newField, newValue, newAllowed);
    }
}
