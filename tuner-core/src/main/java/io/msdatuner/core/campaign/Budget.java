package io.msdatuner.core.campaign;

import io.msdatuner.core.InvalidValueException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a campaign may spend: search trials, time, or whichever is used up first. */
public record Budget(OptionalInt maxTrials, Optional<Duration> maxTime) {
    private static final Pattern TRIALS = Pattern.compile("([0-9]{1,9})(\\s*trials?)?");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})\\s*(s|m|h)");
    private static final String FORM =
            "a time such as 90s, 10m or 2h, a number of trials such as 200, or both as 10m,200";
    private static final int MAX_TRIALS = 1_000_000;
    private static final Duration MAX_TIME = Duration.ofDays(30);

    public Budget {
        if (maxTrials.isEmpty() && maxTime.isEmpty()) {
            throw new InvalidValueException("budget", "(nothing)", FORM);
        }
        maxTrials.ifPresent(trials -> InvalidValueException.requireBetween("budget.trials", trials, 1, MAX_TRIALS));
        maxTime.ifPresent(Budget::requireAllowed);
    }

    public static Budget ofTrials(int trials) {
        return new Budget(OptionalInt.of(trials), Optional.empty());
    }

    public static Budget ofTime(Duration time) {
        return new Budget(OptionalInt.empty(), Optional.of(time));
    }

    /** @throws InvalidValueException if the text is no budget */
    public static Budget parse(String text) {
        var trials = OptionalInt.empty();
        Optional<Duration> time = Optional.empty();
        for (var part : text.split(",", -1)) {
            var inTime = TIME.matcher(part.strip());
            var inTrials = TRIALS.matcher(part.strip());
            if (inTime.matches() && time.isEmpty()) {
                time = Optional.of(duration(Long.parseLong(inTime.group(1)), inTime.group(2)));
            } else if (inTrials.matches() && trials.isEmpty()) {
                trials = OptionalInt.of(Integer.parseInt(inTrials.group(1)));
            } else {
                throw new InvalidValueException("budget", text, FORM);
            }
        }
        return new Budget(trials, time);
    }

    private static Duration duration(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static void requireAllowed(Duration time) {
        if (time.getNano() != 0) {
            throw new InvalidValueException("budget.time", time, "whole seconds");
        }
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(MAX_TIME) > 0) {
            throw new InvalidValueException("budget.time", time.toSeconds() + "s", "1s to 30 days");
        }
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        var time = maxTime.map(duration -> duration.toSeconds() + "s");
        return maxTrials.isPresent()
                ? time.map(text -> text + ",").orElse("") + maxTrials.getAsInt()
                : time.orElseThrow();
    }
}
