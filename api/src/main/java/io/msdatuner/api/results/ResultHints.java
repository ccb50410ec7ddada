package io.msdatuner.api.results;

import io.msdatuner.api.best.Answer;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.ImportedResults;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Space;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What other tuners found, for campaigns to begin with. It is measured like everything else before anything follows from it.
 */
@Component
public class ResultHints {

    private static final int FASTEST = 3;
    private static final int FILES = 5;

    private final ImportedResults store;
    private final T4Reader reader;

    ResultHints(ImportedResults store, T4Reader reader) {
        this.store = store;
        this.reader = reader;
    }

    /**
     * What was kept.
     *
     * @param count results of the file
     * @param timed those of them that ran, were right and have a time
     */
    record Kept(String id, int count, int timed) {}

    /** @throws io.msdatuner.core.InvalidValueException naming what is not allowed; then nothing is kept */
    Kept keep(Kernel kernel, Shape shape, DeviceClass deviceClass, byte[] file) {
        var results = reader.read(file);
        var id = Answer.of(file).digest();
        store.keep(id, kernel, shape, deviceClass, file);
        return new Kept(id, results.count(), results.timed().size());
    }

    /** The bytes that were kept. */
    byte[] find(String id) {
        return store.find(id)
                .orElseThrow(() -> ProblemException.notFound("there are no imported results '%s'".formatted(id)));
    }

    /** The fastest configurations of the newest files for a problem that its space has. */
    public List<Configuration> fastest(Kernel kernel, Shape shape, DeviceClass deviceClass, Space space) {
        return store.of(kernel, shape, deviceClass, FILES).stream()
                .flatMap(file -> reader.read(file).timed().stream())
                .filter(timed -> space.contains(timed.configuration()))
                .sorted(Comparator.comparingDouble(T4Reader.Timed::medianMs))
                .map(T4Reader.Timed::configuration)
                .distinct()
                .limit(FASTEST)
                .toList();
    }
}
