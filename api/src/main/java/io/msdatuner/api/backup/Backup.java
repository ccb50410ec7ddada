package io.msdatuner.api.backup;

import io.msdatuner.api.store.ArtifactCatalogue;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * All rows as they were at one moment, the compiled kernels that a record or snapshot names, and the key of bundles, in a zip file.
 * The service may run meanwhile: nothing is locked.
 */
public final class Backup {

    /** By whoever has the key bundles can be signed, so it goes where only the owner of the backup can read it. */
    static final String KEY = "bundle.key";

    static final String ARTIFACTS = "artifacts/";

    private final DataSource database;
    private final Path dataDirectory;
    private final Clock clock;

    /** @param dataDirectory where the service keeps compiled kernels and keys */
    public Backup(DataSource database, Path dataDirectory, Clock clock) {
        this.database = database;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
    }

    /** What a backup has. */
    public record Content(int tables, long rows, int artifacts) {}

    /**
     * Writes a backup that only its owner can read.
     *
     * @throws BackupException if the file is there already, or for any other reason why nothing was written
     */
    public Content write(Path file) {
        if (Files.exists(file)) {
            throw new BackupException("%s is there already; name another file".formatted(file), null);
        }
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(draft, ownerOnly);
            var content = write(Files.newOutputStream(draft));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return content;
        } catch (IOException | SQLException e) {
            throw new BackupException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private Content write(OutputStream file) throws IOException, SQLException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(file));
                var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var catalogue = new Catalogue(connection);
            var tables = new ArrayList<Manifest.Table>();
            for (var name : catalogue.tables()) {
                tables.add(copy(connection, name, zip));
            }
            var artifacts = copyArtifacts(catalogue, zip);
            copyFile(dataDirectory.resolve(KEY), KEY, zip);
            var manifest = Manifest.of(catalogue.schema(), clock.instant(), tables, catalogue.sequences());
            zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
            zip.write(manifest.toBytes());
            var rows = tables.stream().mapToLong(Manifest.Table::rows).sum();
            return new Content(tables.size(), rows, artifacts);
        }
    }

    private static Manifest.Table copy(Connection connection, String name, ZipOutputStream zip)
            throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(new Manifest.Table(name, 0).entry()));
        var rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY %s TO STDOUT WITH (FORMAT text, HEADER true)".formatted(name), zip);
        return new Manifest.Table(name, rows);
    }

    private int copyArtifacts(Catalogue catalogue, ZipOutputStream zip) throws IOException, SQLException {
        var copied = 0;
        for (var digest : catalogue.texts(ArtifactCatalogue.NAMED)) {
            var name = digest + ".so";
            copied += copyFile(dataDirectory.resolve(ARTIFACTS).resolve(name), ARTIFACTS + name, zip) ? 1 : 0;
        }
        return copied;
    }

    /** What is on another host is not in the backup. */
    private static boolean copyFile(Path file, String entry, ZipOutputStream zip) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        zip.putNextEntry(new ZipEntry(entry));
        Files.copy(file, zip);
        return true;
    }
}
