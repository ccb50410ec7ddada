package io.msdatuner.api.store;

import io.msdatuner.core.campaign.Campaign;
import io.msdatuner.core.campaign.CampaignId;
import io.msdatuner.core.campaign.CampaignState;
import io.msdatuner.core.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads campaigns and trials page by page. A page stays correct while campaigns run. */
public interface CampaignArchive {
    /**
     * Campaigns, newest first.
     *
     * @param state only those in this state, if given
     * @param beforeId only those with a smaller id, if given: the last of the page before
     * @param limit at most so many, at least 1
     */
    List<Campaign> campaigns(Optional<CampaignState> state, OptionalLong beforeId, int limit);

    /**
     * A campaign's trials with a number greater than {@code afterNumber}, by number.
     *
     * @param afterNumber the last of the page before; -1 for the first page
     * @param limit at most so many, at least 1
     * @throws java.util.NoSuchElementException if there is no such campaign
     */
    List<Trial> trialsAfter(CampaignId id, int afterNumber, int limit);

    /** One trial; empty if the campaign has none of this number. */
    Optional<Trial> trial(CampaignId id, int number);
}
