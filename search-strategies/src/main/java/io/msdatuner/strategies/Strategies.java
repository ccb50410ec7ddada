package io.msdatuner.strategies;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.search.StrategyProvider;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The strategies on the class path. */
public final class Strategies {
    private final List<StrategyProvider> providers;

    private Strategies(List<StrategyProvider> providers) {
        this.providers = providers;
    }

    /** All that {@link ServiceLoader} finds with this class's loader. */
    public static Strategies installed() {
        return new Strategies(ServiceLoader.load(StrategyProvider.class, Strategies.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(StrategyProvider::name))
                .toList());
    }

    /** Sorted by name. */
    public List<StrategyProvider> all() {
        return providers;
    }

    /**
     * The one of this name.
     *
     * @throws InvalidValueException for the field {@code strategy} if there is none
     */
    public StrategyProvider named(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("strategy", name, names()));
    }

    private String names() {
        return providers.stream().map(StrategyProvider::name).collect(Collectors.joining(", "));
    }
}
