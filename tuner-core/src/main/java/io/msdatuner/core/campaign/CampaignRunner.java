package io.msdatuner.core.campaign;

import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.search.Observation;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs one campaign: baselines, search, interleaved finals, promotion. Everything it decides follows from its tools, the
 * store and the time, so it replays; and because it first tells the strategy every finished trial, resuming is the same
 * as starting. Used by one thread.
 */
public final class CampaignRunner {
    private static final String STOPPED = "the campaign stopped while this trial was in flight";
    private static final String TOO_LATE = "the time for the search was spent before this trial ran";

    private static final int HARMLESS_STOPS = 2;

    private final Campaign campaign;
    private final CampaignTools tools;
    private final TuningStore store;
    private final CampaignListener listener;
    private final BooleanSupplier stopRequested;
    private final Spending spending;
    private final Workbench workbench;
    private final Sentinel sentinel;
    private final List<Trial> own;
    private final List<Trial> known;
    /** Of its tuned candidates, if the machine had not drifted. */
    private double fastestNs = Double.POSITIVE_INFINITY;

    /** @param stopRequested asked between trials; true ends the campaign as {@code CANCELLED} */
    public CampaignRunner(
            Campaign campaign,
            CampaignTools tools,
            TuningStore store,
            SteadyTime time,
            CampaignListener listener,
            BooleanSupplier stopRequested) {
        this.campaign = campaign;
        this.tools = tools;
        this.store = store;
        this.listener = listener;
        this.stopRequested = stopRequested;
        this.own = new ArrayList<>(
                store.trials(campaign.id()).stream().filter(Trial::isFinished).toList());
        this.known = store.knownTrials(campaign.id());
        this.spending = new Spending(campaign.spec().budget(), time, own);
        this.workbench = new Workbench(campaign.spec(), tools, time, this::proven);
        this.sentinel = new Sentinel(workbench.runner(), time);
        own.forEach(this::race);
    }

    /**
     * Runs a {@code RUNNING} campaign to its end and returns the state that it should then have.
     *
     * @throws RuntimeException if the tuner or the device is in trouble; trials in flight are then {@code Abandoned}
     */
    public CampaignState run() throws InterruptedException {
        abandonOpen(STOPPED);
        try {
            measureBaselines();
            tellWhatIsKnown();
            search();
            if (stopRequested.getAsBoolean()) {
                return CampaignState.CANCELLED;
            }
            abandonOpen(TOO_LATE);
            finalRound().promote(campaign.id(), measureFinals(), challenge());
            return CampaignState.COMPLETED;
        } finally {
            abandonOpen(STOPPED);
        }
    }

    /**
     * Runs a {@code RUNNING} campaign that only compares what was found before, in interleaved blocks, and returns the state
     * that it should then have.
     *
     * @throws RuntimeException if the tuner or the device is in trouble; trials in flight are then {@code Abandoned}
     */
    public CampaignState recheck(Recheck recheck) throws InterruptedException {
        abandonOpen(STOPPED);
        try {
            var candidates = candidates(recheck);
            var deciding = MeasurementPolicy.deciding(campaign.spec().provenance());
            var finals = measureTogether(Purpose.FINAL, candidates, recheck.policy(deciding, candidates.size()));
            if (stopRequested.getAsBoolean()) {
                return CampaignState.CANCELLED;
            }
            finalRound().confirm(campaign.id(), finals);
            return CampaignState.COMPLETED;
        } finally {
            abandonOpen(STOPPED);
        }
    }

