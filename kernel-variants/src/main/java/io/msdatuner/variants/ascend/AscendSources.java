package io.msdatuner.variants.ascend;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.run.Variant;
import io.msdatuner.core.trial.Candidate;
import io.msdatuner.variants.build.KernelSources;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installed sources of the Ascend kernels. */
final class AscendSources {
    private static final String RESOURCES = "/native/ascend/";

    private final List<String> names;
    private final KernelSources files;

    /** Writes the sources to a folder below {@code parent}, unless they are there. */
    AscendSources(Path parent) {
        this.names = KernelSources.namesBelow(RESOURCES).stream()
                .filter(name -> !name.endsWith(".md"))
                .toList();
        this.files = new KernelSources(parent, RESOURCES, names);
    }

    /** The implementations that every kernel has here. */
    Set<String> implementations() {
        return Stream.of(Candidate.TUNED, Candidate.GRID_SAMPLE)
                .filter(implementation ->
                        Arrays.stream(Kernel.values()).allMatch(kernel -> names.contains(file(kernel, implementation))))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The source file that implements a variant. */
    static String file(Variant variant) {
        return file(variant.kernel(), variant.candidate().implementation());
    }

    private static String file(Kernel kernel, String implementation) {
        var prefix = implementation.equals(Candidate.TUNED) ? "msda" : implementation.replace('-', '_');
        return prefix + (kernel == Kernel.MSDA_FORWARD ? "_forward.asc" : "_backward.asc");
    }

    Path path(Variant variant) {
        return files.path(file(variant));
    }

    /** The C interface of the artifacts. */
    String abiHeader() {
        return files.text("msda_ascend.h");
    }

    Path folder() {
        return files.folder();
    }

    /** Of all of them: the kernels share most. */
    String digest() {
        return files.digest();
    }
}
