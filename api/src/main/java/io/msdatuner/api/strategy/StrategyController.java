package io.msdatuner.api.strategy;

import io.msdatuner.strategies.Strategies;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StrategyController {

    private final Strategies strategies;

    StrategyController(Strategies strategies) {
        this.strategies = strategies;
    }

    record StrategyList(List<StrategyResource> strategies) {}

    record StrategyResource(String name, String description) {}

    @GetMapping(path = "/api/v1/strategies", produces = MediaType.APPLICATION_JSON_VALUE)
    StrategyList list() {
        return new StrategyList(strategies.all().stream()
                .map(strategy -> new StrategyResource(strategy.name(), strategy.description()))
                .toList());
    }
}
