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
                        new Case(workload.name(), workload.shapes().get(0).withDtype(DType.FLOAT32)))
                .toList();
    }

    static Case named(String workload) {
        return new Case(
                workload, WorkloadCatalogue.named(workload).shapes().get(0).withDtype(DType.FLOAT32));
    }
}
