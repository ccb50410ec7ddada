package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Space;
import java.util.ArrayList;
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
                columns[a][place] = (short) positions[axes.get(a).slot()];
            }
            places.put(indices[place], place);
        }
    }

    /** The parameters that have a choice. */
    public static List<Axis> axesOf(Space space) {
        var axes = new ArrayList<Axis>();
        for (var slot = 0; slot < space.parameters().size(); slot++) {
            var parameter = space.parameters().get(slot);
            if (parameter.values().size() > 1) {
                axes.add(Axis.of(slot, parameter));
            }
        }
        return List.copyOf(axes);
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
