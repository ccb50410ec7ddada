package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.run.MissingToolchainException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AscendToolkitTest {
    @TempDir
    Path root;

    private Map<String, String> environment() {
        return Map.of("ASCEND_HOME_PATH", root.toString());
    }

    @Test
    void isLookedForInTheUsualFoldersUnlessTheEnvironmentNamesOne() {
        assertThat(AscendToolkit.roots(Map.of()))
                .containsExactly(Path.of("/usr/local/Ascend/cann"), Path.of("/usr/local/Ascend/ascend-toolkit/latest"));
        assertThat(AscendToolkit.roots(environment())).containsExactly(root);
        assertThat(AscendToolkit.find(environment())).contains(new AscendToolkit(root));
    }

    @Test
    void saysWhereItWasLookedFor() {
        var nowhere = Map.of("ASCEND_HOME_PATH", root.resolve("nowhere").toString());
        assertThat(AscendToolkit.find(nowhere)).isEmpty();
        assertThat(AscendToolkit.missing(nowhere)).contains(root + "/nowhere").contains("ASCEND_HOME_PATH");
        assertThatThrownBy(() -> new InstalledNpus(root, nowhere).compiler())
                .isInstanceOf(MissingToolchainException.class)
                .hasMessage(AscendToolkit.missing(nowhere));
        assertThat(new InstalledNpus(root, nowhere).devices()).isEmpty();
    }

    @Test
    void findsTheCompilerWhereOldToolkitsHaveIt() throws IOException {
        assertThatThrownBy(() -> new AscendToolkit(root).compiler())
                .isInstanceOf(MissingToolchainException.class)
                .hasMessageContaining("has no bin/bisheng");
        var bisheng = root.resolve("compiler/ccec_compiler/bin/bisheng");
        Files.createDirectories(bisheng.getParent());
        Files.writeString(bisheng, "#!/bin/sh\necho 'bisheng 15.0.5'\n");
        Files.setPosixFilePermissions(bisheng, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(new AscendToolkit(root).compiler().version()).isEqualTo("bisheng 15.0.5");
    }

    @Test
    void readsItsVersionInEveryFormThatIsKnown() throws IOException {
        assertThat(version("# version: 1.0\nruntime_running_version=[7.3.0.1:8.2.RC1]\n"))
                .contains("7.3.0.1:8.2.RC1");
        assertThat(version("Version=8.5.0\nversion_dir=8.5.0\n")).contains("8.5.0");
        assertThat(version("package_name=Ascend-cann-toolkit\nversion=9.1.0\n")).contains("9.1.0");
        assertThat(version("nothing\n")).isEmpty();
        assertThat(VersionFile.read(root.resolve("missing"))).isEmpty();
    }

    private Optional<String> version(String text) throws IOException {
        return VersionFile.read(Files.writeString(root.resolve("version.cfg"), text));
    }

    @Test
    void saysThatItHasNoRuntime() {
        assertThat(new InstalledNpus(root, environment()).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("lib64/libascendcl.so"));
    }

    @Test
    void namesTheCallsThatALibraryLacks() throws IOException {
        Files.createDirectories(root.resolve("lib64"));
        Files.copy(anyLibrary(), root.resolve("lib64/libascendcl.so"));
        assertThat(new InstalledNpus(root, environment()).trouble())
                .hasValueSatisfying(trouble ->
                        assertThat(trouble).contains("lacks aclInit, ").contains("needs CANN 8.2 or newer"));
    }

    @Test
    void saysThatALibraryCannotBeLoaded() throws IOException {
        Files.createDirectories(root.resolve("lib64"));
        Files.writeString(root.resolve("lib64/libascendcl.so"), "no library");
        assertThat(new InstalledNpus(root, environment()).trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble)
                        .startsWith("AscendCL finds no NPU: ")
                        .contains("libascendcl.so"));
    }

    /** A shared object that is no AscendCL. */
    private static Path anyLibrary() {
        return Path.of(System.getProperty("java.home"), "lib", "libjimage.so");
    }
}
