package io.msdatuner.variants.worker;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.variants.msda.InputGenerator;
import io.msdatuner.variants.msda.MsdaReference;
import io.msdatuner.variants.msda.ReferenceVector;
import io.msdatuner.variants.msda.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The problem that the worker has on its device. It keeps the last one, because requests of a campaign share theirs. */
final class PreparedProblems {
    private final SessionFactory sessions;
    private @Nullable Prepared last;

    PreparedProblems(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** @param expected the reference's tensors */
    record Prepared(Kernel kernel, ProblemSource source, DeviceSession session, Map<Tensor, double[]> expected) {}

    Prepared prepare(Kernel kernel, ProblemSource source) throws IOException {
        var current = last;
        if (current != null && current.kernel() == kernel && current.source().equals(source)) {
            return current;
        }
        if (current != null) {
            last = null;
            current.session().close();
        }
        var prepared = source.vector() == null || source.vectorFolder() == null
                ? generate(kernel, source)
                : read(kernel, source, Path.of(source.vectorFolder()), source.vector());
        last = prepared;
        return prepared;
    }

    private Prepared generate(Kernel kernel, ProblemSource source) {
        var inputs = InputGenerator.ofCampaigns(Shape.parse(source.shape())).generate();
        var expected = new MsdaReference(inputs).compute(kernel);
        return new Prepared(kernel, source, sessions.open(kernel, inputs), expected);
    }

    private Prepared read(Kernel kernel, ProblemSource source, Path folder, String name) throws IOException {
        var vector = ReferenceVector.read(folder, name)
                .as(Shape.parse(source.shape()).dtype());
        return new Prepared(kernel, source, sessions.open(kernel, vector.inputs()), vector.expected(kernel));
    }
}
