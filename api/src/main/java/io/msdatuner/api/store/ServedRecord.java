package io.msdatuner.api.store;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.best.Evidence;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.MedianEstimate;
import io.msdatuner.core.trial.ModelBand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * A record that is served, kept small because services hold all of them in memory: what lookups compare is at hand, and
 * the rest stays as the database wrote it until somebody asks for {@link #record()}. Its id grows with every promotion of a
 * key.
 */
public final class ServedRecord {

    private final long id;
    private final Kernel kernel;
    private final String shape;
    private final DeviceClass deviceClass;
    private final String toolchain;
    private final String sourceDigest;
    private final DeterminismWish wish;
    private final Provenance provenance;
    private final String platform;
    private final String configuration;
    private final long campaign;
    private final int trial;
    private final Determinism determinism;
    private final MedianEstimate median;
    private final String baselines;
    private final double worstError;
    private final String artifact;
    private final Instant promotedAt;

    /** Of a row with all columns of the table. */
    static ServedRecord of(ResultSet row, SharedTexts shared) throws SQLException {
        return new ServedRecord(row, shared);
    }

    private ServedRecord(ResultSet row, SharedTexts shared) throws SQLException {
        id = row.getLong("id");
        kernel = Kernel.parse(row.getString("kernel"));
        shape = row.getString("shape");
        deviceClass = shared.deviceClass(row.getString("device_class"));
        toolchain = shared.text(StorableText.decode(row.getString("toolchain")));
        sourceDigest = shared.text(row.getString("source_digest"));
        wish = DeterminismWish.parse(row.getString("determinism_wish"));
        provenance = Provenance.valueOf(row.getString("measured").toUpperCase(Locale.ROOT));
        platform = shared.text(StorableText.decode(row.getString("platform")));
        configuration = shared.text(row.getString("configuration"));
        campaign = row.getLong("campaign_id");
        trial = row.getInt("trial_number");
        determinism = Determinism.parse(row.getString("determinism"));
        median = new MedianEstimate(
                row.getDouble("median_ns"),
                row.getDouble("ci_low_ns"),
                row.getDouble("ci_high_ns"),
                row.getInt("samples"),
                band(row));
        baselines = row.getString("baselines");
        worstError = row.getDouble("worst_error");
        artifact = row.getString("artifact");
        promotedAt = row.getObject("promoted_at", OffsetDateTime.class).toInstant();
    }

    /** Of a record that was just written. */
    public ServedRecord(long id, TuningRecord record) {
        var key = record.key();
        var evidence = record.evidence();
        this.id = id;
        kernel = key.kernel();
        shape = key.shape().toString();
        deviceClass = key.deviceClass();
        toolchain = key.toolchain();
        sourceDigest = key.sourceDigest();
        wish = key.determinism();
        provenance = evidence.provenance();
        platform = evidence.platform();
        configuration = Json.write(record.configuration());
        campaign = evidence.campaign();
        trial = evidence.trial();
        determinism = evidence.determinism();
        median = evidence.median();
        baselines = BaselinesJson.write(evidence.baselines());
        worstError = evidence.worstError();
        artifact = evidence.artifact();
        promotedAt = evidence.promotedAt();
    }

    private static Optional<ModelBand> band(ResultSet row) throws SQLException {
        var lowNs = row.getDouble("band_low_ns");
        return row.wasNull() ? Optional.empty() : Optional.of(new ModelBand(lowNs, row.getDouble("band_high_ns")));
    }

    public long id() {
        return id;
    }

    public Kernel kernel() {
        return kernel;
    }

    /** The canonical text form. */
    public String shape() {
        return shape;
    }

    public DeviceClass deviceClass() {
        return deviceClass;
    }

    public DeterminismWish determinism() {
        return wish;
    }

    public String toolchain() {
        return toolchain;
    }

    public String sourceDigest() {
        return sourceDigest;
    }

    public Provenance provenance() {
        return provenance;
    }

    /** What the device ran on when it was measured; empty if that is not known. */
    public String platform() {
        return platform;
    }

    /** Whether both are of the same key, so that the one with the greater id is served. */
    public boolean hasKeyOf(ServedRecord other) {
        return kernel == other.kernel
                && wish == other.wish
                && shape.equals(other.shape)
                && deviceClass.equals(other.deviceClass)
                && toolchain.equals(other.toolchain)
                && sourceDigest.equals(other.sourceDigest);
    }

    public RecordKey key() {
        return new RecordKey(kernel, Shape.parse(shape), deviceClass, toolchain, sourceDigest, wish);
    }

    /** All of it, read anew each time. */
    public TuningRecord record() {
        var evidence = new Evidence(
                campaign,
                trial,
                provenance,
                platform,
                median,
                BaselinesJson.read(baselines),
                determinism,
                worstError,
                artifact,
                promotedAt);
        return new TuningRecord(key(), Json.configuration(configuration), evidence);
    }
}
