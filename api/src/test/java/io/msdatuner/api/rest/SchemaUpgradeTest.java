package io.msdatuner.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.msdatuner.api.testing.SavedDump;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an earlier version wrote is there after the upgrade, and is answered. */
class SchemaUpgradeTest {

    private static final String LOOKUP = "/api/v1/configurations/best?kernel=msda-forward&deviceClass=cpu-test&shape="
            + Http.encode("B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20");

    static List<SavedDump> dumps() {
        return SavedDump.all();
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void keepsEveryRow(SavedDump dump) throws IOException, SQLException {
        var url = dump.open();
        var before = SavedDump.contents(url);
        assertThat(before.get("trials")).hasSizeGreaterThan(9);

        SavedDump.upgrade(url);

        var after = SavedDump.contents(url);
        before.forEach((table, rows) -> {
            assertThat(after.get(table)).as(table).hasSameSizeAs(rows);
            var upgraded =
                    after.get(table).stream().map(SchemaUpgradeTest::json).toList();
            rows.forEach(row -> assertThat(upgraded)
                    .as(table)
                    .anySatisfy(one -> json(row)
                            .propertyStream()
                            .forEach(column ->
                                    assertThat(one.path(column.getKey())).isEqualTo(column.getValue()))));
        });
    }

    @Test
    void answersWhatTheOldestAndTheNewestServed(@TempDir Path folder) throws IOException, SQLException {
        for (var dump : List.of(dumps().get(0), dumps().get(dumps().size() - 1))) {
            try (var service = TestService.start(folder.resolve("V" + dump.schema()), dump.open())) {
                var best = service.http.get(LOOKUP).json();
                assertThat(best.path("match").asString()).as(dump.toString()).isEqualTo("exact");
                assertThat(best.path("medianNs").asDouble()).isEqualTo(900.5);
                assertThat(best.at("/evidence/campaign").asLong()).isEqualTo(2);
                assertThat(best.at("/configuration/queryTile").asInt()).isEqualTo(64);
                var interrupted = service.campaign(1).json();
                assertThat(interrupted.path("state").asString()).isEqualTo("INTERRUPTED");
                assertThat(interrupted.at("/trials/buildFailed").asInt()).isEqualTo(2);
                assertThat(service.http.get("/api/v1/campaigns/1/trials").status())
                        .isEqualTo(200);
                assertThat(service.create("3", 1)).as("the next number").isEqualTo(4);
            }
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
