package io.msdatuner.api.store;

import io.msdatuner.core.best.Grounds;
import io.msdatuner.core.best.RecordKey;
import io.msdatuner.core.best.TuningRecord;
import io.msdatuner.core.campaign.TuningStore;
import io.msdatuner.core.campaign.TuningStoreContractTest;
import java.util.List;
import org.springframework.context.ApplicationContext;

class JpaTuningStoreTest extends TuningStoreContractTest {
    private final ApplicationContext context = StoreApplication.shared();
    private final TuningStore store = context.getBean(TuningStore.class);

    @Override
    protected TuningStore store() {
        return store;
    }

    @Override
    protected List<TuningRecord> history(RecordKey key) {
        return context.getBean(JdbcRecords.class).history(key);
    }

    @Override
    protected List<Grounds> decisions(RecordKey key) {
        return context.getBean(PromotionLog.class).of(key).stream()
                .map(PromotionLog.Decision::grounds)
                .toList();
    }
}
