package io.msdatuner.api.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "report", description = "Write what a campaign or campaign set found: a page with plots, or JSON.")
final class ReportCommand extends RequestCommand {
    @Parameters(
            paramLabel = "SET|CAMPAIGN",
            converter = Subject.Converter.class,
            description = "a campaign such as 41 or a campaign set such as set-3")
    private Subject subject = Subject.campaign(1);

    @Option(names = "--format", paramLabel = "FORMAT", description = "html or json; default: that of FILE, else html")
    @Nullable
    private String format;

    @Option(names = "--out", paramLabel = "FILE", description = "default: standard output")
    @Nullable
    private Path out;

    ReportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        format();
    }

    @Override
    int run(TunerClient client) {
        return deliver(format().fetch(client, subject), out);
    }

    /** {@code --json} is what all commands call it. */
    private ReportFormat format() {
        if (format != null) {
            return ReportFormat.parse(format);
        } else if (json) {
            return ReportFormat.JSON;
        }
        return out == null ? ReportFormat.HTML : ReportFormat.of(out);
    }
}
