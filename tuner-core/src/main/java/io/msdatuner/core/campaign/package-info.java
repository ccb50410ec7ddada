/**
 * The campaign loop and the port that keeps what it learns. The loop is pure: with a recorded runner, an in-memory
 * store, a seed and a clock a campaign replays to the same trials. Start at
 * {@link io.msdatuner.core.campaign.CampaignRunner}.
 */
@NullMarked
package io.msdatuner.core.campaign;

import org.jspecify.annotations.NullMarked;
