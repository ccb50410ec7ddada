package io.msdatuner.api.best;

import io.msdatuner.core.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers many lookups at once, each with the very bytes of its single answer. */
@Component
public class BatchLookup {

    private static final byte[] BEFORE = "{\"answers\":[".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER = "]}".getBytes(StandardCharsets.UTF_8);

    private final LookupReader reader;
    private final BestConfigurations best;
    private final LookupCounts counts;

    BatchLookup(LookupReader reader, BestConfigurations best, LookupCounts counts) {
        this.reader = reader;
        this.best = best;
        this.counts = counts;
    }

    /**
     * In the order of the lookups.
     *
     * @throws InvalidValueException naming the first lookup and its field that is not allowed
     */
    public Answer of(LookupBatch batch) {
        var asked = batch.each();
        var answers = new ArrayList<byte[]>();
        for (var number = 0; number < asked.size(); number++) {
            answers.add(one(number, asked.get(number)).body());
        }
        return Answer.of(join(answers));
    }

    private Answer one(int number, LookupFields fields) {
        try {
            return best.of(reader.read(fields));
        } catch (InvalidValueException e) {
            counts.refused();
            throw new InvalidValueException("lookups[%d].%s".formatted(number, e.field()), e.value(), e.allowed());
        }
    }

    private static byte[] join(List<byte[]> answers) {
        var commas = answers.size() - 1;
        var length = BEFORE.length
                + AFTER.length
                + commas
                + answers.stream().mapToInt(answer -> answer.length).sum();
        var joined = ByteBuffer.allocate(length).put(BEFORE);
        for (var number = 0; number < answers.size(); number++) {
            if (number > 0) {
                joined.put((byte) ',');
            }
            joined.put(answers.get(number));
        }
        return joined.put(AFTER).array();
    }
}
