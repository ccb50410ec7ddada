package io.msdatuner.api.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so root runs it through one of two commands:
 * in a user namespace in which root has another number (files stay root's), or, where a container forbids
 * namespaces, as nobody (who then owns the data). Nobody keeps the capability to pass root's private directories, and
 * the secure bit that makes access(2), by which initdb looks for programs, honour it.
 *
 * @param prefix the words before PostgreSQL's own command
 * @param uid the owner of the data
 */
record ServerAccount(List<String> prefix, int uid, int gid) {

    private static final int NOBODY = 65534;

    static final ServerAccount ROOT_IN_A_USER_NAMESPACE = new ServerAccount(List.of("unshare", "-U"), 0, 0);

    static final ServerAccount ROOT_AS_NOBODY = new ServerAccount(
            List.of(
                    "setpriv",
                    "--securebits=+no_setuid_fixup",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override"),
            NOBODY,
            NOBODY);

    static ServerAccount detect() {
        try {
            var self = Path.of("/proc/self");
            return choose(owner(self), group(self), ServerAccount::works);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("/proc cannot be read (" + e + "); mount it, or use --database-url", e);
        }
    }

    static ServerAccount choose(int uid, int gid, Predicate<ServerAccount> works) {
        if (uid != 0) {
            return new ServerAccount(List.of(), uid, gid);
        }
        return List.of(ROOT_IN_A_USER_NAMESPACE, ROOT_AS_NOBODY).stream()
                .filter(works)
                .findFirst()
                .orElseThrow(() -> new EmbeddedDatabaseException("PostgreSQL does not run as root, and here root may "
                        + "neither make a user namespace (unshare -U) nor become nobody (setpriv): run as another "
                        + "user, allow user namespaces to the container, or use --database-url with a PostgreSQL 18"));
    }

    private boolean works() {
        return Command.run(Command.LIMIT, command(List.of("true"))).succeeded();
    }

    List<String> command(List<String> command) {
        var words = new ArrayList<>(prefix);
        words.addAll(command);
        return List.copyOf(words);
    }

    /** Gives a tree to the account, if root made it or ran PostgreSQL in the other way before. */
    void own(Path tree) throws IOException {
        if (prefix.isEmpty() || owner(tree) == uid) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            // The top goes last: a chown that was cut short is begun again.
            for (var path : (Iterable<Path>) paths.sorted((a, b) -> b.getNameCount() - a.getNameCount())::iterator) {
                Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    private static int group(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:gid");
    }
}
