package io.msdatuner.api.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's entry point. */
@Command(
        name = "tuner",
        mixinStandardHelpOptions = true,
        description = "Find, keep and serve the fastest Multi-Scale Deformable Attention kernels for this hardware.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the tuner failed",
            "2:bad input or usage",
            "3:something is missing on this machine: compiler, platform",
            "4:a campaign ended without any measured configuration",
            "5:service or database not reachable",
            "130:interrupted"
        },
        footer = {
            "",
            "Data lies in --data-dir, else $MSDA_TUNER_HOME, else ~/.msda-tuner.",
            "First steps: ./tuner tune    ./tuner best    ./tuner serve"
        })
public final class TunerCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TunerCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofProcess(), arguments));
    }

    static int run(Surroundings surroundings, String... arguments) {
        return commandLine(surroundings).execute(arguments);
    }

    private static CommandLine commandLine(Surroundings surroundings) {
        var screen = surroundings.screen();
        var version = new VersionCommand(screen);
        var root = new CommandLine(new TunerCommand())
                .addSubcommand(new TuneCommand(surroundings))
                .addSubcommand(new BestCommand(surroundings))
                .addSubcommand(new DevicesCommand(surroundings))
                .addSubcommand(new WorkloadsCommand(surroundings))
                .addSubcommand(new SpaceCommand(surroundings))
                .addSubcommand(new CoverageCommand(surroundings))
                .addSubcommand(new ExportCommand(surroundings))
                .addSubcommand(new ImportCommand(surroundings))
                .addSubcommand(new CollectCommand(surroundings))
                .addSubcommand(new PruneCommand(surroundings))
                .addSubcommand(new RollbackCommand(surroundings))
                .addSubcommand(new StrategiesCommand(surroundings))
                .addSubcommand(new StrategyCommand(System.in, screen))
                .addSubcommand(new CampaignsCommand(surroundings))
                .addSubcommand(new CampaignCommand(surroundings))
                .addSubcommand(new ReportCommand(surroundings))
                .addSubcommand(new ResumeCommand(surroundings))
                .addSubcommand(new CancelCommand(surroundings))
                .addSubcommand(new VerifyCommand(surroundings))
                .addSubcommand(new SelfTestCommand(surroundings, version))
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(new BackupCommand(surroundings))
                .addSubcommand(new RestoreCommand(surroundings))
                .addSubcommand(new AgentCommand(surroundings, new SpringAgentStarter(surroundings.environment())))
                .addSubcommand(new RehearseCommand(surroundings))
                .addSubcommand(new StopCommand(surroundings))
                .addSubcommand(version);
        root.getCommandSpec().versionProvider(version);
        root.getSubcommands().values().forEach(TunerCommand::addHelp);
        var report = new FailureReport(screen.err());
        return root.setOut(new PrintWriter(screen.out(), true, Charset.defaultCharset()))
                .setErr(new PrintWriter(screen.err(), true, Charset.defaultCharset()))
                .setParameterExceptionHandler(report)
                .setExecutionExceptionHandler(report);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("show this help")
                        .build());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
