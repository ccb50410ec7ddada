package io.msdatuner.bench.cpu.table;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.util.List;

/** A workload of the catalogue with its shape in float32, which all rivals compute in. */
record Case(String workload, Shape shape) {
    static List<Case> catalogue() {
        return WorkloadCatalogue.all().stream()
                .map(workload ->
                        new Case(workload.name(), inFloat32(workload.shapes().get(0))))
                .toList();
    }

    static Case named(String workload) {
        return new Case(
                workload, inFloat32(WorkloadCatalogue.named(workload).shapes().get(0)));
    }

    private static Shape inFloat32(Shape shape) {
        return new Shape(
                shape.batch(),
                shape.queries(),
                shape.heads(),
                shape.channels(),
                shape.points(),
                shape.levels(),
                DType.FLOAT32,
                shape.locations());
    }
}
