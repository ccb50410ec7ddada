package io.msdatuner.api.campaign;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.trial.Trial;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** The finished trials of a campaign in the order in which they finished. */
record FinishOrder(List<Trial> trials) {

    private static final Comparator<Trial> ORDER = Comparator.comparing(
                    (Trial trial) -> trial.finishedAt().orElseThrow())
            .thenComparing(Trial::number);

    static FinishOrder of(List<Trial> trials) {
        return new FinishOrder(
                trials.stream().filter(Trial::isFinished).sorted(ORDER).toList());
    }

    /**
     * The numbers of the trials up to and with the one of this number.
     *
     * @throws InvalidValueException if no finished trial has it
     */
    BitSet upTo(String number) {
        var numbers = new BitSet();
        for (var trial : trials) {
            numbers.set(trial.number());
            if (Integer.toString(trial.number()).equals(number)) {
                return numbers;
            }
        }
        throw new InvalidValueException("Last-Event-ID", number, "the number of a finished trial of this campaign");
    }
}
