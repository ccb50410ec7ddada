package io.msdatuner.bench.cpu.campaign;

import io.msdatuner.bench.cpu.Rig;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.search.Observation;
import io.msdatuner.core.search.SearchStrategy;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.testkit.InMemoryTuningStore;
import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The same few configurations, searched again and again while something else uses a CPU: by campaigns, and by whoever takes the
 * least mean of times, with as much time for each search. In turn, so that both meet the same machine; and pairs of the same
 * artifact, which are as fast as each other.
 */
final class Winners {
    private static final int CONFIGURATIONS = 8;
    private static final int LAUNCHES = 100_000;
    private static final int PAIRS_A_ROUND = 2;

    private final Rig rig;
    private final Kernel kernel;
    private final Shape shape;
    private final List<Configuration> configurations;
    private final List<Configuration> ofCampaigns = new ArrayList<>();
    private final List<Configuration> ofFreshCampaigns = new ArrayList<>();
    private final List<Configuration> ofMeans = new ArrayList<>();
    private final List<Configuration> ofFreshMeans = new ArrayList<>();
    private int pairs;
    private int differences;

    Winners(Rig rig, Kernel kernel, Shape shape) {
        this.rig = rig;
        this.kernel = kernel;
        this.shape = shape;
        this.configurations = choose();
    }

    /** The default, what won elsewhere, and a few at random. */
    private List<Configuration> choose() {
        var space = rig.space(kernel, shape);
        var random = new Random(0);
        var chosen = new LinkedHashSet<Configuration>();
        chosen.add(rig.backend().defaultConfiguration(kernel, shape, rig.device()));
        chosen.addAll(rig.backend().warmStarts(kernel, shape, rig.device()));
        while (chosen.size() < CONFIGURATIONS) {
            chosen.add(space.at(random.nextLong(space.size())));
        }
        return chosen.stream().limit(CONFIGURATIONS).toList();
    }

    void measure(Duration time) throws InterruptedException {
        var campaigns = new Campaigns(rig, kernel, shape, new InMemoryTuningStore(Clock.systemUTC()));
        var end = Instant.now().plus(time);
        for (var round = 0; Instant.now().isBefore(end); round++) {
            var begin = System.nanoTime();
            ofCampaigns.add(campaign(campaigns, "the same sources"));
            var middle = System.nanoTime();
            ofMeans.add(bestOfMeans(middle - begin));
            var third = System.nanoTime();
            ofFreshCampaigns.add(campaign(campaigns, "sources " + round));
            ofFreshMeans.add(bestOfMeans(System.nanoTime() - third));
            compareTheSame();
        }
    }

    private Configuration campaign(Campaigns campaigns, String sources) throws InterruptedException {
        return campaigns.run(
                sources,
                Budget.ofTrials(CONFIGURATIONS),
                new Listed(configurations),
                rig.builder(),
                new Timeline().noting(rig.worker(kernel), false));
    }

    private Configuration bestOfMeans(long ns) throws InterruptedException {
        var policy = new MeasurementPolicy(
                CachePolicy.WARM,
                Duration.ofMillis(10),
                1,
                Duration.ofNanos(ns / CONFIGURATIONS),
                LAUNCHES,
                Duration.ofMinutes(1));
        var best = configurations.get(0);
        var least = Double.POSITIVE_INFINITY;
        for (var configuration : configurations) {
            var outcome = rig.measure(List.of(variant(configuration)), policy).get(0);
            if (outcome instanceof Outcome.Measured measured) {
                var mean = Arrays.stream(measured.measurement().samplesNs())
                        .average()
                        .orElseThrow();
                best = mean < least ? configuration : best;
                least = Math.min(mean, least);
            }
        }
        return best;
    }

    private void compareTheSame() throws InterruptedException {
        for (var pair = 0; pair < PAIRS_A_ROUND; pair++) {
            var twice = Collections.nCopies(2, variant(configurations.get(0)));
            var outcomes = rig.measure(twice, MeasurementPolicy.deciding());
            var one = ((Outcome.Measured) outcomes.get(0)).median();
            var other = ((Outcome.Measured) outcomes.get(1)).median();
            pairs++;
            differences += one.clearlyFasterThan(other) || other.clearlyFasterThan(one) ? 1 : 0;
        }
    }

    private Variant variant(Configuration configuration) {
        return new Variant(kernel, shape, Candidate.tuned(configuration));
    }

    void print() {
        System.out.println("| searched by | searches | winner changed | different winners |");
        System.out.println("|---|---|---|---|");
        print("campaigns with their records", ofCampaigns);
        print("least mean, as much time", ofMeans);
        print("campaigns that know nothing", ofFreshCampaigns);
        print("least mean, as much time", ofFreshMeans);
        System.out.printf(
                Locale.ROOT, "%nThe same against itself: %d of %d pairs were found to differ.%n", differences, pairs);
    }

    private static void print(String who, List<Configuration> winners) {
        var changes = IntStream.range(1, winners.size())
                .filter(i -> !winners.get(i).equals(winners.get(i - 1)))
                .count();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %d |%n",
                who,
                winners.size(),
                changes,
                winners.stream().distinct().count());
    }

    /** Asks for the configurations of a list. */
    private static final class Listed implements SearchStrategy {
        private final Deque<Configuration> left;

        Listed(List<Configuration> configurations) {
            this.left = new ArrayDeque<>(configurations);
        }

        @Override
        public List<Configuration> ask(int count) {
            var asked = new ArrayList<Configuration>();
            while (asked.size() < count && !left.isEmpty()) {
                asked.add(left.remove());
            }
            return asked;
        }

        @Override
        public void tell(Observation observation) {
            left.remove(observation.configuration());
        }
    }
}
