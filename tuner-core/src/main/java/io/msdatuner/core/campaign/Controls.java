package io.msdatuner.core.campaign;

import io.msdatuner.core.run.BuiltVariant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The fastest few variants that ran well: what else fails where they run is to blame for it. */
final class Controls {
    private static final int MOST = 3;

    private final Source earlier;
    private final List<Control> fastest = new ArrayList<>();

    private record Control(BuiltVariant variant, double medianNs) {}

    /** Builds what ran well when the campaign, or another one like it, ran before. */
    interface Source {
        /** At most so many, each with another artifact. */
        List<BuiltVariant> variants(int most) throws InterruptedException;
    }

    /** @param earlier asked when something fails before anything ran well */
    Controls(Source earlier) {
        this.earlier = earlier;
    }

    void add(BuiltVariant variant, double medianNs) {
        fastest.removeIf(control -> control.variant().variant().equals(variant.variant()));
        fastest.add(new Control(variant, medianNs));
        fastest.sort(Comparator.comparingDouble(Control::medianNs));
        if (fastest.size() > MOST) {
            fastest.remove(MOST);
        }
    }

    /** Those that have not this one's artifact, the fastest first. */
    List<BuiltVariant> besides(BuiltVariant suspect) throws InterruptedException {
        var known = fastest.isEmpty()
                ? earlier.variants(MOST)
                : fastest.stream().map(Control::variant).toList();
        return known.stream()
                .filter(variant ->
                        !variant.artifact().digest().equals(suspect.artifact().digest()))
                .toList();
    }
}
