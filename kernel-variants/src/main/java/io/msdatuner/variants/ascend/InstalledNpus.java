package io.msdatuner.variants.ascend;

import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.variants.ascend.NpuProbe.Findings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The NPUs that this host's CANN finds: asked once, by a probe in a process of its own. */
final class InstalledNpus implements AscendHost {
    private final Path logs;
    private final Map<String, String> environment;
    private final Optional<AscendToolkit> toolkit;
    private @Nullable Findings findings;

    InstalledNpus(Path logs, Map<String, String> environment) {
        this.logs = logs;
        this.environment = Map.copyOf(environment);
        this.toolkit = AscendToolkit.find(environment);
    }

    @Override
    public String backend() {
        return "ascend";
    }

    @Override
    public List<NpuFacts> devices() {
        return findings().devices();
    }

    @Override
    public Optional<String> trouble() {
        return findings().trouble();
    }

    @Override
    public Map<String, String> facts(NpuFacts device) {
        var facts = new TreeMap<String, String>();
        toolkit.ifPresent(found -> facts.putAll(found.versions()));
        facts.put("runtime", findings().runtime());
        return facts;
    }

    @Override
    public String compiler() {
        return toolkit().compiler().version();
    }

    @Override
    public AscendToolkit toolkit() {
        return toolkit.orElseThrow(() -> new MissingToolchainException(AscendToolkit.missing(environment)));
    }

    @Override
    public Map<String, String> environment(NpuFacts device) {
        return toolkit().environment(environment);
    }

    private synchronized Findings findings() {
        var known = findings;
        if (known == null) {
            known = toolkit.isEmpty()
                    ? Findings.none(AscendToolkit.missing(environment))
                    : new NpuProbe(toolkit(), toolkit().environment(environment), logs).ask();
            findings = known;
        }
        return known;
    }
}
