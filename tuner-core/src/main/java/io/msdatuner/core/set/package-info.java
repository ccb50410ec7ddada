/**
 * Campaign sets: the kernels and shapes of one training step, tuned together under one budget. Everything here is pure: who
 * gets the next part of the budget, what a step costs, when a search must end so that its finals are held in time. It uses
 * campaigns and trials as values. Start at {@link io.msdatuner.core.set.BudgetSplit}.
 */
@NullMarked
package io.msdatuner.core.set;

import org.jspecify.annotations.NullMarked;
