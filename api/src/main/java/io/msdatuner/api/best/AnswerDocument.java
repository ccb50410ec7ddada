package io.msdatuner.api.best;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code {"answers": [...]}} that comes from elsewhere, to the letter. Nothing in it is ever evaluated. */
@Component
public class AnswerDocument {

    private static final String FIELD = "payload";

    private final JsonMapper json;

    AnswerDocument(JsonMapper json) {
        this.json = json;
    }

    private record Answers(@Nullable List<@Nullable BestResource> answers) {}

    /**
     * One answer in short.
     *
     * @param configuration values by parameter; empty if the answer has none
     * @param medianNs expected time, if there is one
     * @param artifact digest, if there is one
     */
    public record Line(
            String kernel,
            String shape,
            String deviceClass,
            String determinism,
            String match,
            Map<String, Object> configuration,
            Optional<Double> medianNs,
            Optional<String> artifact) {}

    /** @throws InvalidValueException naming the first answer and its field that is not allowed */
    public List<Line> read(byte[] document) {
        var answers = parse(document).answers();
        if (answers == null || answers.isEmpty() || answers.size() > LookupBatch.MAX_LOOKUPS) {
            throw new InvalidValueException(
                    FIELD + ".answers", "another number of them", "1 to " + LookupBatch.MAX_LOOKUPS + " answers");
        }
        var lines = new ArrayList<Line>();
        for (var number = 0; number < answers.size(); number++) {
            lines.add(checked(FIELD + ".answers[" + number + "]", answers.get(number)));
        }
        return lines;
    }

    private Answers parse(byte[] document) {
        try {
            return json.readValue(document, Answers.class);
        } catch (JacksonException e) {
            throw new InvalidValueException(
                    FIELD, e.getOriginalMessage(), "the answers of this service's snapshots, to the letter");
        }
    }

    private static Line checked(String where, @Nullable BestResource answer) {
        if (answer == null) {
            throw new InvalidValueException(where, "null", "an answer");
        }
        try {
            Kernel.parse(answer.kernel());
            Shape.parse(answer.shape());
            DeterminismWish.parse(answer.determinism());
            new DeviceClass(answer.deviceClass());
        } catch (InvalidValueException e) {
            throw new InvalidValueException(where + "." + e.field(), e.value(), e.allowed());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new InvalidValueException(where, "an incomplete answer", "kernel, shape, deviceClass, determinism");
        }
        if (!Match.ids().contains(answer.match())) {
            throw new InvalidValueException(where + ".match", answer.match(), String.join(", ", Match.ids()));
        }
        return line(where, answer);
    }

    private static Line line(String where, BestResource answer) {
        var configuration = answer.configuration() == null ? Map.<String, Object>of() : answer.configuration();
        for (var value : configuration.entrySet()) {
            if (!(value.getValue() instanceof Number) && !(value.getValue() instanceof String)) {
                throw new InvalidValueException(
                        where + ".configuration." + value.getKey(), value.getValue(), "a number or a text");
            }
        }
        return new Line(
                answer.kernel(),
                answer.shape(),
                answer.deviceClass(),
                answer.determinism(),
                answer.match(),
                configuration,
                Optional.ofNullable(answer.medianNs()),
                Optional.ofNullable(answer.artifact()).map(BestResource.ArtifactReference::digest));
    }
}
