package io.msdatuner.core.campaign;

import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.ShortageException;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Believes that a variant is bad only when it is to blame. One process measures many variants, so what one of them breaks can
 * end the next; and processes are killed and hosts stall for reasons that are no variant's.
 *
 * <ul>
 *   <li>A wrong result is believed of the first variant of a process; a refusal, a death or a time-out when it is seen twice.
 *       What is not believed is looked at again in a new process, at most twice.
 *   <li>Before each further look a control, what ran well before, must run well again. Where none does, the device is at
 *       fault: it is recovered and waited for, and no variant is blamed.
 * </ul>
 */
final class CarefulRunner implements VariantRunner {
    private final VariantRunner runner;
    private final Patience patience;
    private final Controls controls;
    /** Whether the next variant is the first of its process. */
    private boolean clean = true;

    CarefulRunner(VariantRunner runner, Controls controls, Patience patience) {
        this.runner = runner;
        this.controls = controls;
        this.patience = patience;
    }

    @Override
    public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        var wasClean = clean;
        var first = attempt(variant, policy, incumbentNs);
        if (isBelieved(first, wasClean)) {
            return first;
        }
        var second = lookAgain(variant, policy, incumbentNs);
        return isBelieved(second, true) || isAlike(first, second) ? second : lookAgain(variant, policy, incumbentNs);
    }

    /**
     * Those that end badly in company are looked at alone. If one of them passes there, all that are sound are compared once
     * more; and if it fails in company again, what it took alone is what it took.
     */
    @Override
    public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy) throws InterruptedException {
        var outcomes = new ArrayList<>(patience.outlast(() -> runner.compare(variants, policy)));
        clean = clean && variants.isEmpty();
        var acquitted = false;
        for (var i = 0; i < outcomes.size(); i++) {
            if (!(outcomes.get(i) instanceof Outcome.Measured)) {
                outcomes.set(i, alone(variants.get(i), policy));
                acquitted |= outcomes.get(i) instanceof Outcome.Measured;
            }
        }
        return acquitted ? comparedAgain(variants, outcomes, policy) : outcomes;
    }

    private Outcome alone(BuiltVariant variant, MeasurementPolicy policy) throws InterruptedException {
        startHealthy(variant);
        return run(variant, policy, OptionalDouble.empty());
    }

    private List<Outcome> comparedAgain(List<BuiltVariant> variants, List<Outcome> before, MeasurementPolicy policy)
            throws InterruptedException {
        var sound = new TreeMap<Integer, BuiltVariant>();
        for (var i = 0; i < variants.size(); i++) {
            if (before.get(i) instanceof Outcome.Measured) {
                sound.put(i, variants.get(i));
            }
        }
        startAfresh();
        var again = patience.outlast(() -> runner.compare(List.copyOf(sound.values()), policy))
                .iterator();
        clean = false;
        var outcomes = new ArrayList<>(before);
        for (var i : sound.keySet()) {
            var outcome = again.next();
            outcomes.set(i, outcome instanceof Outcome.Measured ? outcome : before.get(i));
        }
        return outcomes;
    }

    private Outcome attempt(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        var outcome = patience.outlast(() -> runner.run(variant, policy, incumbentNs));
        clean = endedItsProcess(outcome);
        if (outcome instanceof Outcome.Measured measured) {
            controls.add(variant, measured.median().medianNs());
        }
        return outcome;
    }

    private Outcome lookAgain(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
            throws InterruptedException {
        startHealthy(variant);
        return attempt(variant, policy, incumbentNs);
    }

    /** A new process, on a device that runs well what ran well before. Where nothing did yet, the device is recovered. */
    private void startHealthy(BuiltVariant suspect) throws InterruptedException {
        var known = controls.besides(suspect);
        if (known.isEmpty()) {
            recover();
            return;
        }
        startAfresh();
        if (!anyRunsWell(known)) {
            recover(known);
        }
    }

    private boolean anyRunsWell(List<BuiltVariant> known) throws InterruptedException {
        for (var control : known) {
            if (runsWell(control)) {
                return true;
            }
            runner.startAfresh();
        }
        return false;
    }

    private void recover(List<BuiltVariant> known) throws InterruptedException {
        var turn = new AtomicInteger();
        patience.outlast(() -> {
            runner.recover();
            var control = known.get(turn.getAndIncrement() % known.size());
            if (!runsWell(control)) {
                throw new ShortageException(
                        "the device fails also what ran well on it before, and a reset did not help: "
                                + control.variant().candidate());
            }
            return true;
        });
    }

    private boolean runsWell(BuiltVariant control) throws InterruptedException {
        return patience.outlast(() -> runner.run(control, MeasurementPolicy.once(), OptionalDouble.empty()))
                instanceof Outcome.Measured;
    }

    private static boolean isBelieved(Outcome outcome, boolean ofFirstInProcess) {
        return outcome instanceof Outcome.Measured || ofFirstInProcess && outcome instanceof Outcome.WrongResult;
    }

    private static boolean endedItsProcess(Outcome outcome) {
        return outcome instanceof Outcome.WorkerDied || outcome instanceof Outcome.TimedOut;
    }

    private static boolean isAlike(Outcome one, Outcome other) {
        return one instanceof Outcome.WorkerDied died && other instanceof Outcome.WorkerDied diedToo
                ? died.how().equals(diedToo.how())
                : one.kind() == other.kind();
    }

    @Override
    public void startAfresh() {
        runner.startAfresh();
        clean = true;
    }

    @Override
    public void recover() {
        runner.recover();
        clean = true;
    }

    @Override
    public void close() {
        runner.close();
    }
}
