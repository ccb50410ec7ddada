package io.msdatuner.api.store;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface TrialRows extends JpaRepository<TrialRow, TrialId> {
    @Query("select coalesce(max(t.id.number) + 1, 0) from TrialRow t where t.id.campaignId = :campaign")
    int nextNumber(long campaign);

    /** Locks the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select t from TrialRow t where t.id.campaignId = :campaign and t.id.number = :number")
    Optional<TrialRow> lock(long campaign, int number);

    @Query("select t from TrialRow t where t.id.campaignId = :campaign and t.id.number > :number order by t.id.number")
    List<TrialRow> findAfter(long campaign, int number, Limit limit);

    /** What campaigns before this one with its record key, whatever the determinism wish, learnt of tuned candidates. */
    @Query("""
            select t from TrialRow t, CampaignRow own, CampaignRow earlier
            where own.id = :campaign and earlier.id < own.id and t.id.campaignId = earlier.id
              and earlier.kernel = own.kernel and earlier.shape = own.shape
              and earlier.deviceClass = own.deviceClass and earlier.toolchain = own.toolchain
              and earlier.sourceDigest = own.sourceDigest
              and t.implementation = 'tuned' and t.purpose not in ('final', 'challenge')
              and t.outcome is not null and t.outcome <> 'abandoned'
            order by t.id.campaignId, t.id.number
            """)
    List<TrialRow> findKnown(long campaign);
}
