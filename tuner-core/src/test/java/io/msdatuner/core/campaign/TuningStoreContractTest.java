package io.msdatuner.core.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Value;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every {@link TuningStore} does. The store may hold other campaigns: each test tunes sources of its own, so their
 * record keys never meet.
 */
public abstract class TuningStoreContractTest {
    private static final AtomicInteger SOURCES = new AtomicInteger();
    private static final CampaignId NOBODY = new CampaignId(Integer.MAX_VALUE);
    private static final Candidate CANDIDATE = tuned("queryTile", "64");
    private static final Instant PROMOTED_AT = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Grounds FIRST = Grounds.of(Grounds.Kind.FIRST);
    private static final Outcome.Abandoned ABANDONED = new Outcome.Abandoned("stopped");

    private final CampaignSpec spec = SampleSpecs.of("source-" + SOURCES.incrementAndGet());

    /** The store under test; the same one during a test. */
    protected abstract TuningStore store();

    /** Every record that was ever served for a key, oldest first; the last one is served now. */
    protected abstract List<TuningRecord> history(RecordKey key);

    /** Why a record is or stays served for a key, oldest first. */
    protected abstract List<Grounds> decisions(RecordKey key);

    @Test
    void createsACampaignThatIsPending() {
        var campaign = store().create(spec);

        assertThat(campaign.spec()).isEqualTo(spec);
        assertThat(campaign.state()).isEqualTo(CampaignState.PENDING);
        assertThat(campaign.reason()).isEmpty();
        assertThat(store().find(campaign.id())).contains(campaign);
        assertThat(store().trials(campaign.id())).isEmpty();
    }

    @Test
    void numbersCampaignsUpwardsFromOne() {
        var first = store().create(spec).id().value();

        assertThat(first).isPositive();
        assertThat(store().create(spec).id().value()).isGreaterThan(first);
    }

    @Test
    void keepsAllOfASpec() {
        for (var each : SampleSpecs.all(spec)) {
            var campaign = store().create(each);

            assertThat(campaign.spec()).isEqualTo(each);
            assertThat(store().find(campaign.id())).contains(campaign);
        }
    }

    @Test
    void knowsNoCampaignThatWasNotCreated() {
        assertThat(store().find(NOBODY)).isEmpty();
        assertThat(store().find(new CampaignId(0))).isEmpty();
        assertThat(store().find(new CampaignId(-1))).isEmpty();
    }

    @Test
    void refusesTheIdOfNoCampaign() {
        refusesUnknown(() -> store().transition(NOBODY, CampaignState.RUNNING, Optional.empty()));
        refusesUnknown(() -> open(NOBODY));
        refusesUnknown(() -> store().finish(NOBODY, 0, ABANDONED, Optional.empty()));
        refusesUnknown(() -> store().trials(NOBODY));
        refusesUnknown(() -> store().knownTrials(NOBODY));
        refusesUnknown(() -> store().neighbours(NOBODY, 1));
    }

