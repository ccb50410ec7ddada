package io.msdatuner.variants.ascend;

import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.variants.build.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An installed CANN toolkit, or what stands for one.
 *
 * @param root the folder that {@code ASCEND_HOME_PATH} names
 */
record AscendToolkit(Path root) {
    static final String HOME_VARIABLE = "ASCEND_HOME_PATH";
    /** Since CANN 8.5, and before. */
    private static final List<Path> USUAL_ROOTS =
            List.of(Path.of("/usr/local/Ascend/cann"), Path.of("/usr/local/Ascend/ascend-toolkit/latest"));

    private static final Path INSTALLATION = Path.of("/usr/local/Ascend");

    /** Where a toolkit is looked for: the environment's folder alone if it names one. */
    static List<Path> roots(Map<String, String> environment) {
        var chosen = environment.get(HOME_VARIABLE);
        return chosen == null || chosen.isBlank()
                ? USUAL_ROOTS
                : List.of(Path.of(chosen).toAbsolutePath());
    }

    /** Empty if this host has none. */
    static Optional<AscendToolkit> find(Map<String, String> environment) {
        return roots(environment).stream()
                .filter(Files::isDirectory)
                .map(AscendToolkit::new)
                .findFirst();
    }

    /** Why none was found, and what to do. */
    static String missing(Map<String, String> environment) {
        return "no CANN toolkit found in %s; install CANN %s or newer, or set %s to its folder"
                .formatted(
                        roots(environment).stream().map(Path::toString).collect(Collectors.joining(", ")),
                        Acl.OLDEST_CANN,
                        HOME_VARIABLE);
    }

    private Path bisheng() {
        return Stream.of("bin/bisheng", "compiler/ccec_compiler/bin/bisheng")
                .map(root::resolve)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new MissingToolchainException(
                        "%s has no bin/bisheng; install the CANN toolkit, not only its runtime".formatted(root)));
    }

    Path library() {
        return root.resolve("lib64/libascendcl.so");
    }

    Path headers() {
        return root.resolve("include");
    }

    Path libraries() {
        return root.resolve("lib64");
    }

    /** The compiler of kernels, with its version. */
    Tool compiler() {
        return Tool.at(bisheng(), "reinstall the CANN toolkit in " + root);
    }

    /** Versions of toolkit, driver and firmware as their files tell; those that tell nothing are left out. */
    Map<String, String> versions() {
        var versions = new HashMap<String, String>();
        putVersion(versions, "cann", List.of(root.resolve("version.cfg"), root.resolve("compiler/version.info")));
        putVersion(versions, "driver", List.of(INSTALLATION.resolve("driver/version.info")));
        putVersion(versions, "firmware", List.of(INSTALLATION.resolve("firmware/version.info")));
        return versions;
    }

    /** What a process needs to load the toolkit's libraries and the driver's. */
    Map<String, String> environment(Map<String, String> given) {
        var folders = new ArrayList<String>();
        folders.add(libraries().toString());
        for (var folder : List.of("driver/lib64", "driver/lib64/common", "driver/lib64/driver")) {
            folders.add(INSTALLATION.resolve(folder).toString());
        }
        Optional.ofNullable(given.get("LD_LIBRARY_PATH"))
                .filter(path -> !path.isEmpty())
                .ifPresent(folders::add);
        return Map.of(HOME_VARIABLE, root.toString(), "LD_LIBRARY_PATH", String.join(":", folders));
    }

    private static void putVersion(Map<String, String> versions, String name, List<Path> files) {
        files.stream()
                .flatMap(file -> VersionFile.read(file).stream())
                .findFirst()
                .ifPresent(version -> versions.put(name, version));
    }
}
