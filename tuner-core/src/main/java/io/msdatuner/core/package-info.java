/**
 * What tuning is, without a framework: the packages below hold the domain, the pure campaign loop and the ports that other
 * modules implement. This package itself owns only the one exception for values that a caller may not use. Start reading at
 * {@link io.msdatuner.core.campaign.CampaignRunner}.
 */
@NullMarked
package io.msdatuner.core;

import org.jspecify.annotations.NullMarked;
