package io.msdatuner.strategies;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;

/**
 * The numbers from 0 to size - 1 in random order, each order with the same probability: the shuffle of Durstenfeld
 * ("Algorithm 235: Random permutation", Communications of the ACM 7(7), 1964, doi:10.1145/364520.364540), which keeps only
 * the entries that it has displaced. So each number costs constant time and memory however large the size.
 */
final class LazyPermutation implements PrimitiveIterator.OfLong {
    private final long size;
    private final RandomGenerator random;
    private final Map<Long, Long> displaced = new HashMap<>();
    private long drawn;

    LazyPermutation(long size, RandomGenerator random) {
        this.size = size;
        this.random = random;
    }

    @Override
    public boolean hasNext() {
        return drawn < size;
    }

    @Override
    public long nextLong() {
        if (!hasNext()) {
            throw new NoSuchElementException("all %d numbers are drawn".formatted(size));
        }
        var chosen = random.nextLong(drawn, size);
        var atDrawn = removeDisplaced(drawn);
        var number = atDrawn;
        if (chosen != drawn) {
            number = removeDisplaced(chosen);
            displaced.put(chosen, atDrawn);
        }
        drawn++;
        return number;
    }

    private long removeDisplaced(long place) {
        var number = displaced.remove(place);
        return number == null ? place : number;
    }
}
