package io.msdatuner.core.search;

import java.util.List;

/**
 * What is known of a problem that is like the one at hand: the same kernel for another shape, on another device or of other
 * sources. Its times are no times of the problem at hand, but what was fast there is probably fast here.
 *
 * @param observations in the order of their trials; a configuration may be outside the space of the problem at hand
 */
public record Precedent(List<Observation> observations) {
    public Precedent {
        observations = List.copyOf(observations);
    }
}
