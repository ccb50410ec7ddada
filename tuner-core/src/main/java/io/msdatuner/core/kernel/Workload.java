package io.msdatuner.core.kernel;

import java.util.List;

/**
 * A named set of shapes that a real model launches.
 *
 * @param name as on the command line, for example {@code rtdetr_dec}
 * @param description the model and part of it
 * @param source where the sizes come from
 */
public record Workload(String name, String description, String source, List<Launch> launches) {

    public Workload {
        launches = List.copyOf(launches);
        if (launches.isEmpty()) {
            throw new IllegalArgumentException("workload %s launches nothing".formatted(name));
        }
    }

    /** One shape with how often one inference step launches it. */
    public record Launch(Shape shape, int count) {
        public Launch {
            if (count < 1) {
                throw new IllegalArgumentException("a shape is launched at least once, not %d times".formatted(count));
            }
        }
    }

    public List<Shape> shapes() {
        return launches.stream().map(Launch::shape).toList();
    }
}
