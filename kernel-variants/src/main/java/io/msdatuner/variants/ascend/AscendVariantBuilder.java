package io.msdatuner.variants.ascend;

import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.variants.build.ArtifactCache;
import io.msdatuner.variants.build.Digests;
import io.msdatuner.variants.build.VariantMacros;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Compiles a variant to one shared object with bisheng. Artifacts serve any shape: sizes are launch-time data. */
final class AscendVariantBuilder implements VariantBuilder {
    /** Flags of every artifact; automatic synchronisation is a parameter. */
    static final List<String> FLAGS = List.of("-shared", "-fPIC", "-xasc", "-O3", "-std=c++17");

    /** bisheng takes many times longer than a host compiler. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final AscendToolkit toolkit;
    private final String toolchain;
    private final AscendSources sources;
    private final AscendSpaces spaces;
    private final String npuArch;
    private final ArtifactCache cache;

    /** @param toolchain the compiler as its backend names it: part of an artifact's identity */
    AscendVariantBuilder(
            AscendToolkit toolkit, String toolchain, AscendSources sources, AscendSpaces spaces, Path cache) {
        this.toolkit = toolkit;
        this.toolchain = toolchain;
        this.sources = sources;
        this.spaces = spaces;
        this.npuArch = spaces.device().chip().npuArch().orElseThrow();
        this.cache = new ArtifactCache(cache, LIMIT);
    }

    @Override
    public BuildResult build(Variant variant) throws InterruptedException {
        var options = options(variant);
        var digest = new Digests()
                .add(toolchain)
                .add(sources.digest())
                .add(String.join("\n", options))
                .add(AscendSources.file(variant))
                .hex();
        return cache.get(digest, output -> command(variant, options, output));
    }

    private List<String> options(Variant variant) {
        var options = new ArrayList<>(FLAGS);
        options.add("--npu-arch=" + npuArch);
        options.add("--cce-auto-sync=" + autoSync(variant));
        options.add("-DMSDA_DTYPE=" + variant.shape().dtype());
        options.addAll(VariantMacros.ofConfiguration(spaces.space(variant.kernel(), variant.shape()), variant));
        return options;
    }

    private static String autoSync(Variant variant) {
        var candidate = variant.candidate();
        return candidate.isTuned()
                ? candidate.configuration().value(AscendParameters.AUTO_SYNC).text()
                : "off";
    }

    private List<String> command(Variant variant, List<String> options, Path output) {
        var command = new ArrayList<String>();
        command.add(toolkit.compiler().executable().toString());
        command.addAll(options);
        command.addAll(List.of("-I" + toolkit.headers(), "-I" + sources.folder()));
        command.addAll(List.of("-o", output.toString(), sources.path(variant).toString()));
        command.addAll(List.of("-L" + toolkit.libraries(), "-lascendcl"));
        return command;
    }
}
