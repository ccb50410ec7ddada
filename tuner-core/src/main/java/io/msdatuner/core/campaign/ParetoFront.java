package io.msdatuner.core.campaign;

import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Which measured configurations are worth choosing if scratch memory counts as well as time: those to which no other is at
 * least as good in both and better in one (Pareto dominance; Deb, "Multi-Objective Optimization Using Evolutionary
 * Algorithms", Wiley 2001, section 2.4). It begins with the campaign's best, unless one with less memory is exactly as fast;
 * what a search trial measured as faster is not believed against the finals, so it counts only if it needs less memory.
 *
 * @param points with less and less memory; empty if nothing was measured or memory is not known
 */
public record ParetoFront(List<Point> points) {

    public ParetoFront {
        points = List.copyOf(points);
    }

    /**
     * A measured configuration.
     *
     * @param scratchBytes what a launch takes besides inputs and outputs
     */
    public record Point(Trial trial, long scratchBytes) {
        double medianNs() {
            return trial.median().orElseThrow().medianNs();
        }
    }

    /** @param scratchBytes of a configuration, empty if it is not known */
    public static ParetoFront of(List<Trial> trials, Function<Configuration, OptionalLong> scratchBytes) {
        var points = new ArrayList<Point>();
        CampaignSummary.of(trials).best().ifPresent(best -> addPoint(points, best, scratchBytes));
        if (points.isEmpty()) {
            return new ParetoFront(points);
        }
        lastOfEach(trials).forEach(trial -> addPoint(points, trial, scratchBytes));
        var fastestFirst = new ArrayList<>(points.subList(1, points.size()));
        fastestFirst.sort(Comparator.comparingDouble(Point::medianNs).thenComparingLong(Point::scratchBytes));
        fastestFirst.add(0, points.get(0));
        return new ParetoFront(notDominated(fastestFirst));
    }

    private static void addPoint(List<Point> points, Trial trial, Function<Configuration, OptionalLong> scratchBytes) {
        scratchBytes.apply(trial.candidate().configuration()).ifPresent(bytes -> points.add(new Point(trial, bytes)));
    }

    /** Of each tuned configuration the last trial that measured it: a final one if it came so far. */
    private static Collection<Trial> lastOfEach(List<Trial> trials) {
        Map<Configuration, Trial> last = new LinkedHashMap<>();
        trials.stream()
                .filter(trial -> trial.candidate().isTuned() && trial.median().isPresent())
                .filter(trial -> trial.purpose() != Purpose.CHALLENGE)
                .forEach(trial -> last.put(trial.candidate().configuration(), trial));
        return last.values();
    }

    private static List<Point> notDominated(List<Point> fastestFirst) {
        var front = new ArrayList<Point>();
        var least = Long.MAX_VALUE;
        for (var point : fastestFirst) {
            if (front.isEmpty() || point.scratchBytes() < least) {
                front.removeIf(larger -> larger.medianNs() == point.medianNs());
                front.add(point);
                least = point.scratchBytes();
            }
        }
        return front;
    }
}
