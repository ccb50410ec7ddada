package io.msdatuner.api.cli;

import io.msdatuner.api.cli.SetOrder.SetMember;
import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches the best configuration of each kernel for each shape. */
@Command(
        name = "tune",
        description = {
            "Search the best configuration of each kernel for each shape, and what a training step takes with them.",
            "Without options: the RT-DETR decoder, forward and backward, on this host's CPU, in about a minute."
        })
final class TuneCommand extends ServiceCommand {
    private static final Duration USUAL_TIME = Duration.ofSeconds(25);
    /** Of each kernel and shape of a set, which holds its budget strictly, finals included. */
    private static final Duration USUAL_TIME_IN_SET = Duration.ofSeconds(30);

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
            description =
                    "device time of all kernels and shapes together (90s, 10m, 2h), search trials of each (200) or "
                            + "both (10m,200); default: 25s for one, 30s for each of several, or until the deadline")
    @Nullable
    private String budget;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "when all is finished: 18:00, 90m from now or 2026-01-31T18:00:00Z")
    @Nullable
    private String deadline;

    @Option(names = "--report", paramLabel = "FILE", description = "write a report too, as .html or .json")
    @Nullable
    private Path report;

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
        if (budget != null) {
            Budget.parse(budget);
        }
        if (report != null) {
            ReportFormat.of(report);
        }
        var end = Optional.ofNullable(deadline).map(text -> Deadline.parse(text, ZonedDateTime.now()));
        var session = new CampaignSession(this, !noServe);
        return session.run(
                (client, interruption) -> tune(session, client, interruption, end), Optional.ofNullable(report));
    }

    /** One kernel and shape without a deadline is a campaign, all else is a campaign set. */
    private Tuned tune(CampaignSession session, TunerClient client, Interruption interruption, Optional<Instant> end) {
        var order = order(client, end);
        if (order.members().size() > 1 || end.isPresent()) {
            if (priority != 0) {
                throw new InvalidValueException("priority", priority, "0, the only one of a campaign set's campaigns");
            }
            return session.follow(client, interruption, new CampaignSets(client).open(order, this::note));
        }
        var opening = new CampaignOpening(new Campaigns(client), this::note);
        return session.follow(client, interruption, opening.open(List.of(campaign(order))));
    }

    private CampaignOrder campaign(SetOrder order) {
        var member = order.members().get(0);
        return new CampaignOrder(
                Kernel.parse(member.kernel()),
                Shape.parse(member.shape()),
                order.deviceClass(),
                order.strategy(),
                order.seed(),
                order.budget().orElseThrow(),
                priority);
    }

    /** All of it is checked before the first request that changes anything. */
    private SetOrder order(TunerClient client, Optional<Instant> end) {
        var members = new ArrayList<SetMember>();
        input.chosenLaunches(client)
                .forEach((shape, launches) -> input.chosenKernels()
                        .forEach(kernel -> members.add(new SetMember(kernel.id(), shape.toString(), launches))));
        var deviceClass = input.device.choose(client);
        CampaignInput.requireKnown(
                "strategy",
                strategy,
                CampaignInput.byName(client.get("/strategies").path("strategies")));
        var given = Optional.ofNullable(budget).map(Budget::parse);
        var usual = Budget.ofTime(members.size() == 1 ? USUAL_TIME : USUAL_TIME_IN_SET.multipliedBy(members.size()));
        return new SetOrder(
                members,
                deviceClass,
                strategy,
                seed,
                end.isPresent() ? given : given.or(() -> Optional.of(usual)),
                end);
    }
}
