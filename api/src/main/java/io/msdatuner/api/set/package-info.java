/**
 * Campaign sets over REST, and the keeper that gives each campaign of a set its part of the budget. What is decided is decided by
 * {@code core.set}; campaigns are made and stopped through {@code api.campaign}. Start reading at
 * {@link io.msdatuner.api.set.CampaignSetKeeper}.
 */
@NullMarked
package io.msdatuner.api.set;

import org.jspecify.annotations.NullMarked;
