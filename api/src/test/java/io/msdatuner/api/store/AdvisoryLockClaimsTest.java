package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class AdvisoryLockClaimsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static String url;
    private static ConfigurableApplicationContext application;

    private final CampaignClaims claims = application.getBean(CampaignClaims.class);
    private final TuningStore store = application.getBean(TuningStore.class);
    private final CampaignId id =
            SampleCampaign.running(store, SampleSpecs.of("claimed")).id();

    @BeforeAll
    static void start() {
        url = TestDatabase.jdbcUrl();
        application = StoreApplication.start(url);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void givesACampaignToOneAtATime() {
        try (var claim = claims.tryClaim(id).orElseThrow()) {
            assertThat(claim.campaign()).isEqualTo(id);
            assertThat(claim.isHeld()).isTrue();
            assertThat(claims.tryClaim(id)).isEmpty();
        }
        assertThat(isFree(id)).isTrue();
    }

    @Test
    void givesEachCampaignByItself() {
        var other = store.create(SampleSpecs.of("claimed")).id();

        try (var claim = claims.tryClaim(id).orElseThrow()) {
            assertThat(isFree(other)).isTrue();
        }
    }

    @Test
    void holdsNothingOnceItIsClosed() {
        var claim = claims.tryClaim(id).orElseThrow();
        claim.close();
        claim.close();

        assertThat(claim.isHeld()).isFalse();
    }

    @Test
    void listsRunningCampaignsThatNobodyHoldsAsOrphans() {
        var pending = store.create(SampleSpecs.of("claimed"));
        var running = store.find(id).orElseThrow();
        assertThat(claims.orphans()).contains(running).doesNotContain(pending);

        try (var claim = claims.tryClaim(id).orElseThrow()) {
            assertThat(claims.orphans()).doesNotContain(running);
        }
        await(() -> claims.orphans().contains(running));

        store.transition(id, CampaignState.INTERRUPTED, Optional.of("the process that ran it ended"));
        assertThat(claims.orphans()).extracting(campaign -> campaign.id()).doesNotContain(id);
    }

    @Test
    void takesALockInAnotherDatabaseForNoClaim() {
        try (var elsewhere = AdvisoryLockClaims.tryClaim(TestDatabase.dataSource(TestDatabase.jdbcUrl()), id)
                .orElseThrow()) {
            assertThat(claims.orphans()).extracting(campaign -> campaign.id()).contains(id);
            assertThat(isFree(id)).isTrue();
        }
    }

    @Test
    void freesTheCampaignOfAProcessThatIsKilled() throws IOException, InterruptedException {
        var holder = startHolder();
        try {
            assertThat(claims.tryClaim(id)).isEmpty();
            assertThat(claims.orphans()).extracting(campaign -> campaign.id()).doesNotContain(id);
        } finally {
            holder.destroyForcibly().waitFor();
        }

        await(() -> isFree(id));
        await(() -> claims.orphans().stream().anyMatch(campaign -> campaign.id().equals(id)));
    }

    @Test
    void saysThatItIsNotHeldWhenTheServerDropsIt() {
        var claim = claims.tryClaim(id).orElseThrow();

        terminateHolder();

        await(() -> !claim.isHeld());
        await(() -> isFree(id));
        claim.close();
    }

    private void terminateHolder() {
        application
                .getBean(JdbcClient.class)
                .sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE classid = :class AND objid = :id")
                .param("class", AdvisoryLockClaims.LOCK_CLASS)
                .param("id", id.value())
                .query(Boolean.class)
                .list();
    }

    private boolean isFree(CampaignId campaign) {
        var claim = claims.tryClaim(campaign);
        claim.ifPresent(CampaignClaims.Claim::close);
        return claim.isPresent();
    }

    private Process startHolder() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), ClaimHolder.class.getName(), url, "" + id)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("claimed");
        return process;
    }

    private static void await(BooleanSupplier condition) {
        var deadline = Instant.now().plus(DEADLINE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("deadline").isBefore(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
