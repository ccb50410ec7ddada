package io.msdatuner.variants.cpu;

import io.msdatuner.core.run.Artifact;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.trial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles a variant to one shared object. Artifacts are kept by the digest of all that made them, and appear in the cache
 * whole or not at all, so a build that was killed leaves nothing that could be taken for an artifact.
 */
final class CpuVariantBuilder implements VariantBuilder {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Compiler compiler;
    private final NativeSources sources;
    private final VariantMacros macros;
    private final Path cache;
    private final SupportObjects support;

    CpuVariantBuilder(Compiler compiler, NativeSources sources, VariantMacros macros, Path cache) {
        this.compiler = compiler;
        this.sources = sources;
        this.macros = macros;
        this.cache = cache;
        this.support = new SupportObjects(compiler, sources, cache, LIMIT);
    }

    @Override
    public BuildResult build(Variant variant) throws InterruptedException {
        var definitions = macros.of(variant);
        var digest = new Digests()
                .add(compiler.toolchain())
                .add(macros.target())
                .add(sources.digest(variant.kernel()))
                .add(String.join("\n", definitions))
                .add(source(variant))
                .hex();
        var file = cache.resolve(digest + ".so");
        if (Files.isRegularFile(file)) {
            return new BuildResult.Built(new Artifact(digest, file, true));
        }
        try {
            return compile(variant, definitions, digest, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot build into " + cache + "; is the disk full? " + e.getMessage(), e);
        }
    }

    private BuildResult compile(Variant variant, List<String> definitions, String digest, Path file)
            throws IOException, InterruptedException {
        var objects = support.objects();
        var temporary = Files.createTempFile(cache, digest, ".tmp");
        try {
            var command = command(variant, definitions, objects, temporary);
            var run = CommandRun.of(command, LIMIT);
            if (run.exitCode() != 0) {
                return new BuildResult.Failed(failure(command, run));
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            return new BuildResult.Built(new Artifact(digest, file, false));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private List<String> command(Variant variant, List<String> definitions, List<Path> objects, Path output) {
        var command = new ArrayList<String>();
        command.add(compiler.executable().toString());
        command.addAll(compiler.flags());
        command.addAll(Compiler.LINK_FLAGS);
        command.addAll(definitions);
        command.add(sources.path(source(variant)).toString());
        objects.forEach(object -> command.add(object.toString()));
        command.addAll(List.of("-o", output.toString()));
        return command;
    }

    private static String source(Variant variant) {
        return NativeSources.file(variant.kernel(), variant.candidate().implementation());
    }

    private static Outcome.BuildFailed failure(List<String> command, CommandRun run) {
        var log = run.exitCode() == CommandRun.TIMED_OUT
                ? "ended after " + LIMIT.toSeconds() + " s\n" + run.output()
                : run.output();
        return new Outcome.BuildFailed(String.join(" ", command), log);
    }
}
