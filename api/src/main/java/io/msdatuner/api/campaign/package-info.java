/**
 * Campaigns over REST: what clients may ask of them, the threads that run them, and the live events by which clients
 * follow. It uses the store's ports, the devices of this host and the campaign loop of the core. Start reading at
 * {@link io.msdatuner.api.campaign.CampaignExecution}.
 */
@NullMarked
package io.msdatuner.api.campaign;

import org.jspecify.annotations.NullMarked;
