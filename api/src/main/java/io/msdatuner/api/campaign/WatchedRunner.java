package io.msdatuner.api.campaign;

import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.util.List;
import java.util.OptionalDouble;

/** A runner whose device's use is added up. */
record WatchedRunner(VariantRunner runner, DeviceUse use) implements VariantRunner {

    @Override
    public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        return use.during(() -> runner.run(variant, policy, incumbentNs));
    }

    @Override
    public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) throws InterruptedException {
        return use.during(() -> runner.compare(variants, policy));
    }

    @Override
    public void startAfresh() {
        runner.startAfresh();
    }

    @Override
    public void recover() {
        runner.recover();
    }

    @Override
    public void close() {
        runner.close();
    }
}
