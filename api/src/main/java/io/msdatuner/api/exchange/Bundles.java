package io.msdatuner.api.exchange;

import io.msdatuner.api.best.AnswerDocument;
import io.msdatuner.api.snapshot.Snapshots;
import io.msdatuner.core.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes bundles of snapshots and snapshots of bundles. What is not wholly right is refused and leaves nothing. */
@Component
class Bundles {

    private static final int DEEPEST = 16;
    private static final int LONGEST_NAME = 200;

    private final Snapshots snapshots;
    private final AnswerDocument answers;
    private final BundleKey key;
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    Bundles(Snapshots snapshots, AnswerDocument answers, BundleKey key) {
        this.snapshots = snapshots;
        this.answers = answers;
        this.key = key;
    }

    Bundle of(String snapshot) {
        var payload = new String(snapshots.find(snapshot).body(), StandardCharsets.UTF_8);
        return new Bundle(Bundle.FORMAT, payload, BundleKey.ALGORITHM, key.id(), key.sign(payload));
    }

    /**
     * Keeps what a bundle holds and returns the snapshot's id: the one that it was made of.
     *
     * @throws InvalidValueException naming what is not allowed; then nothing is kept
     */
    String keep(byte[] file) {
        var bundle = parse(file);
        require("format", bundle.format(), Bundle.FORMAT);
        require("algorithm", bundle.algorithm(), BundleKey.ALGORITHM);
        var payload = Objects.requireNonNullElse(bundle.payload(), "");
        if (!key.accepts(payload, Objects.requireNonNullElse(bundle.signature(), ""))) {
            throw new InvalidValueException(
                    "signature",
                    "that of key " + bundle.keyId(),
                    "the signature of this payload with this service's key " + key.id());
        }
        var content = payload.getBytes(StandardCharsets.UTF_8);
        answers.read(content);
        return snapshots.keep(content).digest();
    }

    private Bundle parse(byte[] file) {
        try {
            return json.readValue(file, Bundle.class);
        } catch (JacksonException e) {
            throw new InvalidValueException("body", e.getOriginalMessage(), "a bundle of msda-tuner");
        }
    }

    private static void require(String field, @Nullable String value, String expected) {
        if (!expected.equals(value)) {
            throw new InvalidValueException(field, String.valueOf(value), expected);
        }
    }
}
