package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.api.wiring.ServiceLog;
import io.msdatuner.core.device.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogTest {

    @Test
    void isOneJsonObjectALineWithTheIdsOfWhatItIsAbout(@TempDir Path folder) throws IOException {
        var options = TestService.options(folder, TestDatabase.jdbcUrl()).logging(new ServiceLog(true, false));
        long campaign;
        try (var service = TestService.start(options, new FakeBackend(Provenance.SIMULATED, folder.resolve("art")))) {
            service.backend.hold(4);
            campaign = service.create("10", 1);
            TestService.await("trials", () -> service.backend.runs.availablePermits() == 0);
            service.http.post("/api/v1/campaigns/" + campaign + "/cancel", "");
            service.awaitState(campaign, "CANCELLED");
        }

        var lines = lines(folder);
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("campaign").asString()).isEqualTo(Long.toString(campaign));
            assertThat(line.path("trial").asString()).matches("[0-9]+");
            assertThat(line.path("deviceClass").asString()).isEqualTo(FakeBackend.DEVICE_CLASS);
            assertThat(line.path("outcome").asString()).isEqualTo("abandoned");
            assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
        });
        assertThat(lines)
                .filteredOn(line -> line.path("message").asString().contains("ready at"))
                .singleElement()
                .satisfies(line -> assertThat(line.has("campaign")).isFalse());
    }

    private static List<JsonNode> lines(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("logs/service.log")).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