    private List<Candidate> candidates(Recheck recheck) {
        var champions = finalRound().champions().stream();
        var fastest = recheck.fastest().stream().map(Candidate::tuned);
        var baselines = tools.baselines().all().stream().map(Baselines.Baseline::candidate);
        return Stream.of(champions, fastest, baselines)
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private void measureBaselines() throws InterruptedException {
        for (var baseline : tools.baselines().all()) {
            var done = own.stream()
                    .anyMatch(trial -> trial.purpose() == Purpose.BASELINE
                            && trial.baseline().filter(baseline.name()::equals).isPresent()
                            && trial.ranToItsEnd());
            if (!done && !stopRequested.getAsBoolean()) {
                var trial = open(Purpose.BASELINE, baseline.candidate());
                evaluate(trial, workbench.submit(trial.candidate()));
            }
        }
    }

    private void tellWhatIsKnown() {
        known.forEach(this::tell);
        own.forEach(this::tell);
    }

    private void tell(Trial trial) {
        if (trial.candidate().isTuned() && !trial.purpose().isRemeasurement()) {
            trial.outcome()
                    .ifPresent(outcome -> tools.strategy()
                            .tell(new Observation(trial.candidate().configuration(), outcome)));
        }
    }

    private void search() throws InterruptedException {
        measureBatch(interrupted(), spending::searchIsOver);
        measureBatch(warmStarts(), () -> spending.trialsLeft() == 0);
        while (!spending.searchIsOver() && !stopRequested.getAsBoolean()) {
            var asked = tools.strategy().ask(Math.min(tools.builds().batch(), spending.trialsLeft()));
            if (asked.isEmpty()) {
                return;
            }
            measureBatch(asked.stream().map(Candidate::tuned).toList(), spending::searchIsOver);
        }
    }

    /**
     * What was in flight when the campaign stopped, so that a strategy is next asked when it knows what it would have known
     * without the stop. What was in flight at more stops than {@value #HARMLESS_STOPS} may be their cause: the strategy may
     * ask for it again, later.
     */
    private List<Candidate> interrupted() {
        var trials = own.stream()
                .filter(trial -> trial.purpose() == Purpose.SEARCH)
                .collect(Collectors.groupingBy(Trial::candidate, LinkedHashMap::new, Collectors.toList()));
        return trials.values().stream()
                .filter(ofCandidate -> ofCandidate.size() <= HARMLESS_STOPS
                        && ofCandidate.stream().noneMatch(Trial::ranToItsEnd))
                .map(ofCandidate -> ofCandidate.get(0).candidate())
                .limit(spending.trialsLeft())
                .toList();
    }

    /** They are measured however short the time is: the baselines of a large shape may have spent it all. */
    private List<Candidate> warmStarts() {
        return tools.warmStarts().stream()
                .map(Candidate::tuned)
                .filter(candidate -> Stream.concat(known.stream(), own.stream())
                        .noneMatch(trial -> trial.candidate().equals(candidate) && trial.ranToItsEnd()))
                .limit(spending.trialsLeft())
                .toList();
    }

    private void measureBatch(List<Candidate> candidates, BooleanSupplier over) throws InterruptedException {
        var opened = new ArrayList<Trial>();
        var builds = new ArrayList<Future<BuildResult>>();
        for (var candidate : candidates) {
            opened.add(open(Purpose.SEARCH, candidate));
            builds.add(workbench.submit(candidate));
        }
        for (var i = 0; i < opened.size() && !over.getAsBoolean() && !stopRequested.getAsBoolean(); i++) {
            tell(evaluate(opened.get(i), builds.get(i)));
        }
    }

    private Trial evaluate(Trial trial, Future<BuildResult> build) throws InterruptedException {
        var candidate = trial.candidate();
        var result = workbench.result(candidate, build);
        if (result instanceof BuildResult.Failed failed) {
            return finish(trial, failed.outcome(), Optional.empty());
        }
        var built = workbench.ready(candidate, (BuildResult.Built) result);
        var incumbent = trial.purpose() == Purpose.SEARCH ? incumbentNs() : OptionalDouble.empty();
        var policy = MeasurementPolicy.search(campaign.spec().provenance());
        var outcome = workbench.runner().run(built, policy, incumbent);
        var finished = finish(trial, outcome, Optional.of(built.artifact().digest()));
        sentinel.note(finished);
        race(finished);
        if (campaign.spec().provenance() == Provenance.HARDWARE
                && candidate.isTuned()
                && outcome instanceof Outcome.Measured) {
            sentinel.appoint(built);
        }
        return finished;
    }

    private FinalRound finalRound() {
        return new FinalRound(campaign.spec(), tools.platform(), store, tools.baselines());
    }

    private Challenge challenge() {
        return new Challenge(campaign.spec().provenance(), new Challenge.Comparison() {
            @Override
            public List<Trial> of(List<Candidate> candidates, MeasurementPolicy policy) throws InterruptedException {
                return measureTogether(Purpose.CHALLENGE, candidates, policy);
            }

            @Override
            public void startAfresh() {
                workbench.runner().startAfresh();
            }
        });
    }

    private List<Trial> measureFinals() throws InterruptedException {
        var all = new ArrayList<>(known);
        all.addAll(own);
        var finalists = Finalists.choose(all, sentinel::steadyNs, finalRound().champions(), tools.baselines());
        return measureTogether(
                Purpose.FINAL,
                finalists,
                MeasurementPolicy.deciding(campaign.spec().provenance()));
    }

    private List<Trial> measureTogether(Purpose purpose, List<Candidate> candidates, MeasurementPolicy policy)
            throws InterruptedException {
        var opened = new ArrayList<Trial>();
        var built = new ArrayList<BuiltVariant>();
        for (var candidate : candidates) {
            var trial = open(purpose, candidate);
            var result = workbench.result(candidate, workbench.submit(candidate));
            if (result instanceof BuildResult.Built artifact) {
                opened.add(trial);
                built.add(workbench.ready(candidate, artifact));
            } else if (result instanceof BuildResult.Failed failed) {
                finish(trial, failed.outcome(), Optional.empty());
            }
        }
        return finishAll(opened, built, workbench.runner().compare(built, policy));
    }

    private List<Trial> finishAll(List<Trial> opened, List<BuiltVariant> built, List<Outcome> outcomes) {
        var finished = new ArrayList<Trial>();
        for (var i = 0; i < opened.size(); i++) {
            var digest = Optional.of(built.get(i).artifact().digest());
            finished.add(finish(opened.get(i), outcomes.get(i), digest));
        }
        return finished;
    }

    /** What the fastest so far would take if it was measured now. */
    private OptionalDouble incumbentNs() throws InterruptedException {
        var slowdown = sentinel.slowdown();
        return fastestNs < Double.POSITIVE_INFINITY ? OptionalDouble.of(slowdown * fastestNs) : OptionalDouble.empty();
    }

    private Stream<Candidate> proven() {
        return Stream.concat(own.stream(), known.stream())
                .filter(trial -> trial.median().isPresent())
                .sorted(Comparator.comparingDouble(
                        trial -> trial.median().orElseThrow().medianNs()))
                .map(Trial::candidate)
                .distinct();
    }

    private void race(Trial trial) {
        if (trial.candidate().isTuned() && trial.median().isPresent()) {
            fastestNs = Math.min(fastestNs, sentinel.steadyNs(trial));
        }
    }

    private Trial open(Purpose purpose, Candidate candidate) {
        var trial =
                store.open(campaign.id(), purpose, candidate, tools.baselines().nameOf(candidate));
        listener.trialChanged(campaign.id(), trial);
        return trial;
    }

    private Trial finish(Trial trial, Outcome outcome, Optional<String> artifactDigest) {
        var finished = store.finish(campaign.id(), trial.number(), outcome, artifactDigest);
        own.add(finished);
        spending.count(finished);
        listener.trialChanged(campaign.id(), finished);
        return finished;
    }

    private void abandonOpen(String reason) {
        var abandoned = new Outcome.Abandoned(reason);
        store.trials(campaign.id()).stream()
                .filter(trial -> !trial.isFinished())
                .forEach(trial -> finish(trial, abandoned, Optional.empty()));
    }
}
