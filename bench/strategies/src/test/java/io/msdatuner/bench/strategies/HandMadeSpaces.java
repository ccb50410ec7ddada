package io.msdatuner.bench.strategies;

import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import java.util.List;
import java.util.stream.IntStream;

final class HandMadeSpaces {
    private HandMadeSpaces() {}

    /** One parameter; NaN fails. */
    static RecordedSpace of(double... timesMs) {
        var values = IntStream.range(0, timesMs.length).boxed().toArray();
        var space = new Space(List.of(Parameter.compileTime("p", values)), List.of());
        return new RecordedSpace("hand-made", "hand", space, timesMs, 0);
    }

    /** 1000 configurations of 1 to 1000 ms in a mixed order, of which every seventh of the slow half fails. */
    static RecordedSpace wide() {
        var times = IntStream.range(0, 1000)
                .mapToDouble(i -> 1 + i * 617 % 1000)
                .map(time -> time > 500 && time % 7 == 0 ? Double.NaN : time)
                .toArray();
        return of(times);
    }
}
