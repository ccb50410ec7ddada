package io.msdatuner.api.campaign;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.queue.CampaignQueue;
import io.msdatuner.api.queue.Hold;
import io.msdatuner.api.queue.QueueWorker;
import io.msdatuner.core.device.DeviceClass;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes runs of the campaigns that the queue hands to this process, each on a device that can be used. */
@Component
class CampaignRuns {

    private final CampaignQueue queue;
    private final HeldCampaigns held;
    private final DeviceWard ward;
    private final CampaignWorkshop workshop;

    CampaignRuns(CampaignQueue queue, HeldCampaigns held, DeviceWard ward, CampaignWorkshop workshop) {
        this.queue = queue;
        this.held = held;
        this.ward = ward;
        this.workshop = workshop;
    }

    /** Takes as many campaigns at once as there are devices. */
    QueueWorker worker(DeviceClass deviceClass, QueueWorker.Handler handler) {
        return queue.worker(deviceClass, ward.count(deviceClass), handler);
    }

    HeldCampaigns held() {
        return held;
    }

    /**
     * Empty if the campaign need not run or cannot begin now.
     *
     * @param busy devices that other campaigns use
     */
    Optional<CampaignRun> begin(Hold hold, Set<LocalDevice> busy) {
        return ward.choose(hold.deviceClass(), busy)
                .flatMap(device -> held.begin(hold)
                        .map(campaign -> new CampaignRun(campaign, device, workshop, ward, turn(hold))));
    }

    private Turn turn(Hold hold) {
        return new Turn(hadItsTurn -> queue.isOvertaken(hold, hadItsTurn), System::nanoTime);
    }
}
