package io.msdatuner.core.campaign;

import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What campaigns can be asked to do, up to the limits. */
public final class SampleSpecs {
    private static final Shape LARGEST = Shape.parse(
            "B=1024 Q=4194304 H=256 C=1024 P=256 levels=" + "11000x3000,".repeat(63) + "1x1 locations=clustered");

    private SampleSpecs() {}

    /** Campaigns with the same source digest have the same record key. */
    public static CampaignSpec of(String sourceDigest) {
        return new CampaignSpec(
                Kernel.MSDA_FORWARD,
                Shape.parse("B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20"),
                new DeviceClass("cpu-test"),
                Provenance.HARDWARE,
                "g++ 12.2.0 -O3 -march=native",
                sourceDigest,
                "evolutionary",
                -7,
                new Budget(OptionalInt.of(200), Optional.of(Duration.ofSeconds(90))));
    }

    /** The same record key, and all else different. */
    static CampaignSpec sameKey(CampaignSpec spec) {
        return searching(spec, "random", Long.MIN_VALUE, Budget.ofTrials(1_000_000));
    }

    /** Each differs from the spec in one part of its record key. */
    static List<CampaignSpec> otherKeys(CampaignSpec spec) {
        var smaller = Shape.parse("B=1 Q=299 H=8 C=32 P=4 levels=80x80,40x40,20x20");
        var other = new DeviceClass("c".repeat(100));
        return List.of(
                keyed(spec, Kernel.MSDA_BACKWARD, spec.shape(), spec.deviceClass(), spec.toolchain(), ""),
                keyed(spec, spec.kernel(), smaller, spec.deviceClass(), spec.toolchain(), ""),
                keyed(spec, spec.kernel(), LARGEST, spec.deviceClass(), spec.toolchain(), ""),
                keyed(spec, spec.kernel(), spec.shape(), other, spec.toolchain(), ""),
                keyed(spec, spec.kernel(), spec.shape(), spec.deviceClass(), SampleOutcomes.ODD_TEXT, ""),
                keyed(spec, spec.kernel(), spec.shape(), spec.deviceClass(), longText(), ""),
                keyed(spec, spec.kernel(), spec.shape(), spec.deviceClass(), spec.toolchain(), "+"));
    }

    /** Each has all else alike; source digests begin with that of the spec and a slash. */
    static List<CampaignSpec> neighbours(CampaignSpec spec) {
        var own = spec.sourceDigest() + "/";
        var smaller = Shape.parse("B=1 Q=299 H=8 C=32 P=4 levels=80x80,40x40,20x20");
        return List.of(
                neighbour(spec, spec.shape(), spec.deviceClass(), spec.toolchain(), own),
                neighbour(spec, smaller, spec.deviceClass(), spec.toolchain(), own),
                neighbour(spec, spec.shape(), new DeviceClass("other"), spec.toolchain(), own),
                neighbour(spec, spec.shape(), spec.deviceClass(), longText(), own));
    }

    private static CampaignSpec neighbour(
            CampaignSpec spec, Shape shape, DeviceClass deviceClass, String toolchain, String sourceDigest) {
        return new CampaignSpec(
                spec.kernel(),
                shape,
                deviceClass,
                spec.provenance(),
                toolchain,
                sourceDigest,
                spec.strategy(),
                spec.seed(),
                spec.budget());
    }

    static List<CampaignSpec> all(CampaignSpec spec) {
        var longest = searching(spec, "exhaustive", Long.MAX_VALUE, Budget.ofTime(Duration.ofDays(30)));
        return Stream.concat(otherKeys(spec).stream(), Stream.of(sameKey(spec), longest))
                .toList();
    }

    /** Too long, and with too little repetition, for a database to index whole. Seed 1. */
    private static String longText() {
        return new Random(1)
                .ints(20_000, 'A', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static CampaignSpec keyed(
            CampaignSpec spec, Kernel kernel, Shape shape, DeviceClass deviceClass, String toolchain, String suffix) {
        return new CampaignSpec(
                kernel,
                shape,
                deviceClass,
                Provenance.SIMULATED,
                toolchain,
                spec.sourceDigest() + suffix,
                spec.strategy(),
                spec.seed(),
                spec.budget());
    }

    private static CampaignSpec searching(CampaignSpec spec, String strategy, long seed, Budget budget) {
        return new CampaignSpec(
                spec.kernel(),
                spec.shape(),
                spec.deviceClass(),
                spec.provenance(),
                spec.toolchain(),
                spec.sourceDigest(),
                strategy,
                seed,
                budget);
    }
}
