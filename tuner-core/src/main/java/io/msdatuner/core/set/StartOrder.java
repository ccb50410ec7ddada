package io.msdatuner.core.set;

import io.msdatuner.core.transfer.ShapeDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * In which order the members of a set have their first campaigns, so that the later ones profit from the trials of the earlier:
 * for each kernel the shape with the least work first, because its trials are the cheapest, and then always the one that is
 * nearest to any that was before. Kernels learn nothing from each other, so they stand in the order of the set.
 */
public final class StartOrder {
    private StartOrder() {}

    /** The same members in that order. */
    public static List<Member> of(List<Member> members) {
        var ordered = new ArrayList<Member>();
        members.stream()
                .map(Member::kernel)
                .distinct()
                .forEach(kernel -> ordered.addAll(path(members.stream()
                        .filter(member -> member.kernel() == kernel)
                        .toList())));
        return ordered;
    }

    private static List<Member> path(List<Member> members) {
        var waiting = new ArrayList<>(members);
        var path = new ArrayList<Member>();
        while (!waiting.isEmpty()) {
            var next = waiting.stream().min(Comparator.comparingDouble(member -> cost(member, path)));
            path.add(next.orElseThrow());
            waiting.remove(next.orElseThrow());
        }
        return path;
    }

    private static double cost(Member member, List<Member> path) {
        return path.stream()
                .mapToDouble(before -> ShapeDistance.usual().between(before.shape(), member.shape()))
                .min()
                .orElseGet(() ->
                        (double) member.shape().pointCount() * member.shape().channels());
    }
}
