package io.msdatuner.api.cli;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import tools.jackson.databind.JsonNode;

/** The campaign that a user wants. */
record CampaignOrder(
        Kernel kernel, Shape shape, String deviceClass, String strategy, long seed, Budget budget, int priority) {

    JsonNode toJson() {
        return Json.object()
                .put("kernel", kernel.id())
                .put("shape", shape.toString())
                .put("deviceClass", deviceClass)
                .put("strategy", strategy)
                .put("seed", seed)
                .put("budget", budget.toString())
                .put("priority", priority);
    }

    /** Whether an earlier campaign was for the very same. */
    boolean isFor(CampaignView campaign) {
        return campaign.text("kernel").equals(kernel.id())
                && campaign.text("shape").equals(shape.toString())
                && campaign.text("deviceClass").equals(deviceClass)
                && campaign.text("strategy").equals(strategy)
                && campaign.json().path("seed").asLong(Long.MIN_VALUE) == seed
                && hasBudgetOf(campaign);
    }

    private boolean hasBudgetOf(CampaignView campaign) {
        try {
            return Budget.parse(campaign.json().path("budget").path("text").asString(""))
                    .equals(budget);
        } catch (InvalidValueException e) {
            return false;
        }
    }
}
