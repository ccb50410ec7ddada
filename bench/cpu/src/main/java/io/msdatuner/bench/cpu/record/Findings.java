package io.msdatuner.bench.cpu.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The three looks at a space, each at fewer configurations and longer, and what is known when they are done. */
record Findings(Screening screening, Look second, Look third) {
    /** False if the time was up before all were measured. */
    boolean measure(BooleanSupplier timeIsUp) throws InterruptedException {
        return screening.measure(timeIsUp)
                && second.measure(Look.Extent.SECOND.fastest(screening.times()), timeIsUp)
                && third.measure(finalists(), timeIsUp);
    }

    private List<Long> finalists() {
        var times = secondRounds().times();
        var finalists = new ArrayList<>(Look.Extent.THIRD.fastest(times));
        finalists.addAll(Look.Extent.THIRD.anchors(times));
        return finalists;
    }

    private Rounds secondRounds() {
        var rounds = second.rounds();
        return rounds.relativeTo(rounds.times());
    }

    private Rounds thirdRounds() {
        var before = secondRounds().times();
        var anchors = new HashMap<>(before);
        anchors.keySet().retainAll(Look.Extent.THIRD.anchors(before));
        return third.rounds().relativeTo(anchors);
    }

    /** Of each configuration what the last look at it found. */
    Map<Long, RecordedTime> times() {
        var times = new TreeMap<>(screening.times());
        times.putAll(secondRounds().times());
        times.putAll(thirdRounds().times());
        return times;
    }

    /** Of the times of the third look, relative to them. */
    OptionalDouble standardError() {
        return thirdRounds().standardError();
    }
}
