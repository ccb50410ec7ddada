package io.msdatuner.bench.cpu.table;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Artifact;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.variants.cpu.CpuBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The naive C++ and OpenMP port as artifacts, which the tuner's worker takes like its own. */
final class NaiveKernels {
    private static final String NAME = "naive-openmp";
    private static final List<String> SHARED =
            List.of("-shared", "-fPIC", "-fvisibility=hidden", "-Wl,-Bsymbolic", "-fno-gnu-unique");

    private final Map<Kernel, Path> files = new EnumMap<>(Kernel.class);

    private NaiveKernels() {}

    static NaiveKernels compile(Bench bench) throws InterruptedException {
        var naive = new NaiveKernels();
        var folder = NativeTools.folder(bench.data());
        installInterface(folder.resolve("msda_abi.h"));
        for (var kernel : Kernel.values()) {
            var output = folder.resolve("naive-" + Timings.word(kernel) + ".so");
            NativeTools.compile(
                    output,
                    SHARED,
                    List.of(folder),
                    List.of(
                            bench.source("native/naive_" + Timings.word(kernel) + ".cpp"),
                            bench.source("native/naive_harness.cpp")));
            naive.files.put(kernel, output);
        }
        return naive;
    }

    /** The interface of all artifacts, from the sources that the tuner carries. */
    private static void installInterface(Path file) {
        try (var header = CpuBackend.class.getResourceAsStream("/native/cpu/msda_abi.h")) {
            if (header == null) {
                throw new IllegalStateException("the tuner's class path has no native/cpu/msda_abi.h");
            }
            Files.copy(header, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BuiltVariant variant(Kernel kernel, Shape shape) {
        var file = files.get(kernel);
        if (file == null) {
            throw new IllegalStateException("no naive kernel was compiled for " + kernel);
        }
        var candidate = new Candidate(NAME, Configuration.empty());
        return new BuiltVariant(new Variant(kernel, shape, candidate), new Artifact(NAME, file, true));
    }
}
