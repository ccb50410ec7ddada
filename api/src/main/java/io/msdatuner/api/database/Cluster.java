package io.msdatuner.api.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The data that PostgreSQL keeps, with the password that opens it. */
record Cluster(DatabaseFiles files, String password) {

    static final String USERNAME = "msda_tuner";

    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
    private static final int PASSWORD_BYTES = 24;
    private static final int ANSWER_SECONDS = 5;
    private static final String WRONG_PASSWORD = "28P01";
    private static final String TOO_MANY_CONNECTIONS = "53300";

    /** The cluster of these files, made when there is none. */
    static Cluster in(DatabaseFiles files, ServerAccount account) {
        files.removeTemporaries();
        try {
            if (!Files.exists(files.data())) {
                create(files, account);
            }
            checkVersion(files);
            return new Cluster(files, Files.readString(files.password()).strip());
        } catch (IOException e) {
            throw EmbeddedDatabaseException.files("preparing the database in " + files.data(), e);
        }
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Whether the server at the port answers to the password; false while it starts or stops. */
    boolean isServedAt(int port) {
        var properties = new Properties();
        properties.putAll(Map.of("user", USERNAME, "password", password, "connectTimeout", "5", "socketTimeout", "10"));
        try (var connection = DriverManager.getConnection(jdbcUrl(port), properties)) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw new EmbeddedDatabaseException(
                        "the database in " + files.data() + " refuses the password in " + files.password()
                                + ": restore that file, or set the password of " + USERNAME + " to its content",
                        e);
            }
            return TOO_MANY_CONNECTIONS.equals(e.getSQLState());
        }
    }

    /** initdb works under another name: a directory named data is complete, whatever was killed. */
    private static void create(DatabaseFiles files, ServerAccount account) throws IOException {
        var binaries = PostgresBinaries.unpacked(files);
        var data = files.temporary("data");
        var passwordDirectory = files.temporary("password");
        try {
            var password = writePassword(passwordDirectory.resolve("password"));
            account.own(data);
            initdb(binaries, account, data, password);
            Files.move(password, data.resolve(files.password().getFileName()));
            account.own(data.resolve(files.password().getFileName()));
            files.publish(data, files.data());
        } finally {
            files.removeTemporaries();
        }
    }

    private static Path writePassword(Path file) throws IOException {
        var random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
        DatabaseFiles.force(file);
        return file;
    }

    private static void initdb(PostgresBinaries binaries, ServerAccount account, Path data, Path password) {
        var command = account.command(List.of(
                binaries.program("initdb"),
                "--pgdata=" + data,
                "--username=" + USERNAME,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions"));
        var run = Command.run(INITDB_LIMIT, command);
        if (!run.succeeded()) {
            var advice = EmbeddedDatabaseException.isDiskFull(run.output())
                    ? "the disk is full: free some space, or choose another place with --data-dir"
                    : "see what initdb said";
            throw new EmbeddedDatabaseException("initdb failed with exit code " + run.exitCode() + " for "
                    + data.getParent() + "; " + advice + ":\n" + run.output());
        }
    }

    private static void checkVersion(DatabaseFiles files) throws IOException {
        var file = files.data().resolve("PG_VERSION");
        if (!Files.exists(file) || !Files.exists(files.password())) {
            throw new EmbeddedDatabaseException(files.data() + " is not a database of msda-tuner (no "
                    + (Files.exists(file) ? files.password() : file)
                    + "): restore it from a backup, or move it away to begin with an empty one");
        }
        var version = Files.readString(file).strip();
        if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
            throw new EmbeddedDatabaseException(files.data() + " was made by PostgreSQL " + version + ", and this is "
                    + PostgresBinaries.MAJOR_VERSION + ": export it with the msda-tuner that made it and import it "
                    + "into another --data-dir, or use pg_upgrade");
        }
    }
}
