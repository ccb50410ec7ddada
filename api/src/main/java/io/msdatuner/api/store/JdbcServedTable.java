package io.msdatuner.api.store;

import io.msdatuner.core.best.DeterminismWish;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In plain SQL, and without transactions, because they would be JPA's, which is made later. */
final class JdbcServedTable implements ServedTable {

    private static final String OF_PROBLEM = JdbcRecords.ALL_SERVED + """
             AND kernel = :kernel AND shape = :shape AND device_class = :deviceClass AND determinism_wish = :wish
            ORDER BY id DESC
            """;

    private static final String KNOWS =
            "SELECT EXISTS (SELECT FROM records WHERE superseded_at IS NULL AND device_class = :deviceClass)";

    private final JdbcClient jdbc;

    JdbcServedTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<ServedRecord> of(Kernel kernel, String shape, DeviceClass deviceClass, DeterminismWish determinism) {
        return jdbc.sql(OF_PROBLEM)
                .param("kernel", kernel.id())
                .param("shape", shape)
                .param("deviceClass", deviceClass.name())
                .param("wish", determinism.id())
                .query((row, number) -> ServedRecord.of(row, new SharedTexts()))
                .list();
    }

    @Override
    public boolean knows(DeviceClass deviceClass) {
        return jdbc.sql(KNOWS)
                .param("deviceClass", deviceClass.name())
                .query(Boolean.class)
                .single();
    }
}
