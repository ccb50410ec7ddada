package io.msdatuner.api.store;

import io.msdatuner.core.best.Grounds;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * What the database knows of all services and agents that use it, read when it is asked for and at most every few seconds.
 * While the database is away only whether it is there and the lag are told.
 */
final class DatabaseMetrics implements MultiCollector {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMetrics.class);

    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final String CAMPAIGNS = """
            SELECT device_class, state, count(*) AS campaigns,
                   greatest(0, max(extract(epoch FROM clock_timestamp() - state_since))) AS age
            FROM campaigns GROUP BY device_class, state ORDER BY device_class, state
            """;
    private static final String PROMOTIONS =
            "SELECT grounds, count(*) AS decisions FROM promotions GROUP BY grounds ORDER BY grounds";
    private static final String TOTALS = """
            SELECT pg_database_size(current_database()) AS size_bytes, (SELECT count(*) FROM misses) AS misses,
                   (SELECT coalesce(sum(samples), 0) FROM prunings) AS pruned
            """;

    private final JdbcClient jdbc;
    private final FeedState feed;
    private List<MetricSnapshot> known = List.of();
    private Optional<Long> readAtNs = Optional.empty();

    DatabaseMetrics(JdbcClient jdbc, FeedState feed) {
        this.jdbc = jdbc;
        this.feed = feed;
    }

    private record States(String deviceClass, String state, long campaigns, double ageSeconds) {}

    @Override
    public synchronized MetricSnapshots collect() {
        var all = new ArrayList<MetricSnapshot>();
        all.add(gauge(
                "msda_tuner_database_up",
                "Whether the database can be reached: 1 or 0.",
                List.of(point(feed.isConnected() ? 1 : 0))));
        all.add(gauge(
                "msda_tuner_database_feed_lag_seconds",
                "For how long the feed of served records has heard nothing of the database; up to 5 while all is well.",
                List.of(point(feed.lag().toNanos() / 1e9))));
        if (feed.isConnected()) {
            all.addAll(current());
        }
        return new MetricSnapshots(all);
    }

    private List<MetricSnapshot> current() {
        var now = System.nanoTime();
        if (readAtNs.isEmpty() || now - readAtNs.get() > FRESH.toNanos()) {
            try {
                known = read();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("metrics of the database are left out for now: {}", e.toString());
                known = List.of();
            }
            readAtNs = Optional.of(System.nanoTime());
        }
        return known;
    }

    private List<MetricSnapshot> read() {
        var states = jdbc.sql(CAMPAIGNS).query((row, number) -> states(row)).list();
        var all = new ArrayList<MetricSnapshot>();
        all.add(gauge(
                "msda_tuner_campaigns",
                "Campaigns by the state that they are in.",
                states.stream()
                        .map(one -> point(
                                one.campaigns(), Labels.of("device_class", one.deviceClass(), "state", one.state())))
                        .toList()));
        all.add(gauge(
                "msda_tuner_queue_age_seconds",
                "For how long the campaign that waits longest for its device class has waited; 0 if none waits.",
                states.stream()
                        .map(States::deviceClass)
                        .distinct()
                        .map(name -> point(queueAge(states, name), Labels.of("device_class", name)))
                        .toList()));
        all.add(promotions());
        all.addAll(jdbc.sql(TOTALS).query((row, number) -> totals(row)).single());
        return all;
    }

    private static States states(ResultSet row) throws SQLException {
        return new States(
                row.getString("device_class"), row.getString("state"), row.getLong("campaigns"), row.getDouble("age"));
    }

    private static double queueAge(List<States> states, String deviceClass) {
        return states.stream()
                .filter(one ->
                        one.deviceClass().equals(deviceClass) && one.state().equals("PENDING"))
                .mapToDouble(States::ageSeconds)
                .max()
                .orElse(0);
    }

    private MetricSnapshot promotions() {
        var decisions = new HashMap<String, Long>();
        RowCallbackHandler count = row -> decisions.put(row.getString("grounds"), row.getLong("decisions"));
        jdbc.sql(PROMOTIONS).query(count);
        var builder = CounterSnapshot.builder()
                .name("msda_tuner_promotion_decisions")
                .help("Decisions about what is served, by their grounds, since the database was made.");
        for (var kind : Grounds.Kind.values()) {
            builder.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(Labels.of("grounds", kind.id()))
                    .value(decisions.getOrDefault(kind.id(), 0L))
                    .build());
        }
        return builder.build();
    }

    private static List<MetricSnapshot> totals(ResultSet row) throws SQLException {
        return List.of(
                gauge(
                        "msda_tuner_database_size_bytes",
                        "Space that the database takes on disk.",
                        List.of(point(row.getLong("size_bytes")))),
                gauge(
                        "msda_tuner_missed_problems",
                        "Different problems that were looked up in vain so far.",
                        List.of(point(row.getLong("misses")))),
                CounterSnapshot.builder()
                        .name("msda_tuner_pruned_samples")
                        .help("Samples of old trials that were pruned, since the database was made.")
                        .dataPoint(CounterDataPointSnapshot.builder()
                                .value(row.getLong("pruned"))
                                .build())
                        .build());
    }

    private static MetricSnapshot gauge(String name, String help, List<GaugeDataPointSnapshot> points) {
        var builder = GaugeSnapshot.builder().name(name).help(help);
        points.forEach(builder::dataPoint);
        return builder.build();
    }

    private static GaugeDataPointSnapshot point(double value) {
        return point(value, Labels.EMPTY);
    }

    private static GaugeDataPointSnapshot point(double value, Labels labels) {
        return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
    }
}
