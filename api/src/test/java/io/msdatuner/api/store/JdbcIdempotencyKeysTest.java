package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.api.store.IdempotencyKeys.CreatedOnce;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcIdempotencyKeysTest {
    private final IdempotencyKeys keys = StoreApplication.shared().getBean(IdempotencyKeys.class);
    private final TuningStore store = StoreApplication.shared().getBean(TuningStore.class);
    private final CampaignSpec spec = SampleSpecs.of("once");

    @Test
    void createsOneCampaignForAKey() {
        var first = keys.createOnce("one", "digest", spec);
        var second = keys.createOnce("one", "digest", SampleSpecs.of("ignored"));

        assertThat(first.isNew()).isTrue();
        assertThat(first.campaign().spec()).isEqualTo(spec);
        assertThat(second).isEqualTo(new CreatedOnce(first.campaign(), false));
        assertThat(store.find(first.campaign().id())).contains(first.campaign());
    }

    @Test
    void createsAnotherCampaignForAnotherKey() {
        var first = keys.createOnce("k", "digest", spec);

        assertThat(keys.createOnce("K", "digest", spec).campaign().id())
                .isNotEqualTo(first.campaign().id());
    }

    @Test
    void refusesAKeyThatCameWithAnotherRequest() {
        keys.createOnce("reused", "digest", spec);
        var campaigns = campaigns();

        assertThatThrownBy(() -> keys.createOnce("reused", "another digest", spec))
                .isInstanceOf(IdempotencyKeyReusedException.class)
                .hasMessageContaining("reused");
        assertThat(campaigns()).isEqualTo(campaigns);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void refusesAKeyThatIsEmptyOrTooLong(int length) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> keys.createOnce("k".repeat(length), "digest", spec));
    }

    @Test
    void takesTheLongestKey() {
        assertThat(keys.createOnce("钥".repeat(255), "digest", spec).isNew()).isTrue();
    }

    @Test
    void keepsNoCampaignIfTheKeyIsNotKept() {
        var campaigns = campaigns();

        assertThatThrownBy(() -> keys.createOnce("without digest", "", spec)).isNotNull();
        assertThat(campaigns()).isEqualTo(campaigns);
    }

    @Test
    void createsOneCampaignWhenSeveralThreadsUseOneKey() throws Exception {
        Callable<CreatedOnce> work = () -> keys.createOnce("at once", "digest", spec);
        var executor = Executors.newFixedThreadPool(6);
        var created = new ArrayList<CreatedOnce>();
        for (var future : executor.invokeAll(Collections.nCopies(6, work))) {
            created.add(future.get());
        }
        executor.shutdown();

        assertThat(created).filteredOn(CreatedOnce::isNew).hasSize(1);
        assertThat(created)
                .extracting(CreatedOnce::campaign)
                .containsOnly(created.get(0).campaign());
    }

    private long campaigns() {
        return StoreApplication.shared()
                .getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM campaigns")
                .query(Long.class)
                .single();
    }
}
