package io.msdatuner.variants.cpu;

import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.variants.build.ArtifactCache;
import io.msdatuner.variants.build.Digests;
import io.msdatuner.variants.build.VariantMacros;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Compiles a variant to one shared object. */
final class CpuVariantBuilder implements VariantBuilder {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Compiler compiler;
    private final CpuSources sources;
    private final CpuSpaces spaces;
    private final FaultInjection faults;
    private final String target;
    private final ArtifactCache cache;
    private final SupportObjects support;

    /** What artifacts are made of, beside the compiler. */
    record Ingredients(CpuSources sources, CpuSpaces spaces, FaultInjection faults) {}

    /** @param target what {@code -march=native} means here: part of an artifact's identity */
    CpuVariantBuilder(Compiler compiler, Ingredients ingredients, String target, Path cache) {
        this.compiler = compiler;
        this.sources = ingredients.sources();
        this.spaces = ingredients.spaces();
        this.faults = ingredients.faults();
        this.target = target;
        this.cache = new ArtifactCache(cache, LIMIT);
        this.support = new SupportObjects(compiler, sources, cache, LIMIT);
    }

    @Override
    public BuildResult build(Variant variant) throws InterruptedException {
        var macros = macros(variant);
        var digest = new Digests()
                .add(compiler.toolchain())
                .add(target)
                .add(sources.digest(variant.kernel()))
                .add(String.join("\n", macros))
                .add(source(variant))
                .hex();
        return cache.get(digest, output -> command(variant, macros, output));
    }

    private List<String> macros(Variant variant) {
        var macros = new ArrayList<>(VariantMacros.ofShape(variant.shape()));
        macros.add("-DMSDA_DTYPE=" + variant.shape().dtype());
        macros.addAll(VariantMacros.ofConfiguration(spaces.space(variant.kernel(), variant.shape()), variant));
        faults.faultOf(variant).ifPresent(fault -> macros.add("-DMSDA_INJECT_FAULT=" + fault));
        return macros;
    }

    private List<String> command(Variant variant, List<String> macros, Path output)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(compiler.executable().toString());
        command.addAll(compiler.flags());
        command.addAll(Compiler.LINK_FLAGS);
        command.addAll(macros);
        command.add(sources.path(source(variant)).toString());
        support.objects().forEach(object -> command.add(object.toString()));
        command.addAll(Compiler.LIBRARIES);
        command.addAll(List.of("-o", output.toString()));
        return command;
    }

    private static String source(Variant variant) {
        return CpuSources.file(variant.kernel(), variant.candidate().implementation());
    }
}
