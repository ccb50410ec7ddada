package io.msdatuner.api.wiring;

import java.util.List;

/**
 * How a service writes its log, which always goes to a file of the data directory.
 *
 * @param json whether each line is a JSON object in the Elastic Common Schema; else it is text
 * @param console whether it goes to standard output as well, where containers are read
 */
public record ServiceLog(boolean json, boolean console) {

    public static final ServiceLog TEXT_FILE = new ServiceLog(false, false);

    private static final String FORMAT = "ecs";

    /** As the settings of Spring Boot. */
    List<String> settings() {
        return List.of(
                "--logging.structured.format.file=" + (json ? FORMAT : ""),
                "--logging.structured.format.console=" + (json ? FORMAT : ""),
                "--logging.threshold.console=" + (console ? "TRACE" : "OFF"));
    }
}
