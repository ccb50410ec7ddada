package io.msdatuner.api.best;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.device.LocalDevices;
import io.msdatuner.api.store.ServedRecord;
import io.msdatuner.core.best.Freshness;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.space.LaunchValues;
import io.msdatuner.core.transfer.Forecast;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers lookups from memory: the freshest record of exactly this problem, else what other shapes let expect to be fast if
 * that is safe, else what an untuned user gets.
 */
@Component
class BestConfigurations {

    private static final long REMEMBERED_ANSWERS = 20_000;

    private final RecordChooser chooser;
    private final NearestShapes nearest;
    private final LocalDevices devices;
    private final Demand demand;
    private final LookupCounts counts;
    private final JsonMapper json;
    private final Cache<AnswerKey, Answered> answers =
            Caffeine.newBuilder().maximumSize(REMEMBERED_ANSWERS).build();

    /** All that an answer depends on. */
    private record AnswerKey(
            Lookup.Problem problem, Optional<Long> record, Optional<Freshness> freshness, Optional<Long> generation) {}

    private record Answered(Answer answer, Match match) {}

    BestConfigurations(
            RecordChooser chooser,
            NearestShapes nearest,
            LocalDevices devices,
            Demand demand,
            LookupCounts counts,
            JsonMapper json) {
        this.chooser = chooser;
        this.nearest = nearest;
        this.devices = devices;
        this.demand = demand;
        this.counts = counts;
        this.json = json;
    }

    Answer of(Lookup lookup) {
        var choice = chooser.choose(lookup);
        var others = choice.record().isEmpty() && lookup.allowsNearest()
                ? nearest.of(lookup)
                : Optional.<ShapeKnowledge>empty();
        var key = new AnswerKey(
                lookup.problem(),
                choice.record().map(ServedRecord::id),
                choice.freshness(),
                others.map(ShapeKnowledge::generation));
        var answered = answers.get(key, unused -> answered(resource(lookup.problem(), choice, others)));
        if (choice.record().isEmpty()) {
            demand.missed(lookup.problem());
        }
        counts.answered(lookup.problem().kernel(), answered.match());
        return answered.answer();
    }

    private Answered answered(BestResource resource) {
        return new Answered(Answer.of(json.writeValueAsBytes(resource)), Match.of(resource.match()));
    }

    private BestResource resource(Lookup.Problem problem, Choice choice, Optional<ShapeKnowledge> others) {
        return choice.record()
                .map(served ->
                        BestResource.exact(served.record(), choice.freshness().orElseThrow(), launch(served.record())))
                .orElseGet(() -> withoutRecord(problem, choice.freshness(), others));
    }

    /** Not known for devices of other hosts, nor for what the kernels installed here do not have. */
    private Optional<Map<String, Long>> launch(TuningRecord record) {
        var key = record.key();
        return devices.find(key.deviceClass())
                .map(local -> local.backend().space(key.kernel(), key.shape(), local.device()))
                .filter(space -> space.contains(record.configuration()))
                .map(space -> LaunchValues.of(space, record.configuration()));
    }

    /** Only here the backend may refuse the shape: what is served already was accepted once. */
    private BestResource withoutRecord(
            Lookup.Problem problem, Optional<Freshness> notFreshEnough, Optional<ShapeKnowledge> others) {
        var local = devices.find(problem.deviceClass());
        if (local.isEmpty()) {
            return BestResource.unknown(problem, notFreshEnough);
        }
        local.get().requireAccepts(problem.kernel(), problem.shape());
        var device = local.get().device();
        var forecast = others.flatMap(known -> forecast(problem, known, local.get()));
        if (forecast.filter(Forecast::isSafe).isPresent()) {
            var nearest = others.orElseThrow().record(forecast.get().nearest()).record();
            return BestResource.nearest(problem, notFreshEnough, device.provenance(), forecast.get(), nearest);
        }
        var configuration = local.get().backend().defaultConfiguration(problem.kernel(), problem.shape(), device);
        return BestResource.untuned(problem, notFreshEnough, forecast, device.provenance(), configuration);
    }

    private static Optional<Forecast> forecast(Lookup.Problem problem, ShapeKnowledge known, LocalDevice local) {
        var space = local.backend().space(problem.kernel(), problem.shape(), local.device());
        return known.transfer(problem.determinism()).forecast(problem.shape(), space::contains);
    }
}
