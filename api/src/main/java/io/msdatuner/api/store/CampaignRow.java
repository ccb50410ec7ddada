package io.msdatuner.api.store;

import io.msdatuner.core.campaign.Budget;
import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignSpec;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A row of the table of campaigns. */
@Entity
@Table(name = "campaigns")
class CampaignRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private String kernel;

    @Column(updatable = false)
    private String shape;

    @Column(updatable = false)
    private String deviceClass;

    @Column(updatable = false)
    private String measured;

    @Column(updatable = false)
    private String toolchain;

    @Column(updatable = false)
    private String sourceDigest;

    @Column(updatable = false)
    private String strategy;

    @Column(updatable = false)
    private long seed;

    @Column(updatable = false)
    private @Nullable Integer budgetTrials;

    @Column(updatable = false)
    private @Nullable Long budgetTimeNs;

    @Column(insertable = false, updatable = false)
    private short priority;

    @Column
    private String state;

    @Column
    private @Nullable String reason;

    @Column(updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    protected CampaignRow() {}

    CampaignRow(CampaignSpec spec, Instant createdAt) {
        this.kernel = spec.kernel().id();
        this.shape = spec.shape().toString();
        this.deviceClass = spec.deviceClass().name();
        this.measured = spec.provenance().id();
        this.toolchain = StorableText.encode(spec.toolchain());
        this.sourceDigest = spec.sourceDigest();
        this.strategy = spec.strategy();
        this.seed = spec.seed();
        var trials = spec.budget().maxTrials();
        this.budgetTrials = trials.isPresent() ? trials.getAsInt() : null;
        this.budgetTimeNs = spec.budget().maxTime().map(Duration::toNanos).orElse(null);
        this.state = CampaignState.PENDING.name();
        this.createdAt = createdAt;
    }

    short priority() {
        return priority;
    }

    CampaignState state() {
        return CampaignState.valueOf(state);
    }

    void move(CampaignState to, Optional<String> why) {
        this.state = to.name();
        this.reason = why.map(StorableText::encode).orElse(null);
    }

    Campaign toCampaign() {
        if (id == null) {
            throw new IllegalStateException("a campaign has an id once it is stored");
        }
        return new Campaign(
                new CampaignId(id), spec(), state(), Optional.ofNullable(reason).map(StorableText::decode), createdAt);
    }

    private CampaignSpec spec() {
        return new CampaignSpec(
                Kernel.parse(kernel),
                Shape.parse(shape),
                new DeviceClass(deviceClass),
                Provenance.valueOf(measured.toUpperCase(Locale.ROOT)),
                StorableText.decode(toolchain),
                sourceDigest,
                strategy,
                seed,
                budget());
    }

    private Budget budget() {
        return new Budget(
                budgetTrials == null ? OptionalInt.empty() : OptionalInt.of(budgetTrials),
                Optional.ofNullable(budgetTimeNs).map(Duration::ofNanos));
    }
}
