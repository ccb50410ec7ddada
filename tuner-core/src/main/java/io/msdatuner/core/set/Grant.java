package io.msdatuner.core.set;

import java.time.Duration;

/**
 * A part of a set's budget for one campaign.
 *
 * @param member its index in the set
 * @param time whole seconds of device time, finals included
 */
public record Grant(int member, Duration time) {}
