package io.msdatuner.core.set;

import static io.msdatuner.core.campaign.CampaignState.CANCELLED;
import static io.msdatuner.core.campaign.CampaignState.COMPLETED;
import static io.msdatuner.core.campaign.CampaignState.FAILED;
import static io.msdatuner.core.campaign.CampaignState.INTERRUPTED;
import static io.msdatuner.core.campaign.CampaignState.PENDING;
import static io.msdatuner.core.campaign.CampaignState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.core.campaign.CampaignState;
import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignSetStateTest {
    private static CampaignSetState open(CampaignState... campaigns) {
        return CampaignSetState.of(List.of(campaigns), false, false);
    }

    private static CampaignSetState ended(CampaignState... campaigns) {
        return CampaignSetState.of(List.of(campaigns), false, true);
    }

    private static CampaignSetState cancelled(CampaignState... campaigns) {
        return CampaignSetState.of(List.of(campaigns), true, false);
    }

    @Test
    void waitsUntilItsFirstCampaignRuns() {
        assertThat(open()).isEqualTo(CampaignSetState.PENDING);
        assertThat(open(PENDING)).isEqualTo(CampaignSetState.PENDING);
        assertThat(open(RUNNING)).isEqualTo(CampaignSetState.RUNNING);
    }

    @Test
    void runsAlsoBetweenTwoCampaigns() {
        assertThat(open(COMPLETED)).isEqualTo(CampaignSetState.RUNNING);
        assertThat(open(COMPLETED, PENDING)).isEqualTo(CampaignSetState.RUNNING);
        assertThat(open(FAILED)).isEqualTo(CampaignSetState.RUNNING);
    }

    @Test
    void isInterruptedAsItsLastCampaignIs() {
        assertThat(open(COMPLETED, INTERRUPTED)).isEqualTo(CampaignSetState.INTERRUPTED);
    }

    @Test
    void isCancelledOnceNothingOfItRuns() {
        assertThat(cancelled(COMPLETED, RUNNING)).isEqualTo(CampaignSetState.RUNNING);
        assertThat(cancelled(COMPLETED, CANCELLED)).isEqualTo(CampaignSetState.CANCELLED);
    }

    @Test
    void failsOnlyIfNothingCameToItsEnd() {
        assertThat(ended(FAILED, COMPLETED)).isEqualTo(CampaignSetState.COMPLETED);
        assertThat(ended(FAILED, FAILED)).isEqualTo(CampaignSetState.FAILED);
        assertThat(ended(COMPLETED, CANCELLED)).isEqualTo(CampaignSetState.COMPLETED);
    }
}
