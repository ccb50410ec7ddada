package io.msdatuner.api.cli;

import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    /** Maven puts it into the jar. */
    private static final String PROPERTIES = "/META-INF/maven/io.msdatuner/api/pom.properties";

    private final Screen screen;

    VersionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        screen.out().println(getVersion()[0]);
        return ExitCode.DONE;
    }

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"msda-tuner " + number() + ", Java " + System.getProperty("java.version")};
    }

    private static String number() throws IOException {
        try (var stream = VersionCommand.class.getResourceAsStream(PROPERTIES)) {
            if (stream == null) {
                return "(not packaged)";
            }
            var properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        }
    }
}
