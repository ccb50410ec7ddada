package io.msdatuner.api.backup;

import io.msdatuner.api.backup.Backup.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;

/**
 * Fills an empty database from a backup: makes the schema that its rows are of, copies them, and upgrades to the newest schema.
 */
public final class Restoration {

    private final DataSource database;
    private final Path dataDirectory;

    /** @param dataDirectory where the service that will use the database keeps compiled kernels and keys */
    public Restoration(DataSource database, Path dataDirectory) {
        this.database = database;
        this.dataDirectory = dataDirectory;
    }

    /** @throws BackupException if the database has anything, or for any other reason why it was not filled */
    public Content read(Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            var manifest = Manifest.parse(bytes(zip, Manifest.ENTRY));
            requireEmpty();
            flyway(MigrationVersion.fromVersion(manifest.schema())).migrate();
            fill(zip, manifest);
            flyway(MigrationVersion.LATEST).migrate();
            var artifacts = copyFiles(zip);
            var rows =
                    manifest.tables().stream().mapToLong(Manifest.Table::rows).sum();
            return new Content(manifest.tables().size(), rows, artifacts);
        } catch (BackupException e) {
            throw new BackupException("%s cannot be restored: %s".formatted(file, e.getMessage()), e);
        } catch (IOException | SQLException | FlywayException e) {
            throw new BackupException(
                    "%s cannot be restored: %s; make the database empty again before the next try"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        try (var entry = zip.getInputStream(entry(zip, name))) {
            return entry.readAllBytes();
        }
    }

    private static ZipEntry entry(ZipFile zip, String name) {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new BackupException("it has no %s; it is no backup of msda-tuner, or damaged".formatted(name), null);
        }
        return entry;
    }

    private void requireEmpty() throws SQLException {
        try (var connection = database.getConnection()) {
            var tables = new Catalogue(connection).tables();
            if (!tables.isEmpty()) {
                throw new BackupException(
                        "the database has tables already (%s); restore into an empty one"
                                .formatted(String.join(", ", tables)),
                        null);
            }
        }
    }

    private Flyway flyway(MigrationVersion target) {
        return Flyway.configure().dataSource(database).target(target).load();
    }

    /** In one transaction. Triggers rest meanwhile: the rows were checked when they were first written. */
    private void fill(ZipFile zip, Manifest manifest) throws IOException, SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var names = manifest.tables().stream().map(Manifest.Table::name).toList();
            execute(connection, "TRUNCATE " + String.join(", ", names));
            for (var table : manifest.tables()) {
                execute(connection, "ALTER TABLE %s DISABLE TRIGGER USER".formatted(table.name()));
                fill(connection, table, zip);
                execute(connection, "ALTER TABLE %s ENABLE TRIGGER USER".formatted(table.name()));
            }
            for (var sequence : manifest.sequences().entrySet()) {
                execute(connection, "SELECT setval('%s', %d)".formatted(sequence.getKey(), sequence.getValue()));
            }
            connection.commit();
        }
    }

    private static void fill(Connection connection, Manifest.Table table, ZipFile zip)
            throws IOException, SQLException {
        try (var rows = zip.getInputStream(entry(zip, table.entry()))) {
            var copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY %s FROM STDIN WITH (FORMAT text, HEADER match)".formatted(table.name()), rows);
            if (copied != table.rows()) {
                throw new BackupException(
                        "%s has %d rows in place of %d; it is damaged".formatted(table.entry(), copied, table.rows()),
                        null);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Those that are there already stay: an artifact's name is of its content. */
    private int copyFiles(ZipFile zip) throws IOException {
        var copied = 0;
        for (var entry : zip.stream().toList()) {
            var name = entry.getName();
            var isArtifact = name.matches(Backup.ARTIFACTS + "[0-9A-Za-z-]{1,128}\\.so");
            if (isArtifact || name.equals(Backup.KEY)) {
                copied += isArtifact ? 1 : 0;
                copyFile(zip, entry);
            }
        }
        return copied;
    }

    private void copyFile(ZipFile zip, ZipEntry entry) throws IOException {
        var file = dataDirectory.resolve(entry.getName());
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.getName().equals(Backup.KEY)) {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, ownerOnly);
            Files.write(file, bytes(zip, entry.getName()));
        } else {
            try (var content = zip.getInputStream(entry)) {
                Files.copy(content, file);
            }
        }
    }
}
