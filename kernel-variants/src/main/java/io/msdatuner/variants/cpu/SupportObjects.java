package io.msdatuner.variants.cpu;

import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.variants.build.CommandRun;
import io.msdatuner.variants.build.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The object files that every artifact links: compiled once for a toolchain and set of sources. */
final class SupportObjects {
    private final Compiler compiler;
    private final CpuSources sources;
    private final Path cache;
    private final Duration limit;

    SupportObjects(Compiler compiler, CpuSources sources, Path cache, Duration limit) {
        this.compiler = compiler;
        this.sources = sources;
        this.cache = cache;
        this.limit = limit;
    }

    /** @throws MissingToolchainException if the compiler cannot compile them: then it can compile no variant either */
    synchronized List<Path> objects() throws IOException, InterruptedException {
        Files.createDirectories(cache);
        var digest = new Digests()
                .add(compiler.toolchain())
                .add(sources.supportDigest())
                .hex();
        var objects = new ArrayList<Path>();
        for (var source : CpuSources.SUPPORT) {
            var object = cache.resolve("support-" + digest + "-" + source.replace(".cpp", ".o"));
            if (!Files.isRegularFile(object)) {
                compile(source, object);
            }
            objects.add(object);
        }
        return objects;
    }

    private void compile(String source, Path object) throws IOException, InterruptedException {
        var temporary = Files.createTempFile(cache, "support", ".tmp");
        var command = new ArrayList<String>();
        command.add(compiler.executable().toString());
        command.addAll(compiler.flags());
        command.addAll(List.of("-c", sources.path(source).toString(), "-o", temporary.toString()));
        var run = CommandRun.of(command, limit);
        if (run.exitCode() != 0) {
            Files.deleteIfExists(temporary);
            throw new MissingToolchainException(
                    "%s cannot compile the kernels' support code; it needs a C++17 compiler. %s"
                            .formatted(compiler.executable(), run.output()));
        }
        Files.move(temporary, object, StandardCopyOption.ATOMIC_MOVE);
    }
}
