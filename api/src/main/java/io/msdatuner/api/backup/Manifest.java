package io.msdatuner.api.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup says of itself.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format
 * @param schema the version of the schema that its rows are of
 * @param tables in an order in which they can be filled: what a table refers to comes first
 * @param sequences by name, the number that each gave last
 */
record Manifest(
        String format, int version, String schema, Instant createdAt, List<Table> tables, Map<String, Long> sequences) {

    static final String ENTRY = "manifest.json";
    static final String FORMAT = "msda-tuner-backup";
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.shared();

    record Table(String name, long rows) {

        /** Where its rows are, in PostgreSQL's text format with a line of column names. */
        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    static Manifest of(String schema, Instant now, List<Table> tables, Map<String, Long> sequences) {
        return new Manifest(FORMAT, VERSION, schema, now, tables, sequences);
    }

    byte[] toBytes() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static Manifest parse(byte[] bytes) {
        try {
            var manifest = JSON.readValue(bytes, Manifest.class);
            if (FORMAT.equals(manifest.format()) && manifest.version() == VERSION) {
                return manifest;
            }
        } catch (JacksonException e) {
            throw new BackupException("its manifest cannot be read; it is no backup of msda-tuner, or damaged", e);
        }
        throw new BackupException("it is no backup that this version of msda-tuner can read", null);
    }
}
