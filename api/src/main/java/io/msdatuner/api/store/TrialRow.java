package io.msdatuner.api.store;

import io.msdatuner.core.trial.Candidate;
import io.msdatuner.core.trial.Outcome;
import io.msdatuner.core.trial.OutcomeKind;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import io.msdatuner.core.trial.Verification;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A row of the table of trials. */
@Entity
@Table(name = "trials")
class TrialRow implements Persistable<TrialId> {
    @EmbeddedId
    private TrialId id;

    @Column(updatable = false)
    private String purpose;

    @Column(updatable = false)
    private String implementation;

    @Column(updatable = false)
    private @Nullable String baseline;

    @Column(updatable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    private String configuration;

    @Column(updatable = false)
    private String configurationId;

    @Column(updatable = false)
    private Instant openedAt;

    @Column
    private @Nullable Instant finishedAt;

    @Column
    private @Nullable String artifact;

    @Column
    private @Nullable String outcome;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String verification;

    @Embedded
    private @Nullable MeasurementColumns measurement;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable String evidence;

    /** For Hibernate. */
    protected TrialRow() {}

    /** A row for a trial that was just opened. */
    TrialRow(TrialId id, Trial trial) {
        this.id = id;
        this.purpose = trial.purpose().id();
        this.implementation = trial.candidate().implementation();
        this.baseline = trial.baseline().orElse(null);
        this.configuration = Json.write(trial.candidate().configuration());
        this.configurationId = trial.candidate().configuration().id();
        this.openedAt = trial.openedAt();
    }

    @Override
    public TrialId getId() {
        return id;
    }

    /** Only open trials are inserted, and nothing but {@link #finish} changes a row: so save() inserts. */
    @Override
    public boolean isNew() {
        return true;
    }

    void finish(Trial finished) {
        var result = finished.outcome().orElseThrow();
        this.finishedAt = finished.finishedAt().orElseThrow();
        this.artifact = finished.artifact().orElse(null);
        this.outcome = result.kind().id();
        if (result instanceof Outcome.Measured measured) {
            this.verification = OutcomeJson.write(measured.verification());
            this.measurement = MeasurementColumns.of(measured.measurement());
        } else if (result instanceof Outcome.WrongResult wrong) {
            this.verification = OutcomeJson.write(wrong.verification());
        } else {
            this.evidence = OutcomeJson.evidence(result);
        }
    }

    Trial toTrial() {
        return new Trial(
                id.number(),
                Purpose.valueOf(purpose.toUpperCase(Locale.ROOT)),
                new Candidate(implementation, Json.configuration(configuration)),
                Optional.ofNullable(baseline),
                openedAt,
                Optional.ofNullable(finishedAt),
                Optional.ofNullable(outcome).map(OutcomeKind::parse).map(this::toOutcome),
                Optional.ofNullable(artifact));
    }

    private Outcome toOutcome(OutcomeKind kind) {
        return switch (kind) {
            case MEASURED ->
                new Outcome.Measured(
                        verification(),
                        Optional.ofNullable(measurement).orElseThrow().toMeasurement());
            case WRONG_RESULT -> new Outcome.WrongResult(verification());
            default -> OutcomeJson.outcome(kind, Optional.ofNullable(evidence).orElseThrow());
        };
    }

    private Verification verification() {
        return OutcomeJson.verification(Optional.ofNullable(verification).orElseThrow());
    }
}
