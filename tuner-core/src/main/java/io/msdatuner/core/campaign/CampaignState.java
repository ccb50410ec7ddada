package io.msdatuner.core.campaign;

/** Where a campaign stands. All but {@link #COMPLETED} can go on later. */
public enum CampaignState {
    /** Waits for its device class. */
    PENDING,
    RUNNING,
    /** Budget or space spent, finals held. It takes no more trials. */
    COMPLETED,
    /** Stopped by a caller. */
    CANCELLED,
    /** The process that ran it ended. */
    INTERRUPTED,
    /** The tuner or the device had a trouble that the campaign's reason tells. */
    FAILED;

    public boolean isActive() {
        return this == PENDING || this == RUNNING;
    }

    public boolean canResume() {
        return this == CANCELLED || this == INTERRUPTED || this == FAILED;
    }
}
