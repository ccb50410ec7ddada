/**
 * What campaigns make of the machine: how long the device waits between trials, how many trials an hour has, and how often
 * the winner changes when something else uses the machine. Start at {@link io.msdatuner.bench.cpu.campaign.CampaignsBench}.
 */
@NullMarked
package io.msdatuner.bench.cpu.campaign;

import org.jspecify.annotations.NullMarked;
