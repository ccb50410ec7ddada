package io.msdatuner.api.best;

import io.msdatuner.api.device.LocalDevice;
import io.msdatuner.api.store.MissLedger;
import io.msdatuner.api.store.MissLedger.Miss;
import io.msdatuner.api.store.ServedRecord;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What was looked up in vain and still has no record, ordered by the device time that tuning it is expected to save. */
@Component
public class WantedProblems {

    private final MissLedger ledger;
    private final Demand demand;
    private final RecordChooser chooser;
    private final RecordIndex index;

    WantedProblems(MissLedger ledger, Demand demand, RecordChooser chooser, RecordIndex index) {
        this.ledger = ledger;
        this.demand = demand;
        this.chooser = chooser;
        this.index = index;
    }

    private record Subject(Kernel kernel, Shape shape) {}

    /** Of what the device can run; wishes for a determinism are one campaign together. */
    public List<Wanted> on(LocalDevice local) {
        demand.flush();
        var deviceClass = local.device().deviceClass();
        var lookups = new LinkedHashMap<Subject, Long>();
        for (var miss : ledger.of(deviceClass)) {
            if (isOpen(miss) && local.refusal(miss.kernel(), miss.shape()).isEmpty()) {
                lookups.merge(new Subject(miss.kernel(), miss.shape()), miss.lookups(), Long::sum);
            }
        }
        var forecast = new SavingForecast(
                index.of(deviceClass).stream().map(ServedRecord::record).toList());
        return lookups.entrySet().stream()
                .map(entry -> wanted(entry, forecast))
                .sorted(Comparator.comparingDouble(Wanted::urgency).reversed())
                .toList();
    }

    private boolean isOpen(Miss miss) {
        var problem = new Lookup.Problem(miss.kernel(), miss.shape(), miss.deviceClass(), miss.determinism());
        var lookup = Lookup.usual(problem);
        return chooser.choose(lookup).record().isEmpty();
    }

    private static Wanted wanted(Map.Entry<Subject, Long> entry, SavingForecast forecast) {
        var subject = entry.getKey();
        return new Wanted(
                subject.kernel(),
                subject.shape(),
                entry.getValue(),
                forecast.savedNsPerLaunch(subject.kernel(), subject.shape()));
    }
}
