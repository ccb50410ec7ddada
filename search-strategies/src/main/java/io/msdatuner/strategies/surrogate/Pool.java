package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Space;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations that a model is asked about, by columns, because a model goes through them parameter by parameter. */
public final class Pool {
    private final List<Axis> axes;
    private final long[] indices;
    private final short[][] columns;
    private final Map<Long, Integer> places = new HashMap<>();

    public Pool(Space space, List<Axis> axes, long[] indices) {
        this.axes = axes;
        this.indices = indices.clone();
        this.columns = new short[axes.size()][indices.length];
        for (var place = 0; place < indices.length; place++) {
            var positions = space.positionsAt(indices[place]);
            for (var a = 0; a < columns.length; a++) {
                columns[a][place] = axes.get(a).codeOf(positions);
            }
            places.put(indices[place], place);
        }
    }

    public int size() {
        return indices.length;
    }

    public long indexAt(int place) {
        return indices[place];
    }

    /** Where a configuration stands; -1 if it is not in the pool. */
    public int placeOf(long index) {
        return places.getOrDefault(index, -1);
    }

    List<Axis> axes() {
        return axes;
    }

    short[] column(int axis) {
        return columns[axis];
    }
}
