package io.msdatuner.variants.ascend;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Families of Ascend chips by the names that {@code aclrtGetSocName} gives them, and whether the kernels run there. What a
 * chip has of each thing is read from the device, because runtimes expose fewer cores than the data sheets name.
 */
enum Chip {
    ASCEND_910B("Ascend910B[1-4].*", "dav-2201", ""),
    /** A3, the 910C: two dies, each a device of its own. */
    ASCEND_A3("Ascend910_93.*|AscendA3.*", "dav-2201", ""),
    ASCEND_310P(
            "Ascend310P.*",
            "",
            "its vector cores have no float32 atomic add and no unaligned copy, which these kernels need"),
    ASCEND_950(
            "Ascend950.*|Ascend910_95.*",
            "",
            "its vector cores are of another architecture, for which these kernels are not written"),
    UNKNOWN(".*", "", "it is not among the chips that these kernels are known to run on: 910B1 to 910B4, and A3");

    /** How the name of a simulated chip ends. It is all that tells it from a real one. */
    static final String SIMULATED_SUFFIX = "-sim";

    private final Pattern names;
    private final String npuArch;
    private final String lack;

    Chip(String names, String npuArch, String lack) {
        this.names = Pattern.compile(names);
        this.npuArch = npuArch;
        this.lack = lack;
    }

    static Chip named(String socName) {
        return Arrays.stream(values())
                .filter(chip -> chip.names.matcher(socName).matches())
                .findFirst()
                .orElse(UNKNOWN);
    }

    static boolean isSimulated(String socName) {
        return socName.endsWith(SIMULATED_SUFFIX);
    }

    /** What bisheng calls the architecture; empty if the kernels do not run on it. */
    Optional<String> npuArch() {
        return Optional.of(npuArch).filter(arch -> !arch.isEmpty());
    }

    /** Why the kernels do not run on a chip of this family; empty if they do. */
    Optional<String> refusal(String socName) {
        return Optional.of(lack)
                .filter(text -> !text.isEmpty())
                .map(text -> "%s is not supported: %s".formatted(socName, text));
    }
}
