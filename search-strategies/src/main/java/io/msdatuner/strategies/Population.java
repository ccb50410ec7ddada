package io.msdatuner.strategies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Everything measured, fastest first, and how long ago the fastest was found. */
final class Population {
    private static final int PARENTS = 12;
    private static final int TOURNAMENT = 3;
    /** Of {@link #predict}: the power with which the weight of a member falls with its distance. */
    private static final int SHARPNESS = 5;
    /** Of a step between neighbouring positions, in units of a value that differs. */
    private static final double STEP = 0.2;

    private final Map<Long, Member> byIndex = new HashMap<>();
    private final List<Member> ranked = new ArrayList<>();
    private int sinceImprovement;

    record Member(Individual individual, double medianNs) {}

    /** Adds a measured individual; one that was measured before gets the new time. */
    void add(Individual individual, double medianNs) {
        var improves = ranked.isEmpty() || medianNs < ranked.get(0).medianNs();
        sinceImprovement = improves ? 0 : sinceImprovement + 1;
        var member = new Member(individual, medianNs);
        var before = byIndex.put(individual.index(), member);
        if (before != null) {
            ranked.remove(before);
        }
        ranked.add(placeOf(medianNs), member);
    }

    int size() {
        return ranked.size();
    }

    /** How many members were added since the fastest. */
    int sinceImprovement() {
        return sinceImprovement;
    }

    /** The fastest of a few drawn from the parents. */
    Individual parent(RandomGenerator random) {
        var rank = size();
        for (var i = 0; i < TOURNAMENT; i++) {
            rank = Math.min(rank, random.nextInt(parents()));
        }
        return ranked.get(rank).individual();
    }

    /** The share of parameters in which the parents differ from the fastest, on average: 0 if they have converged. */
    double spread() {
        var fastest = ranked.get(0).individual();
        return ranked.subList(0, parents()).stream()
                .mapToDouble(parent -> (double) parent.individual().differences(fastest) / fastest.size())
                .average()
                .orElse(0);
    }

    /**
     * The logarithm of the time that the members around an individual promise: their mean, weighted by inverse distance
     * (Shepard, "A two-dimensional interpolation function for irregularly-spaced data", Proceedings of the 23rd ACM
     * National Conference, 1968, doi:10.1145/800186.810616).
     */
    double predict(Individual individual) {
        var sum = 0.0;
        var weights = 0.0;
        for (var member : ranked) {
            var weight = Math.pow(1 + distance(individual, member.individual()), -SHARPNESS);
            sum += weight * Math.log(member.medianNs());
            weights += weight;
        }
        return sum / weights;
    }

    private static double distance(Individual one, Individual other) {
        return one.differences(other) + STEP * one.steps(other);
    }

    private int parents() {
        return Math.min(PARENTS, size());
    }

    private int placeOf(double medianNs) {
        var place = 0;
        while (place < ranked.size() && ranked.get(place).medianNs() <= medianNs) {
            place++;
        }
        return place;
    }
}
