package io.msdatuner.api.store;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.set.CampaignSetId;
import io.msdatuner.core.set.CampaignSetSpec;
import io.msdatuner.core.set.Member;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcCampaignSets implements CampaignSets {
    private static final int MAX_KEY = 255;

    private final TuningStore store;
    private final JdbcClient jdbc;
    private final CampaignSetReader reader;
    private final Transactions transactions;
    private final Clock clock;

    JdbcCampaignSets(TuningStore store, JdbcClient jdbc, Transactions transactions, Clock clock) {
        this.store = store;
        this.jdbc = jdbc;
        this.reader = new CampaignSetReader(jdbc);
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public CreatedOnce create(CampaignSetSpec spec, Optional<Request> request) {
        request.ifPresent(JdbcCampaignSets::requireKey);
        return transactions.call(() -> {
            request.ifPresent(given -> transactions.oneAtATime("campaign set key " + given.key()));
            var made = request.flatMap(this::find);
            return made.isPresent()
                    ? new CreatedOnce(made.get(), false)
                    : new CreatedOnce(find(insert(spec, request)).orElseThrow(), true);
        });
    }

    private static void requireKey(Request request) {
        if (request.key().isEmpty() || request.key().length() > MAX_KEY) {
            throw new InvalidValueException("Idempotency-Key", request.key(), "1 to " + MAX_KEY + " characters");
        }
    }

    private Optional<CampaignSet> find(Request request) {
        record Made(long id, String digest) {}
        var made = jdbc.sql("SELECT id, request_digest FROM campaign_sets WHERE idempotency_key = :key")
                .param("key", request.key())
                .query((row, number) -> new Made(row.getLong(1), row.getString(2)))
                .optional();
        if (made.filter(earlier -> !earlier.digest().equals(request.digest())).isPresent()) {
            throw new IdempotencyKeyReusedException(
                    request.key(), new CampaignSetId(made.get().id()));
        }
        return made.flatMap(earlier -> find(new CampaignSetId(earlier.id())));
    }

    private CampaignSetId insert(CampaignSetSpec spec, Optional<Request> request) {
        var trials = spec.budget().maxTrials();
        var id = jdbc.sql(
                        "INSERT INTO campaign_sets (device_class, strategy, seed, budget_trials, budget_time_ns, deadline,"
                                + " idempotency_key, request_digest, created_at) VALUES (:deviceClass, :strategy, :seed,"
                                + " :trials, :timeNs, :deadline, :key, :digest, :now) RETURNING id")
                .param("deviceClass", spec.deviceClass().name())
                .param("strategy", spec.strategy())
                .param("seed", spec.seed())
                .param("trials", trials.isPresent() ? trials.getAsInt() : null)
                .param("timeNs", spec.budget().maxTime().map(Duration::toNanos).orElse(null))
                .param("deadline", spec.deadline().map(JdbcRecords::utc).orElse(null))
                .param("key", request.map(Request::key).orElse(null))
                .param("digest", request.map(Request::digest).orElse(null))
                .param("now", JdbcRecords.utc(clock.instant()))
                .query(Long.class)
                .single();
        for (var number = 0; number < spec.members().size(); number++) {
            insert(id, number, spec.members().get(number));
        }
        return new CampaignSetId(id);
    }

    private void insert(long set, int number, Member member) {
        jdbc.sql("INSERT INTO campaign_set_members (set_id, number, kernel, shape, launches)"
                        + " VALUES (:set, :number, :kernel, :shape, :launches)")
                .param("set", set)
                .param("number", number)
                .param("kernel", member.kernel().id())
                .param("shape", member.shape().toString())
                .param("launches", member.launches())
                .update();
    }

    @Override
    public Optional<CampaignSet> find(CampaignSetId id) {
        return transactions.call(() -> reader.find(id));
    }

    @Override
    public Optional<CampaignSet> ofCampaign(CampaignId campaign) {
        return jdbc.sql("SELECT set_id FROM campaign_set_grants WHERE campaign_id = :campaign")
                .param("campaign", campaign.value())
                .query(Long.class)
                .optional()
                .flatMap(id -> find(new CampaignSetId(id)));
    }

    @Override
    public List<CampaignSet> list(OptionalLong beforeId, int limit) {
        return transactions.call(() -> reader.list(beforeId.orElse(Long.MAX_VALUE), limit));
    }

    @Override
    public List<CampaignSet> open() {
        return transactions.call(reader::open);
    }

    @Override
    public Optional<Campaign> grant(CampaignSet expected, int member, CampaignSpec campaign) {
        return transactions.call(() -> {
            transactions.oneAtATime("campaign set " + expected.id());
            var now = require(expected.id());
            if (!now.isOpen() || !now.grants().equals(expected.grants())) {
                return Optional.empty();
            }
            var made = store.create(campaign);
            jdbc.sql("INSERT INTO campaign_set_grants (set_id, number, member, campaign_id)"
                            + " VALUES (:set, :number, :member, :campaign)")
                    .param("set", expected.id().value())
                    .param("number", now.grants().size())
                    .param("member", member)
                    .param("campaign", made.id().value())
                    .update();
            return Optional.of(made);
        });
    }

    @Override
    public void cancel(CampaignSetId id) {
        mark(id, "UPDATE campaign_sets SET cancelled_at = coalesce(cancelled_at, :now) WHERE id = :id");
    }

    @Override
    public void end(CampaignSetId id) {
        mark(id, "UPDATE campaign_sets SET ended_at = coalesce(ended_at, :now) WHERE id = :id");
    }

    @Override
    public void reopen(CampaignSetId id) {
        transactions.run(() -> {
            transactions.oneAtATime("campaign set " + id);
            require(id);
            jdbc.sql("UPDATE campaign_sets SET cancelled_at = NULL, ended_at = NULL WHERE id = :id")
                    .param("id", id.value())
                    .update();
        });
    }

    /** Not while a campaign of it is being made. */
    private void mark(CampaignSetId id, String statement) {
        transactions.run(() -> {
            transactions.oneAtATime("campaign set " + id);
            require(id);
            jdbc.sql(statement)
                    .param("now", JdbcRecords.utc(clock.instant()))
                    .param("id", id.value())
                    .update();
        });
    }

    @Override
    public Duration spent(CampaignSetId id) {
        require(id);
        var micros = jdbc.sql("""
                        SELECT coalesce(sum(extract(epoch FROM upper(span) - lower(span))) * 1000000, 0)::bigint
                        FROM (SELECT unnest(range_agg(tstzrange(t.opened_at,
                                         greatest(t.opened_at, coalesce(t.finished_at, :now))))) AS span
                              FROM campaign_set_grants g JOIN trials t ON t.campaign_id = g.campaign_id
                              WHERE g.set_id = :id AND t.outcome IS DISTINCT FROM 'abandoned') spans
                        """)
                .param("id", id.value())
                .param("now", JdbcRecords.utc(clock.instant()))
                .query(Long.class)
                .single();
        return Duration.ofNanos(micros * 1_000);
    }

    private CampaignSet require(CampaignSetId id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("there is no campaign set " + id));
    }
}
