package io.msdatuner.api.store;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface CampaignRows extends JpaRepository<CampaignRow, Long> {
    /** Locks the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from CampaignRow c where c.id = :id")
    Optional<CampaignRow> lock(long id);

    List<CampaignRow> findByIdLessThanOrderByIdDesc(long beforeId, Limit limit);

    List<CampaignRow> findByStateAndIdLessThanOrderByIdDesc(String state, long beforeId, Limit limit);

    /** Campaigns before this one of its kernel and provenance that have another record key, newest first. */
    @Query("""
            select c from CampaignRow c, CampaignRow own
            where own.id = :campaign and c.id < own.id and c.kernel = own.kernel and c.measured = own.measured
              and not (c.shape = own.shape and c.deviceClass = own.deviceClass and c.toolchain = own.toolchain
                       and c.sourceDigest = own.sourceDigest)
            order by c.id desc
            """)
    List<CampaignRow> findNeighbours(long campaign, Limit limit);

    /** Running campaigns whose advisory lock (class, campaign id) no session of this database holds. */
    @Query(nativeQuery = true, value = """
                    SELECT c.* FROM campaigns c
                    WHERE c.state = 'RUNNING' AND NOT EXISTS (
                        SELECT FROM pg_locks l
                        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
                          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                          AND CAST(l.classid AS bigint) = :lockClass AND CAST(l.objid AS bigint) = c.id)
                    ORDER BY c.id
                    """)
    List<CampaignRow> findUnclaimed(int lockClass);
}
