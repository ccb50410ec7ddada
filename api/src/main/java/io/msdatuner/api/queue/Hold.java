package io.msdatuner.api.queue;

import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.device.DeviceClass;

/**
 * A campaign that the queue handed to this process.
 *
 * @param version of the queue's row: it changes whenever the campaign is handed to anybody, so a process that was taken for
 *     dead and comes back holds nothing any more (a fencing token)
 * @param deaths how many processes that had it ended in a row without giving it back
 */
public record Hold(DeviceClass deviceClass, CampaignId campaign, long version, int deaths) {}
