package io.msdatuner.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.msdatuner.api.database.OpeningJvm.Answer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.function.IOConsumer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerAccountTest {

    private static final int NOBODY = 65534;

    @RegisterExtension
    final DatabaseDirectories directories = new DatabaseDirectories();

    @Test
    void isTheUserWhoIsNotRoot() {
        assertThat(ServerAccount.choose(1000, 100, account -> false).prefix()).isEmpty();
    }

    @Test
    void prefersANamespaceForRootAndFallsBackToNobody() {
        assertThat(ServerAccount.choose(0, 0, account -> true)).isEqualTo(ServerAccount.ROOT_IN_A_USER_NAMESPACE);
        assertThat(ServerAccount.choose(0, 0, account -> account.uid() != 0)).isEqualTo(ServerAccount.ROOT_AS_NOBODY);
    }

    @Test
    void saysWhatToDoWhenRootMayDoNeither() {
        assertThatThrownBy(() -> ServerAccount.choose(0, 0, account -> false))
                .isInstanceOf(EmbeddedDatabaseException.class)
                .hasMessageContaining("run as another user")
                .hasMessageContaining("--database-url");
    }

    @Test
    void givesTheDataToWhoeverRunsTheServerNow() throws Exception {
        assumeRoot();
        var directory = directories.prepared();
        var data = DatabaseFiles.in(directory).data();
        try (var database = open(directory, ServerAccount.ROOT_AS_NOBODY)) {
            Sql.run(database, "create table kept as select 42 as value");
            assertThat(owners(data)).containsExactly(NOBODY);
        }
        for (var account : new ServerAccount[] {ServerAccount.ROOT_IN_A_USER_NAMESPACE, ServerAccount.ROOT_AS_NOBODY}) {
            try (var database = open(directory, account)) {
                assertThat(Sql.ask(database, "select value from kept")).isEqualTo("42");
                Sql.run(database, "create table \"t" + account.uid() + "\" ()");
                assertThat(owners(data)).containsExactly(account.uid());
            }
        }
    }

    @Test
    void servesAUserWithoutPrivileges() throws Exception {
        assumeRoot();
        var directory = directories.prepared();
        for (var path : new Path[] {directory, directory.resolve("postgres"), directory.resolve("postgres/log")}) {
            Files.setAttribute(path, "unix:uid", NOBODY);
        }
        var prefix = new String[] {"setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"};
        var jvm = directories.jvm(directory, readableClassPath(), prefix);
        Answer opened = jvm.answer("opened");
        assertThat(opened.yes()).isFalse();
        assertThat(owners(directory.resolve("postgres/data"))).containsExactly(NOBODY);
        jvm.tell("close");
        jvm.answer("closed");
        assertThat(jvm.await()).isZero();
    }

    private static void assumeRoot() throws Exception {
        assumeTrue((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "only root can change users");
    }

    private static EmbeddedDatabase open(Path directory, ServerAccount account) {
        return EmbeddedDatabase.open(directory, account, Server.START_LIMIT);
    }

    private static Set<Integer> owners(Path tree) throws Exception {
        var owners = new LinkedHashSet<Integer>();
        try (var paths = Files.walk(tree)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    owners.add((int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
                }
            }
        }
        return owners;
    }

    /** Copies of what the database needs, outside of root's home. */
    private String readableClassPath() throws Exception {
        var target = directories.empty();
        var places = new LinkedHashSet<String>();
        for (var type : new Class<?>[] {
            EmbeddedDatabase.class,
            OpeningJvm.class,
            TarArchiveInputStream.class,
            IOConsumer.class,
            NullMarked.class,
            org.tukaani.xz.XZInputStream.class,
            org.postgresql.Driver.class
        }) {
            var source = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            var copy = target.resolve(places.size() + "-" + source.getFileName());
            copy(source, copy);
            places.add(copy.toString());
        }
        Command.run(Command.LIMIT, "chmod", "-R", "a+rX", target.toString());
        return String.join(File.pathSeparator, places);
    }

    private static void copy(Path source, Path target) throws Exception {
        try (var paths = Files.walk(source)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(
                        path, target.resolve(source.relativize(path).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
