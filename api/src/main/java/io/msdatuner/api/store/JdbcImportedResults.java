package io.msdatuner.api.store;

import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcImportedResults implements ImportedResults {
    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcImportedResults(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void keep(String id, Kernel kernel, Shape shape, DeviceClass deviceClass, byte[] body) {
        jdbc.sql("INSERT INTO imported_results (id, kernel, shape, device_class, body, imported_at)"
                        + " VALUES (:id, :kernel, :shape, :deviceClass, :body, :now) ON CONFLICT DO NOTHING")
                .param("id", id)
                .param("kernel", kernel.id())
                .param("shape", shape.toString())
                .param("deviceClass", deviceClass.name())
                .param("body", body)
                .param("now", JdbcRecords.utc(clock.instant()))
                .update();
    }

    @Override
    public Optional<byte[]> find(String id) {
        return jdbc.sql("SELECT body FROM imported_results WHERE id = :id LIMIT 1")
                .param("id", id)
                .query((row, number) -> row.getBytes("body"))
                .optional();
    }

    @Override
    public List<byte[]> of(Kernel kernel, Shape shape, DeviceClass deviceClass, int most) {
        return jdbc.sql("SELECT body FROM imported_results WHERE kernel = :kernel AND device_class = :deviceClass"
                        + " AND md5(shape) = md5(:shape) AND shape = :shape ORDER BY imported_at DESC LIMIT :most")
                .param("kernel", kernel.id())
                .param("shape", shape.toString())
                .param("deviceClass", deviceClass.name())
                .param("most", most)
                .query((row, number) -> row.getBytes("body"))
                .list();
    }
}
