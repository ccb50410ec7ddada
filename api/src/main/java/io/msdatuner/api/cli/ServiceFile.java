package io.msdatuner.api.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What a data directory says of the service that serves it.
 *
 * @param background whether that service may be stopped by whoever wants to serve the same directory
 */
record ServiceFile(URI url, long pid, boolean background) {
    private static final Duration HEALTH_LIMIT = Duration.ofSeconds(10);

    /** What stands in the file, whether that service lives or not. */
    static Optional<ServiceFile> read(DataDirectory dataDirectory) {
        try {
            var file = Json.read(Files.readString(dataDirectory.serviceFile()));
            var url = URI.create(file.path("url").asString(""));
            return url.getHost() == null
                    ? Optional.empty()
                    : Optional.of(new ServiceFile(
                            url,
                            file.path("pid").asLong(0),
                            file.path("background").asBoolean(false)));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The service that serves the directory now; a file that a killed service left behind counts for nothing.
     *
     * @throws CommandFailure if there is one that hangs
     */
    static Optional<ServiceFile> findLive(DataDirectory dataDirectory) {
        return read(dataDirectory).filter(ServiceFile::isLive);
    }

    /** The process is checked too, because another directory's service may listen on the same port by now. */
    boolean isLive() {
        return pid > 0 && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && answers();
    }

    private boolean answers() {
        var request = HttpRequest.newBuilder(URI.create(url + "/actuator/health"))
                .timeout(HEALTH_LIMIT)
                .build();
        try {
            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return Json.read(response.body()).has("status");
        } catch (ConnectException | JacksonException e) {
            return false;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "the service at " + url + " (pid " + pid + ") does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
