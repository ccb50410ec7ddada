package io.msdatuner.api.cli;

import io.msdatuner.core.campaign.Budget;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches the best configuration of each kernel for each shape. */
@Command(
        name = "tune",
        description = {
            "Search the best configuration of each kernel for each shape.",
            "Without options: the RT-DETR decoder, forward and backward, on this host's CPU, in about a minute."
        })
final class TuneCommand extends ServiceCommand {
    @Mixin
    private final CampaignInput input = new CampaignInput();

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "see ./tuner strategies; default: ${DEFAULT-VALUE}")
    private String strategy = "";

    @Option(
            names = "--budget",
            paramLabel = "BUDGET",
            defaultValue = "25s",
            description = "per kernel and shape: a time (90s, 10m, 2h), trials (200) or both (10m,200); "
                    + "default: ${DEFAULT-VALUE}")
    private String budget = "";

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "of all random choices; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--priority",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "-100 to 100: campaigns of a higher one run first, those of the same one take turns; "
                    + "default: ${DEFAULT-VALUE}")
    private int priority;

    @Option(names = "--no-serve", description = "leave no lookup service behind")
    private boolean noServe;

    TuneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        input.check();
        Budget.parse(budget);
        return new CampaignSession(this, !noServe).run(this::open);
    }

    private List<Long> open(TunerClient client) {
        var orders = orders(client);
        return new CampaignOpening(new Campaigns(client), this::note).open(orders);
    }

    /** All of them are checked before the first is sent. */
    private List<CampaignOrder> orders(TunerClient client) {
        var shapes = input.chosenShapes(client);
        var deviceClass = input.device.choose(client);
        CampaignInput.requireKnown(
                "strategy",
                strategy,
                CampaignInput.byName(client.get("/strategies").path("strategies")));
        var orders = new ArrayList<CampaignOrder>();
        for (var shape : shapes) {
            for (var kernel : input.chosenKernels()) {
                orders.add(
                        new CampaignOrder(kernel, shape, deviceClass, strategy, seed, Budget.parse(budget), priority));
            }
        }
        return orders;
    }
}
