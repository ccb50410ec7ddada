package io.msdatuner.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.campaign.SampleOutcomes;
import io.msdatuner.core.campaign.SampleSpecs;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.trial.Determinism;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JpaCampaignArchiveTest {
    private final TuningStore store = StoreApplication.shared().getBean(TuningStore.class);
    private final CampaignArchive archive = StoreApplication.shared().getBean(CampaignArchive.class);

    @Test
    void listsCampaignsPageByPageNewestFirst() {
        var created = IntStream.range(0, 5)
                .mapToObj(i -> store.create(SampleSpecs.of("listed")))
                .toList();

        var first = archive.campaigns(Optional.empty(), OptionalLong.empty(), 2);
        var second = archive.campaigns(Optional.empty(), before(first.get(1)), 3);

        assertThat(first).containsExactly(created.get(4), created.get(3));
        assertThat(second).containsExactly(created.get(2), created.get(1), created.get(0));
        assertThat(archive.campaigns(Optional.empty(), OptionalLong.of(1), 9)).isEmpty();
    }

    @Test
    void listsCampaignsOfOneState() {
        var older = failed();
        store.create(SampleSpecs.of("listed"));
        var newer = failed();

        assertThat(archive.campaigns(Optional.of(CampaignState.FAILED), OptionalLong.empty(), 2))
                .containsExactly(newer, older);
        assertThat(archive.campaigns(Optional.of(CampaignState.FAILED), before(newer), 1))
                .containsExactly(older);
    }

    @Test
    void listsTrialsPageByPageByNumber() {
        var campaign = SampleCampaign.running(store, SampleSpecs.of("listed"));
        var zero = campaign.finished(SampleOutcomes.measured(Determinism.ORDER_DEPENDENT, 3, 1, 2));
        var one = campaign.open();
        var two = campaign.open();

        assertThat(archive.trialsAfter(campaign.id(), -1, 2)).containsExactly(zero, one);
        assertThat(archive.trialsAfter(campaign.id(), 1, 2)).containsExactly(two);
        assertThat(archive.trialsAfter(campaign.id(), 2, 2)).isEmpty();
    }

    @Test
    void refusesToListTheTrialsOfNoCampaign() {
        assertThatThrownBy(() -> archive.trialsAfter(new CampaignId(Integer.MAX_VALUE), -1, 1))
                .isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void findsOneTrial() {
        var campaign = SampleCampaign.running(store, SampleSpecs.of("listed"));
        campaign.open();
        var trial = campaign.open();

        assertThat(archive.trial(campaign.id(), 1)).contains(trial);
        assertThat(archive.trial(campaign.id(), 2)).isEmpty();
        assertThat(archive.trial(new CampaignId(Integer.MAX_VALUE), 0)).isEmpty();
    }

    private Campaign failed() {
        var id = store.create(SampleSpecs.of("listed")).id();
        return store.transition(id, CampaignState.FAILED, Optional.of("no compiler"));
    }

    private static OptionalLong before(Campaign campaign) {
        return OptionalLong.of(campaign.id().value());
    }
}
