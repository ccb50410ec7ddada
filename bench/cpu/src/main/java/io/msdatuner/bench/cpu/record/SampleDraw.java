package io.msdatuner.bench.cpu.record;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.variants.msda.WorkloadCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Draws the configurations that every shape is measured with. Families alike, because one with many values of other
 * parameters would else be most of the sample.
 */
record SampleDraw(Recording recording, Rig rig) {
    private static final long SEED = 20_261_125;
    private static final String THREADS = "threads";
    /** Its parameters have all values, so that nothing is missing from what is drawn of it. */
    private static final String DRAWN_FROM = "ddetr_enc";

    /** Those of the recording's space that come closest; the first of more are the same as of fewer. */
    List<Configuration> configurations(int count) {
        var from = shape();
        var space = rig.space(recording.kernel(), from);
        var threads = rig.backend()
                .defaultConfiguration(recording.kernel(), from, rig.device())
                .value(THREADS)
                .text();
        var families = new LinkedHashMap<List<String>, List<Configuration>>();
        for (var index = 0L; index < space.size(); index++) {
            var configuration = space.at(index);
            if (configuration.is(THREADS, threads)) {
                families.computeIfAbsent(family(configuration), key -> new ArrayList<>())
                        .add(configuration);
            }
        }
        var random = new Random(SEED);
        var drawn = new ArrayList<Configuration>();
        var order = new ArrayList<>(families.values());
        for (var i = 0; i < count; i++) {
            if (i % order.size() == 0) {
                Collections.shuffle(order, random);
            }
            var family = order.get(i % order.size());
            drawn.add(recording.space().closest(family.get(random.nextInt(family.size()))));
        }
        return drawn;
    }

    private static Shape shape() {
        return WorkloadCatalogue.named(DRAWN_FROM).shapes().get(0);
    }

    private static List<String> family(Configuration configuration) {
        return Stream.of("layout", "gradValue")
                .filter(configuration.values()::containsKey)
                .map(name -> configuration.value(name).text())
                .toList();
    }
}
