package io.msdatuner.api.cli;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "best",
        description =
                "Show the configuration that a training job would get for each kernel and shape, and its evidence.")
final class BestCommand extends ServiceCommand {
    @Mixin
    private final CampaignInput input = new CampaignInput();

    @Option(
            names = "--determinism",
            paramLabel = "WISH",
            defaultValue = "any",
            description = "any, or bitwise for a configuration that gives the same bits on every run; "
                    + "default: ${DEFAULT-VALUE}")
    private String determinism = "";

    @Option(
            names = "--match",
            paramLabel = "MATCH",
            defaultValue = "nearest",
            description = "exact, or nearest to be told what other shapes let expect where a shape has no record; "
                    + "default: ${DEFAULT-VALUE}")
    private String match = "";

    BestCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        input.check();
        var wish = DeterminismWish.parse(determinism);
        try (var connection = connect()) {
            return show(connection, wish);
        }
    }

    private int show(Connection connection, DeterminismWish wish) {
        var client = connection.client();
        var document = Json.object();
        var answers = document.putArray("configurations");
        var texts = new ArrayList<String>();
        for (var query : queries(client, wish)) {
            var answer = client.get("/configurations/best", query);
            answers.add(answer);
            var lookup = connection.endsWithCommand()
                    ? ""
                    : client.uri("/configurations/best", query).toString();
            texts.add(BestReport.of(answer, lookup));
        }
        return show(document, String.join("\n\n", texts));
    }

    private List<Map<String, String>> queries(TunerClient client, DeterminismWish wish) {
        var queries = new ArrayList<Map<String, String>>();
        var deviceClass = input.device.isMade() ? Optional.of(input.device.choose(client)) : Optional.<String>empty();
        for (var shape : input.chosenShapes(client)) {
            for (var kernel : input.chosenKernels()) {
                queries.add(query(kernel, shape, deviceClass, wish));
            }
        }
        return queries;
    }

    private Map<String, String> query(Kernel kernel, Shape shape, Optional<String> deviceClass, DeterminismWish wish) {
        var query = new LinkedHashMap<String, String>();
        query.put("kernel", kernel.id());
        query.put("shape", shape.toString());
        deviceClass.ifPresent(name -> query.put("deviceClass", name));
        if (wish != DeterminismWish.ANY) {
            query.put("determinism", wish.id());
        }
        if (!match.equals("nearest")) {
            query.put("match", match);
        }
        return query;
    }
}
