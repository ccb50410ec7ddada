package io.msdatuner.strategies.surrogate;

import io.msdatuner.core.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which configurations a model is asked about: all of a small space; otherwise those around the fastest and some from
 * everywhere.
 */
public final class Candidates {
    /** Spaces up to this size are held in memory as a whole. */
    static final int WHOLE = 20_000;

    /** Of a larger space, at most so many are looked at. */
    private static final int MOST_SAMPLED = 4_000;
    /** And so many for each sample: the first models are too rough to tell more apart, and a cold JVM takes long. */
    private static final int SAMPLED_FOR_EACH = 200;

    private static final int CENTRES = 8;
    private static final double LOCAL = 0.7;
    private static final int MOST_CHANGES = 3;

    private final Space space;
    private final List<Axis> parameters;
    /** The codes of all configurations, as soon as they were needed. */
    private short @Nullable [][] whole;

    public Candidates(Space space) {
        this.space = space;
        this.parameters = Axis.of(space, Axis.View.PARAMETERS).stream()
                .filter(axis -> !axis.isDerived())
                .toList();
    }

    private short[][] whole() {
        var known = whole;
        if (known == null) {
            known = new short[(int) space.size()][];
            Arrays.setAll(known, index -> Axis.encode(parameters, space.positionsAt(index)));
            whole = known;
        }
        return known;
    }

    /**
     * @param fastest indices of what was measured, fastest first
     * @param samples how many there are to learn from, here or elsewhere
     * @param limit how many at most
     */
    public long[] select(List<Long> fastest, int samples, int limit, SplittableRandom random) {
        var sampled = Math.min(MOST_SAMPLED, SAMPLED_FOR_EACH * Math.max(1, samples));
        var most = Math.min(limit, space.size() <= WHOLE ? WHOLE : sampled);
        return space.size() <= most ? LongStream.range(0, space.size()).toArray() : part(fastest, most, random);
    }

    private long[] part(List<Long> fastest, int limit, SplittableRandom random) {
        Set<Long> chosen = new LinkedHashSet<>();
        var centres = fastest.subList(0, Math.min(CENTRES, fastest.size()));
        var local = (int) (LOCAL * limit);
        if (space.size() <= WHOLE) {
            addClosest(chosen, centres, local);
        } else {
            addAround(chosen, centres, local, random);
        }
        for (var i = 0; i < limit - local; i++) {
            chosen.add(random.nextLong(space.size()));
        }
        return chosen.stream().mapToLong(Long::longValue).toArray();
    }

    private void addClosest(Set<Long> chosen, List<Long> centres, int count) {
        var all = whole();
        var distance = new double[all.length];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        for (var centre : centres) {
            for (var c = 0; c < all.length; c++) {
                distance[c] = Math.min(distance[c], distance(all[centre.intValue()], all[c]));
            }
        }
        var sorted = distance.clone();
        Arrays.sort(sorted);
        var farthest = sorted[Math.min(count, sorted.length) - 1];
        IntStream.range(0, all.length).filter(c -> distance[c] < farthest).forEach(c -> chosen.add((long) c));
        IntStream.range(0, all.length)
                .filter(c -> distance[c] == farthest)
                .limit(Math.max(0, count - chosen.size()))
                .forEach(c -> chosen.add((long) c));
    }

    /** A value that differs counts, and a little how far it lies. */
    private double distance(short[] one, short[] other) {
        var sum = 0.0;
        for (var a = 0; a < one.length; a++) {
            sum += one[a] == other[a] ? 0 : 1 + parameters.get(a).distance(one[a], other[a]);
        }
        return sum;
    }

    /** All valid changes of one value, then changes of a few drawn at random. */
    private void addAround(Set<Long> chosen, List<Long> centres, int count, SplittableRandom random) {
        for (var centre : centres) {
            addSingleChanges(chosen, space.positionsAt(centre), count);
        }
        for (var draw = 0; draw < 2 * count && chosen.size() < count && !centres.isEmpty(); draw++) {
            var positions = space.positionsAt(centres.get(random.nextInt(centres.size())));
            for (var change = random.nextInt(2, MOST_CHANGES + 1); change > 0; change--) {
                var slot = random.nextInt(positions.length);
                positions[slot] =
                        random.nextInt(space.parameters().get(slot).values().size());
            }
            addIfValid(chosen, positions);
        }
    }

    private void addSingleChanges(Set<Long> chosen, int[] positions, int count) {
        for (var slot = 0; slot < positions.length; slot++) {
            var own = positions[slot];
            for (var value = 0;
                    value < space.parameters().get(slot).values().size() && chosen.size() < count;
                    value++) {
                positions[slot] = value;
                addIfValid(chosen, positions);
            }
            positions[slot] = own;
        }
    }

    private void addIfValid(Set<Long> chosen, int[] positions) {
        var index = space.indexOf(positions);
        if (index >= 0) {
            chosen.add(index);
        }
    }

    /** @return what lies far from the known ones: of some drawn at random, the one whose nearest is the farthest */
    public long spread(List<Long> known, int draws, SplittableRandom random) {
        var codes = new ArrayList<short[]>();
        known.forEach(index -> codes.add(Axis.encode(parameters, space.positionsAt(index))));
        var best = random.nextLong(space.size());
        var bestDistance = -1.0;
        for (var draw = 0; draw < draws; draw++) {
            var index = random.nextLong(space.size());
            var drawn = Axis.encode(parameters, space.positionsAt(index));
            var nearest =
                    codes.stream().mapToDouble(code -> steps(drawn, code)).min().orElse(0);
            if (nearest > bestDistance) {
                best = index;
                bestDistance = nearest;
            }
        }
        return best;
    }

    private double steps(short[] one, short[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(a -> parameters.get(a).distance(one[a], other[a]))
                .sum();
    }
}
