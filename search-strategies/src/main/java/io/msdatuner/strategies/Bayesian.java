package io.msdatuner.strategies;

import io.msdatuner.core.search.SearchProblem;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.strategies.surrogate.Axis;
import io.msdatuner.strategies.surrogate.Pool;
import io.msdatuner.strategies.surrogate.Surrogate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Work in progress. */
final class Bayesian implements Proposer {
    static final int INIT = Integer.getInteger("init", 5);
    static final int DRAWS = Integer.getInteger("draws", 30);
    static final int LIMIT = 20_000;
    private final Space space;
    private final long seed;
    private final List<Axis> axes;
    private final Map<Long, Surrogate.Sample> samples = new LinkedHashMap<>();
    private int measured;
    private @Nullable Surrogate surrogate;
    private int included;
    private @Nullable Pool whole;

    Bayesian(SearchProblem problem) {
        this.space = problem.space();
        this.seed = new SplittableRandom(problem.seed()).nextLong();
        this.axes = Pool.axesOf(space);
    }

    @Override
    public void learn(long index, Outcome outcome) {
        var log = outcome instanceof Outcome.Measured m ? Math.log(Math.max(1, m.median().medianNs())) : Double.NaN;
        measured += Double.isNaN(log) ? 0 : 1;
        if (samples.put(index, new Surrogate.Sample(input(index), log)) != null) {
            surrogate = null;
        }
    }

    private short[] input(long index) {
        var positions = space.positionsAt(index);
        var input = new short[axes.size()];
        for (var a = 0; a < input.length; a++) {
            input[a] = (short) positions[axes.get(a).slot()];
        }
        return input;
    }

    @Override
    public OptionalLong propose(Ledger ledger) {
        var random = new SplittableRandom(seed + ledger.count());
        if (measured < 2 || samples.size() < INIT) {
            return spread(ledger, random);
        }
        var model = model();
        var worth = model.worth(ledger.pending().stream().map(this::input).toList());
        var best = -1;
        for (var c = 0; c < worth.length; c++) {
            if ((best < 0 || worth[c] > worth[best]) && ledger.isFree(model.pool().indexAt(c))) {
                best = c;
            }
        }
        return best < 0 ? ledger.next() : OptionalLong.of(model.pool().indexAt(best));
    }

    private OptionalLong spread(Ledger ledger, SplittableRandom random) {
        var known = new ArrayList<short[]>();
        samples.values().forEach(sample -> known.add(sample.input()));
        ledger.pending().forEach(index -> known.add(input(index)));
        var best = -1L;
        var bestDistance = -1.0;
        for (var i = 0; i < DRAWS; i++) {
            var index = random.nextLong(space.size());
            var input = input(index);
            var distance = known.stream().mapToDouble(other -> distance(input, other)).min().orElse(0);
            if (ledger.isFree(index) && distance > bestDistance) {
                best = index;
                bestDistance = distance;
            }
        }
        return best < 0 ? ledger.next() : OptionalLong.of(best);
    }

    private double distance(short[] one, short[] other) {
        var sum = 0.0;
        for (var a = 0; a < one.length; a++) {
            sum += axes.get(a).distance(one[a], other[a]);
        }
        return sum;
    }

    private Surrogate model() {
        var due = due(samples.size());
        var all = new ArrayList<>(samples.values());
        var model = surrogate;
        if (model == null || included < due) {
            model = Surrogate.fit(pool(), all.subList(0, due));
            included = due;
            surrogate = model;
        }
        while (included < all.size()) {
            model.add(all.get(included++));
        }
        return model;
    }

    static final double GROW = Double.parseDouble(System.getProperty("grow", "1.15"));

    /** The last count at or before n at which the model is learnt anew. */
    static int due(int n) {
        var due = 3;
        var next = due;
        while (next <= n) {
            due = next;
            next = Math.max(due + 2, (int) (due * GROW));
        }
        return Math.min(due, n);
    }

    private Pool pool() {
        if (whole == null) {
            whole = new Pool(space, axes, LongStream.range(0, Math.min(LIMIT, space.size())).toArray());
        }
        return whole;
    }
}
