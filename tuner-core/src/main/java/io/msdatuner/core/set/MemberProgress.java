package io.msdatuner.core.set;

import io.msdatuner.core.campaign.CampaignSummary;
import io.msdatuner.core.trial.Purpose;
import io.msdatuner.core.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a member of a set is.
 *
 * @param launches in one step
 * @param started whether it has had a campaign
 * @param open whether it may have another one: none failed or was cancelled, and its search is not through
 * @param curve of all that is known of it
 * @param perTrial device time of a search trial
 * @param overhead device time of a campaign besides its search: baselines and finals
 */
public record MemberProgress(
        int launches, boolean started, boolean open, LearningCurve curve, Duration perTrial, Duration overhead) {

    /** Of one that has had no campaign. */
    public static MemberProgress notStarted(int launches) {
        return new MemberProgress(launches, false, true, LearningCurve.of(List.of()), Duration.ZERO, Duration.ZERO);
    }

    /**
     * @param known what was known before its last campaign
     * @param last the trials of its last campaign
     */
    public static MemberProgress of(int launches, boolean open, List<Trial> known, List<Trial> last) {
        var search = last.stream()
                .filter(trial -> trial.purpose() == Purpose.SEARCH && trial.ranToItsEnd())
                .toList();
        var all = CampaignSummary.of(last).busyTime();
        var searching = CampaignSummary.of(search).busyTime();
        return new MemberProgress(
                launches,
                true,
                open && !search.isEmpty(),
                LearningCurve.of(Stream.concat(known.stream(), last.stream()).toList()),
                search.isEmpty() ? Duration.ZERO : searching.dividedBy(search.size()),
                all.minus(searching));
    }
}
