package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.api.queue.Hold;
import io.msdatuner.api.queue.HoldLostException;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.trial.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that was taken for dead and comes back writes nothing. */
class HeldStoreTest {
    private static final CampaignSpec SPEC = SampleSpecs.of("held");
    private static final Outcome ABANDONED = new Outcome.Abandoned("the test ended it");

    private final JdbcClient jdbc = StoreApplication.shared().getBean(JdbcClient.class);
    private final TuningStore store = StoreApplication.shared().getBean(TuningStore.class);
    private final CampaignQueue queue = StoreApplication.shared().getBean(CampaignQueue.class);
    private final HeldStores stores = StoreApplication.shared().getBean(HeldStores.class);
    private final CampaignId id = store.create(SPEC).id();

    @Test
    void writesForWhoHasTheCampaign() {
        var held = stores.of(handOut());
        held.transition(id, CampaignState.RUNNING, Optional.empty());
        new SampleCampaign(held, SPEC, id).finished(ABANDONED);

        assertThat(held.trials(id)).hasSize(1).allMatch(trial -> trial.isFinished());
    }

    @Test
    void writesNothingOnceAnotherProcessHasTheCampaign() {
        var lost = stores.of(handOut());
        lost.transition(id, CampaignState.RUNNING, Optional.empty());
        var open = new SampleCampaign(lost, SPEC, id).open();
        queue.release(id, SPEC.deviceClass());
        var next = stores.of(handOut());

        assertThatThrownBy(() -> lost.finish(id, open.number(), ABANDONED, Optional.empty()))
                .isInstanceOf(HoldLostException.class);
        assertThatThrownBy(() -> new SampleCampaign(lost, SPEC, id).open()).isInstanceOf(HoldLostException.class);
        assertThatThrownBy(() -> lost.transition(id, CampaignState.COMPLETED, Optional.empty()))
                .isInstanceOf(HoldLostException.class);
        next.finish(id, open.number(), ABANDONED, Optional.empty());
        assertThat(store.trials(id)).hasSize(1).allMatch(trial -> trial.isFinished());
        assertThat(store.find(id).orElseThrow().state()).isEqualTo(CampaignState.RUNNING);
    }

    @Test
    void writesNothingForACampaignThatLeftTheQueue() {
        var held = stores.of(handOut());
        leaveTheQueue();

        assertThatThrownBy(() -> held.transition(id, CampaignState.RUNNING, Optional.empty()))
                .isInstanceOf(HoldLostException.class);
    }

    @Test
    void queuesACampaignThatGoesOnWithItsPriority() {
        StoreApplication.shared()
                .getBean(CampaignPriorities.class)
                .set(store.find(id).orElseThrow(), 7);
        leaveTheQueue();
        store.transition(id, CampaignState.CANCELLED, Optional.empty());
        store.transition(id, CampaignState.PENDING, Optional.empty());

        assertThat(jdbc.sql("SELECT priority FROM scheduled_tasks WHERE task_instance = :id AND NOT picked")
                        .param("id", id.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(7);
    }

    private void leaveTheQueue() {
        jdbc.sql("DELETE FROM scheduled_tasks WHERE task_instance = :id")
                .param("id", id.toString())
                .update();
    }

    /** As the queue does. */
    private Hold handOut() {
        var version = jdbc.sql("UPDATE scheduled_tasks SET picked = true, version = version + 1, last_heartbeat = now()"
                        + " WHERE task_instance = :id RETURNING version")
                .param("id", id.toString())
                .query(Long.class)
                .single();
        return new Hold(SPEC.deviceClass(), id, version, 0);
    }
}
