package io.msdatuner.api.store;

import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.core.campaign.TuningStore;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Wires the store onto the application's data source, transaction manager and, if it has one, clock. The repositories of JPA
 * are made when they are first needed, because lookups do without.
 */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = StoreConfiguration.class)
@EnableJpaRepositories(basePackageClasses = StoreConfiguration.class, bootstrapMode = BootstrapMode.LAZY)
public class StoreConfiguration {
    /** What PostgreSQL keeps of a time; a finer clock would promise what is not stored. */
    private static final Duration PRECISION = Duration.of(1, ChronoUnit.MICROS);

    private final Clock clock;

    StoreConfiguration(ObjectProvider<Clock> clock) {
        this.clock = Clock.tick(clock.getIfAvailable(Clock::systemUTC), PRECISION);
    }

    @Bean
    Transactions storeTransactions(PlatformTransactionManager manager, JdbcClient jdbc) {
        return new Transactions(manager, jdbc);
    }

    @Bean
    CampaignQueue campaignQueue(DataSource pool, JdbcClient jdbc) {
        return new CampaignQueue(pool, jdbc);
    }

    @Bean
    TuningStore tuningStore(
            CampaignRows campaigns,
            TrialRows trials,
            JdbcRecords records,
            CampaignQueue queue,
            Transactions transactions) {
        return new JpaTuningStore(campaigns, trials, records, queue, transactions, clock);
    }

    @Bean
    HeldStores heldStores(TuningStore store, CampaignQueue queue, Transactions transactions) {
        return new HeldStores(store, queue, transactions);
    }

    @Bean
    CampaignPriorities campaignPriorities(JdbcClient jdbc, CampaignQueue queue, Transactions transactions) {
        return new CampaignPriorities(jdbc, queue, transactions);
    }

    @Bean
    JdbcRecords servedRecords(
            JdbcClient jdbc, Transactions transactions, JdbcPromotions promotions, ListeningRecordFeed feed) {
        return new JdbcRecords(jdbc, transactions, promotions, feed::promoted, clock);
    }

    @Bean
    JdbcPromotions promotionLog(JdbcClient jdbc) {
        return new JdbcPromotions(jdbc);
    }

    @Bean
    @DependsOnDatabaseInitialization
    ListeningRecordFeed recordFeed(DataSource pool) {
        return new ListeningRecordFeed(beside(pool));
    }

    @Bean
    @DependsOnDatabaseInitialization
    ServedTable servedTable(JdbcClient jdbc) {
        return new JdbcServedTable(jdbc);
    }

    @Bean
    MissLedger missLedger(JdbcClient jdbc, Transactions transactions) {
        return new JdbcMissLedger(jdbc, transactions, clock);
    }

    @Bean
    TrialTimes trialTimes(JdbcClient jdbc) {
        return new JdbcTrialTimes(jdbc);
    }

    @Bean
    HealthIndicator databaseHealthIndicator(ListeningRecordFeed feed) {
        return new DatabaseHealth(feed);
    }

    @Bean
    MultiCollector databaseMetrics(JdbcClient jdbc, ListeningRecordFeed feed) {
        return new DatabaseMetrics(jdbc, feed);
    }

    @Bean
    SampleArchive sampleArchive(JdbcClient jdbc) {
        return new JdbcSampleArchive(jdbc, clock);
    }

    @Bean
    SnapshotStore snapshotStore(JdbcClient jdbc) {
        return new JdbcSnapshots(jdbc, clock);
    }

    @Bean
    ImportedResults importedResults(JdbcClient jdbc) {
        return new JdbcImportedResults(jdbc, clock);
    }

    @Bean
    CampaignArchive campaignArchive(CampaignRows campaigns, TrialRows trials) {
        return new JpaCampaignArchive(campaigns, trials);
    }

    @Bean
    IdempotencyKeys idempotencyKeys(TuningStore store, JdbcClient jdbc, Transactions transactions) {
        return new JdbcIdempotencyKeys(store, jdbc, transactions, clock);
    }

    @Bean
    CampaignSets campaignSets(TuningStore store, JdbcClient jdbc, Transactions transactions) {
        return new JdbcCampaignSets(store, jdbc, transactions, clock);
    }

    @Bean
    DeviceRegistry deviceRegistry(JdbcClient jdbc) {
        return new JdbcDeviceRegistry(jdbc, hostName(), clock);
    }

    @Bean
    ArtifactCatalogue artifactCatalogue(JdbcClient jdbc) {
        return new JdbcArtifactCatalogue(jdbc);
    }

    @Bean
    CampaignClaims campaignClaims(DataSource pool, CampaignRows campaigns) {
        return new AdvisoryLockClaims(beside(pool), campaigns);
    }

    /** For what outlives every transaction: connections that are not the pool's. */
    private static DataSource beside(DataSource pool) {
        return DataSourceBuilder.derivedFrom(pool)
                .type(SimpleDriverDataSource.class)
                .build();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