    @ParameterizedTest
    @EnumSource
    void movesAnActiveCampaignToEveryState(CampaignState state) {
        var id = store().create(spec).id();

        var moved = store().transition(id, state, Optional.of(SampleOutcomes.ODD_TEXT));

        assertThat(moved.state()).isEqualTo(state);
        assertThat(moved.reason()).contains(SampleOutcomes.ODD_TEXT);
        assertThat(store().find(id)).contains(moved);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETED")
    void letsEveryOtherStateGoOn(CampaignState state) {
        var id = store().create(spec).id();
        store().transition(id, state, Optional.of("why"));

        var moved = store().transition(id, CampaignState.RUNNING, Optional.empty());

        assertThat(moved.state()).isEqualTo(CampaignState.RUNNING);
        assertThat(moved.reason()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void neverMovesACompletedCampaign(CampaignState state) {
        var id = running();
        var completed = store().transition(id, CampaignState.COMPLETED, Optional.empty());

        assertThatThrownBy(() -> store().transition(id, state, Optional.of("again")))
                .isInstanceOf(CampaignStateException.class)
                .hasMessageContaining("campaign " + id + " is COMPLETED");
        assertThat(store().find(id)).contains(completed);
    }

    @Test
    void opensTrialsWithConsecutiveNumbersFromZero() {
        var id = running();

        var baseline = store().open(id, Purpose.BASELINE, Candidate.gridSample(), Optional.of(Baselines.GRID_SAMPLE));
        var search = store().open(id, Purpose.SEARCH, CANDIDATE, Optional.empty());
        var last = store().open(id, Purpose.FINAL, CANDIDATE, Optional.of(Baselines.DEFAULT));

        assertThat(baseline.number()).isZero();
        assertThat(baseline.candidate()).isEqualTo(Candidate.gridSample());
        assertThat(baseline.baseline()).contains(Baselines.GRID_SAMPLE);
        assertThat(search.purpose()).isEqualTo(Purpose.SEARCH);
        assertThat(search.baseline()).isEmpty();
        assertThat(search.isFinished()).isFalse();
        assertThat(store().trials(id)).containsExactly(baseline, search, last);
    }

    @Test
    void numbersTheTrialsOfEachCampaignByThemselves() {
        open(running());

        assertThat(open(running()).number()).isZero();
    }

    @Test
    void opensTrialsOfSeveralThreadsWithConsecutiveNumbers() throws Exception {
        var id = running();

        inParallel(8, thread -> IntStream.range(0, 25).mapToObj(i -> open(id)).toList());

        assertThat(store().trials(id))
                .extracting(Trial::number)
                .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
    void opensNoTrialUnlessTheCampaignIsRunning(CampaignState state) {
        var id = store().create(spec).id();
        store().transition(id, state, Optional.empty());

        assertThatThrownBy(() -> open(id))
                .isInstanceOf(CampaignStateException.class)
                .hasMessageContaining("campaign " + id + " is " + state);
        assertThat(store().trials(id)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void keepsEveryConfiguration(Configuration configuration) {
        var id = running();

        var opened = store().open(id, Purpose.SEARCH, Candidate.tuned(configuration), Optional.empty());

        assertThat(opened.candidate().configuration()).isEqualTo(configuration);
        assertThat(store().trials(id)).containsExactly(opened);
    }

    @ParameterizedTest
    @MethodSource("outcomeNames")
    void keepsEveryOutcomeExactly(String name) {
        var id = running();
        var opened = open(id);
        var outcome = SampleOutcomes.byName().get(name);

        var finished = store().finish(id, opened.number(), outcome, Optional.of("abc123"));

        assertThat(finished)
                .isEqualTo(opened.finish(finished.finishedAt().orElseThrow(), outcome, Optional.of("abc123")));
        assertThat(store().trials(id)).containsExactly(finished);
    }

    @Test
    void isTestedWithOutcomesOfEveryKind() {
        assertThat(SampleOutcomes.byName().values()).extracting(Outcome::kind).contains(OutcomeKind.values());
    }

    @Test
    void finishesATrialThatWasNeverBuilt() {
        var id = running();

        var finished = store().finish(id, open(id).number(), ABANDONED, Optional.empty());

        assertThat(finished.artifact()).isEmpty();
        assertThat(store().trials(id)).containsExactly(finished);
    }

    @Test
    void neverChangesAFinishedTrial() {
        var id = running();
        var finished = store().finish(id, open(id).number(), ABANDONED, Optional.empty());

        assertThatIllegalStateException()
                .isThrownBy(() -> store().finish(id, 0, measured(5), Optional.of("late")))
                .withMessageContaining("trial 0");
        assertThat(store().trials(id)).containsExactly(finished);
    }

    @Test
    void finishesATrialOnceWhenSeveralThreadsTry() throws Exception {
        var id = running();
        open(id);

        var attempts = inParallel(8, thread -> store().finish(id, 0, measured(thread + 1), Optional.empty()));

        var finished =
                attempts.stream().filter(attempt -> failure(attempt).isEmpty()).toList();
        assertThat(finished).hasSize(1);
        assertThat(attempts.stream().flatMap(attempt -> failure(attempt).stream()))
                .hasSize(7)
                .allMatch(IllegalStateException.class::isInstance);
        assertThat(store().trials(id)).containsExactly(finished.get(0).get());
    }

    @ParameterizedTest
    @EnumSource
    void finishesAnOpenTrialInEveryState(CampaignState state) {
        var id = running();
        open(id);
        store().transition(id, state, Optional.empty());

        assertThat(store().finish(id, 0, ABANDONED, Optional.empty()).outcome()).contains(ABANDONED);
    }

    @Test
    void refusesToFinishATrialThatWasNeverOpened() {
        var id = running();
        open(id);

        refusesUnknown(() -> store().finish(id, 1, ABANDONED, Optional.empty()));
        refusesUnknown(() -> store().finish(id, -1, ABANDONED, Optional.empty()));
        assertThat(store().trials(id)).noneMatch(Trial::isFinished);
    }

    @Test
    void knowsWhatEarlierCampaignsOfTheSameKeyTriedOldestFirst() {
        var first = running();
        var second = running();
        open(first);
        open(first);
        open(second);
        var late = finish(second, 0, measured(3));
        var one = finish(first, 1, measured(2));
        var zero = finish(first, 0, new Outcome.LaunchRefused("too many threads"));

        var id = store().create(SampleSpecs.sameKey(spec)).id();

        assertThat(store().knownTrials(id)).containsExactly(zero, one, late);
    }

    @Test
    void knowsBaselinesThatAreTunedButNoOtherImplementation() {
        var id = running();
        store().open(id, Purpose.BASELINE, Candidate.gridSample(), Optional.of(Baselines.GRID_SAMPLE));
        store().open(id, Purpose.BASELINE, CANDIDATE, Optional.of(Baselines.DEFAULT));
        finish(id, 0, measured(9));
        var known = finish(id, 1, measured(8));

        assertThat(store().knownTrials(store().create(spec).id())).containsExactly(known);
    }

    @Test
    void knowsNoTrialThatIsOpenAbandonedOrARemeasurement() {
        var id = running();
        store().open(id, Purpose.FINAL, CANDIDATE, Optional.empty());
        store().open(id, Purpose.CHALLENGE, CANDIDATE, Optional.empty());
        open(id);
        open(id);
        finish(id, 0, measured(4));
        finish(id, 1, measured(4));
        finish(id, 2, ABANDONED);

        assertThat(store().knownTrials(store().create(spec).id())).isEmpty();
    }

    @Test
    void knowsNothingOfItselfOrOfLaterCampaigns() {
        var early = store().create(spec).id();
        var id = running();
        open(id);
        finish(id, 0, measured(4));

        assertThat(store().knownTrials(early)).isEmpty();
        assertThat(store().knownTrials(id)).isEmpty();
    }

    @Test
    void knowsNothingOfCampaignsWithAnotherKey() {
        var id = running();
        open(id);
        finish(id, 0, measured(4));

        for (var other : SampleSpecs.otherKeys(spec)) {
            assertThat(store().knownTrials(store().create(other).id())).isEmpty();
        }
    }

    @Test
    void findsNeighboursWithOneOtherPartOfTheKeyNewestFirst() {
        var neighbours =
                SampleSpecs.neighbours(spec).stream().map(store()::create).toList();
        var id = store().create(spec).id();
        store().create(SampleSpecs.neighbours(spec).get(0));

        assertThat(store().neighbours(id, Integer.MAX_VALUE))
                .filteredOn(campaign -> campaign.spec().sourceDigest().startsWith(spec.sourceDigest() + "/"))
                .containsExactlyElementsOf(reversed(neighbours));
        assertThat(store().neighbours(id, 1)).containsExactly(neighbours.get(neighbours.size() - 1));
    }

    @Test
    void findsNoNeighbourOfItsKeyOrOfAnotherKernelOrWithAnotherKindOfTimes() {
        var strangers = Stream.concat(Stream.of(spec, SampleSpecs.sameKey(spec)), SampleSpecs.otherKeys(spec).stream())
                .map(each -> store().create(each).id())
                .toList();
        var id = store().create(spec).id();

        assertThat(store().neighbours(id, Integer.MAX_VALUE))
                .extracting(Campaign::id)
                .doesNotContainAnyElementsOf(strangers)
                .doesNotContain(id);
    }

    @Test
    void servesTheRecordThatWasPromotedForExactlyItsKey() {
        var record = proven(DeterminismWish.ANY, Determinism.ORDER_DEPENDENT);
        assertThat(store().record(record.key())).isEmpty();

        store().promote(record, FIRST);

        assertThat(store().record(record.key())).contains(record);
        assertThat(store().record(spec.recordKey(DeterminismWish.BITWISE))).isEmpty();
        for (var other : SampleSpecs.otherKeys(spec)) {
            assertThat(store().record(other.recordKey(DeterminismWish.ANY))).isEmpty();
        }
    }

    @Test
    void servesAnotherRecordForEachDeterminismWish() {
        var any = proven(DeterminismWish.ANY, Determinism.ORDER_DEPENDENT);
        var bitwise = proven(DeterminismWish.BITWISE, Determinism.BITWISE_REPEATABLE);
        store().promote(any, FIRST);
        store().promote(bitwise, FIRST);

        assertThat(store().record(any.key())).contains(any);
        assertThat(store().record(bitwise.key())).contains(bitwise);
    }

    @Test
    void keepsTheRecordBeforeAsHistory() {
        var first = proven(DeterminismWish.ANY, Determinism.ORDER_DEPENDENT);
        var second = proven(DeterminismWish.ANY, Determinism.BITWISE_REPEATABLE);
        store().promote(first, FIRST);
        store().promote(second, FIRST);
        store().promote(first, FIRST);

        assertThat(store().record(first.key())).contains(first);
        assertThat(history(first.key())).containsExactly(first, second, first);
    }

    @Test
    void knowsTheRecordsOfTheSameProblemAndSourcesWithAnotherToolchain() {
        var key = spec.recordKey(DeterminismWish.ANY);
        store().promote(proven(DeterminismWish.ANY, Determinism.ORDER_DEPENDENT), FIRST);
        assertThat(store().predecessors(key)).isEmpty();
        var found = new ArrayList<TuningRecord>();
        for (var other : SampleSpecs.otherKeys(spec)) {
            var record = proven(other, DeterminismWish.ANY, Determinism.ORDER_DEPENDENT);
            store().promote(record, FIRST);
            if (other.recordKey(DeterminismWish.ANY)
                    .equals(new RecordKey(
                            key.kernel(),
                            key.shape(),
                            key.deviceClass(),
                            other.toolchain(),
                            key.sourceDigest(),
                            key.determinism()))) {
                found.add(0, record);
            }
        }

        assertThat(found).isNotEmpty();
        assertThat(store().predecessors(key)).containsExactlyElementsOf(found);
        assertThat(store().predecessors(spec.recordKey(DeterminismWish.BITWISE)))
                .isEmpty();
    }

    @Test
    void writesDownWhyARecordIsOrStaysServed() {
        var record = proven(DeterminismWish.ANY, Determinism.ORDER_DEPENDENT);
        var won = new Grounds(Grounds.Kind.WON, 21, 20, 1.03);
        var kept = new Grounds(Grounds.Kind.KEPT, 9, 1, 0.99);
        store().promote(record, FIRST);
        store().promote(record, won);
        store().retain(record.key(), new CampaignId(record.evidence().campaign()), kept);

        assertThat(decisions(record.key())).containsExactly(FIRST, won, kept);
        assertThat(history(record.key())).hasSize(2);
        assertThat(decisions(spec.recordKey(DeterminismWish.BITWISE))).isEmpty();
    }

    @Test
    void retainsNothingThatIsNotServed() {
        var id = store().create(spec).id();
        var key = spec.recordKey(DeterminismWish.ANY);

        assertThatIllegalArgumentException().isThrownBy(() -> store().retain(key, id, FIRST));
        assertThat(decisions(key)).isEmpty();
    }

    @Test
    void servesOneRecordWhenSeveralThreadsPromote() throws Exception {
        var records = Stream.generate(() -> proven(DeterminismWish.ANY, Determinism.ORDER_DEPENDENT))
                .limit(8)
                .toList();

        var promotions = inParallel(8, thread -> {
            store().promote(records.get(thread), FIRST);
            return thread;
        });

        assertThat(promotions).allMatch(promotion -> failure(promotion).isEmpty());
        var history = history(spec.recordKey(DeterminismWish.ANY));
        assertThat(history).containsExactlyInAnyOrderElementsOf(records);
        assertThat(store().record(spec.recordKey(DeterminismWish.ANY))).contains(history.get(7));
    }

    @Test
    void servesRecordsOfEveryKey() {
        for (var other : SampleSpecs.otherKeys(spec)) {
            var record = proven(other, DeterminismWish.ANY, Determinism.ORDER_DEPENDENT);
            store().promote(record, FIRST);

            assertThat(store().record(record.key())).contains(record);
        }
    }

    @Test
    void keepsHowFarASimulatedTimeMayBeOff() {
        var id = running();
        store().open(id, Purpose.FINAL, CANDIDATE, Optional.of(Baselines.DEFAULT));
        var median = finish(id, 0, SampleOutcomes.simulated(50)).median().orElseThrow();
        var evidence = proven(DeterminismWish.ANY, Determinism.ORDER_DEPENDENT).evidence();
        var record = new TuningRecord(
                spec.recordKey(DeterminismWish.ANY),
                CANDIDATE.configuration(),
                new Evidence(
                        id.value(),
                        0,
                        spec.provenance(),
                        "",
                        median,
                        Map.of(Baselines.DEFAULT, median),
                        Determinism.ORDER_DEPENDENT,
                        evidence.worstError(),
                        evidence.artifact(),
                        evidence.promotedAt()));
        store().promote(record, FIRST);

        assertThat(store().record(record.key())).contains(record);
        refusesToPromote(claiming(record, id.value(), 0, median.within(Optional.empty())));
    }

    @Test
    void promotesNothingThatNoTrialProves() {
        var record = proven(DeterminismWish.ANY, Determinism.ORDER_DEPENDENT);
        var configuration = record.configuration();
        var evidence = record.evidence();
        var bitwise = spec.recordKey(DeterminismWish.BITWISE);
        var otherKey = SampleSpecs.otherKeys(spec).get(0).recordKey(DeterminismWish.ANY);

        refusesToPromote(new TuningRecord(bitwise, configuration, evidence));
        refusesToPromote(new TuningRecord(otherKey, configuration, evidence));
        refusesToPromote(new TuningRecord(record.key(), tuned("queryTile", "65").configuration(), evidence));
        refusesToPromote(claiming(record, NOBODY.value(), 0, evidence.median()));
        refusesToPromote(claiming(record, evidence.campaign(), 1, evidence.median()));
        refusesToPromote(claiming(record, evidence.campaign(), 0, MedianEstimate.of(1)));
        assertThat(store().record(record.key())).isEmpty();
    }

    @Test
    void promotesNothingThatWasNotMeasured() {
        var record = proven(DeterminismWish.ANY, Determinism.ORDER_DEPENDENT);
        var id = new CampaignId(record.evidence().campaign());
        open(id);
        var unmeasured = claiming(record, id.value(), 1, record.evidence().median());

        refusesToPromote(unmeasured);
        finish(id, 1, SampleOutcomes.byName().get("wrong result"));
        refusesToPromote(unmeasured);
    }

    static Stream<Configuration> configurations() {
        var texts = "0 -0 7 -7 007 1e3 1.50 true null NaN 999999999999999999 9999999999999999999 - + _ .".split(" ");
        var values = new TreeMap<String, Value>();
        for (var text : texts) {
            values.put("p" + values.size(), Value.of(text));
        }
        return Stream.of(Configuration.empty(), new Configuration(values));
    }

    static Set<String> outcomeNames() {
        return SampleOutcomes.byName().keySet();
    }

    private static Candidate tuned(String parameter, String value) {
        return Candidate.tuned(Configuration.of(Map.of(parameter, Value.of(value))));
    }

    private static Outcome measured(long... samplesNs) {
        return SampleOutcomes.measured(Determinism.ORDER_DEPENDENT, samplesNs);
    }

    private static void refusesUnknown(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NoSuchElementException.class);
    }

    private void refusesToPromote(TuningRecord record) {
        assertThatIllegalArgumentException().isThrownBy(() -> store().promote(record, FIRST));
    }

    private CampaignId running() {
        return running(spec);
    }

    private CampaignId running(CampaignSpec ofSpec) {
        var id = store().create(ofSpec).id();
        return store().transition(id, CampaignState.RUNNING, Optional.empty()).id();
    }

    private Trial open(CampaignId id) {
        return store().open(id, Purpose.SEARCH, CANDIDATE, Optional.empty());
    }

    private Trial finish(CampaignId id, int number, Outcome outcome) {
        return store().finish(id, number, outcome, Optional.of("abc123"));
    }

    private TuningRecord proven(DeterminismWish wish, Determinism determinism) {
        return proven(spec, wish, determinism);
    }

    /** A record of a new campaign's only trial. */
    private TuningRecord proven(CampaignSpec ofSpec, DeterminismWish wish, Determinism determinism) {
        var id = running(ofSpec);
        store().open(id, Purpose.FINAL, CANDIDATE, Optional.of(Baselines.DEFAULT));
        var median = finish(id, 0, SampleOutcomes.measured(determinism, 100, 300, 201, 202))
                .median()
                .orElseThrow();
        var baselines = Map.of(Baselines.GRID_SAMPLE, MedianEstimate.of(900, 1001), Baselines.DEFAULT, median);
        var evidence = new Evidence(
                id.value(),
                0,
                ofSpec.provenance(),
                "driver=1",
                median,
                baselines,
                determinism,
                1e-7,
                "abc123",
                PROMOTED_AT);
        return new TuningRecord(ofSpec.recordKey(wish), CANDIDATE.configuration(), evidence);
    }

    private static TuningRecord claiming(TuningRecord record, long campaign, int trial, MedianEstimate median) {
        var truth = record.evidence();
        var evidence = new Evidence(
                campaign,
                trial,
                truth.provenance(),
                truth.platform(),
                median,
                truth.baselines(),
                truth.determinism(),
                truth.worstError(),
                truth.artifact(),
                truth.promotedAt());
        return new TuningRecord(record.key(), record.configuration(), evidence);
    }

    /** Does it in several threads at once and waits for all. */
    private static <T> List<Future<T>> inParallel(int threads, IntFunction<T> work) throws InterruptedException {
        var executor = Executors.newFixedThreadPool(threads);
        try {
            return executor.invokeAll(IntStream.range(0, threads)
                    .mapToObj(thread -> (Callable<T>) () -> work.apply(thread))
                    .toList());
        } finally {
            executor.shutdown();
        }
    }

    private static List<Campaign> reversed(List<Campaign> campaigns) {
        var reversed = new ArrayList<>(campaigns);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Optional<Throwable> failure(Future<?> attempt) {
        try {
            attempt.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while it waited for a thread of the test", e);
        }
    }
}
