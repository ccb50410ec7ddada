package io.msdatuner.variants.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.run.MissingToolchainException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompilerTest {
    @TempDir
    Path folder;

    @Test
    void prefersWhatTheUserNames() throws IOException {
        fakeCompiler("c++", "usual 1.0");
        var chosen = fakeCompiler("mine", "mine 2.0");
        var path = folder.toString();
        assertThat(Compiler.find(Map.of("PATH", path)).version()).isEqualTo("usual 1.0");
        assertThat(Compiler.find(Map.of("PATH", path, "CXX", "mine")).version()).isEqualTo("mine 2.0");
        assertThat(Compiler.find(Map.of("PATH", path, "CXX", chosen.toString())).version())
                .isEqualTo("mine 2.0");
    }

    @Test
    void leavesOutTheFlagThatClangLacks() throws IOException {
        fakeCompiler("clang++", "Debian clang version 14.0.6");
        assertThat(Compiler.find(Map.of("PATH", folder.toString())).flags()).doesNotContain("-fno-gnu-unique");
        fakeCompiler("g++", "g++ (Debian 12.2.0) 12.2.0");
        assertThat(Compiler.find(Map.of("PATH", folder.toString())).flags()).contains("-fno-gnu-unique");
    }

    @Test
    void saysHowToInstallACompilerWhereThereIsNone() {
        assertThatThrownBy(() -> Compiler.find(Map.of("PATH", folder.toString())))
                .isInstanceOf(MissingToolchainException.class)
                .hasMessageContaining("no C++ compiler found")
                .hasMessageContaining("apt-get install g++");
    }

    @Test
    void refusesACompilerThatDoesNotWork() throws IOException {
        var broken = folder.resolve("c++");
        Files.writeString(broken, "#!/bin/sh\necho 'cannot find cc1plus'\nexit 1\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> Compiler.find(Map.of("PATH", folder.toString())))
                .isInstanceOf(MissingToolchainException.class)
                .hasMessageContaining("cannot find cc1plus");
    }

    private Path fakeCompiler(String name, String version) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\necho '" + version + "'\necho more\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
