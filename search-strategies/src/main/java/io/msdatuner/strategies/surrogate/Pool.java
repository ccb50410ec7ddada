package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Space;
import java.util.List;
import java.util.stream.LongStream;

/** Configurations that a model is asked about, by columns, because a model goes through them parameter by parameter. */
public final class Pool {
    private final List<Axis> axes;
    private final long[] indices;
    private final short[][] columns;

    public Pool(Space space, List<Axis> axes, long[] indices) {
        this.axes = axes;
        this.indices = indices.clone();
        this.columns = new short[axes.size()][indices.length];
        for (var place = 0; place < indices.length; place++) {
            var positions = space.positionsAt(indices[place]);
            for (var a = 0; a < columns.length; a++) {
                columns[a][place] = axes.get(a).codeOf(positions);
            }
        }
    }

    /** All configurations of a space. */
    static Pool of(Space space, List<Axis> axes) {
        return new Pool(space, axes, LongStream.range(0, space.size()).toArray());
    }

    public int size() {
        return indices.length;
    }

    public long indexAt(int place) {
        return indices[place];
    }

    List<Axis> axes() {
        return axes;
    }

    short[] column(int axis) {
        return columns[axis];
    }
}
