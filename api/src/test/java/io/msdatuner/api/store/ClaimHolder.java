package io.msdatuner.api.store;

import io.msdatuner.api.testing.TestDatabase;
import io.msdatuner.core.campaign.CampaignId;
import java.io.IOException;

/** A process that claims a campaign, says so, and waits to be killed. */
final class ClaimHolder {
    private ClaimHolder() {}

    /** Arguments: the database's address and the campaign's id. */
    public static void main(String[] args) throws IOException {
        var id = new CampaignId(Long.parseLong(args[1]));
        var claim = AdvisoryLockClaims.tryClaim(TestDatabase.dataSource(args[0]), id);
        System.out.println(claim.isPresent() ? "claimed" : "refused");
        System.in.read();
    }
}
