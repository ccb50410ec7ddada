package io.msdatuner.variants.ascend;

import io.msdatuner.variants.ascend.Acl.Attribute;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks AscendCL for the devices of this host in a process of its own, because its runtime may crash or hang and keeps
 * devices for the life of a process. Arguments: the AscendCL library, and the file that takes the answer.
 */
public final class AscendProbe {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FAILED_EXIT = 3;

    private AscendProbe() {}

    /**
     * @param devices those that answered
     * @param missing calls that the library lacks
     * @param version the runtime's
     */
    record Report(List<NpuFacts> devices, List<String> missing, String version) {
        Report {
            devices = List.copyOf(devices);
            missing = List.copyOf(missing);
        }
    }

    public static void main(String[] arguments) throws IOException {
        try {
            var report = report(Acl.load(Path.of(arguments[0])));
            JSON.writeValue(new File(arguments[1]), report);
            Runtime.getRuntime().halt(0);
        } catch (AclException | MissingAclFunctionException | UnsatisfiedLinkError e) {
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(FAILED_EXIT);
        }
    }

    private static Report report(Acl acl) {
        var missing = acl.missing();
        if (!missing.isEmpty()) {
            return new Report(List.of(), missing, "unknown");
        }
        acl.initialise();
        var devices = new ArrayList<NpuFacts>();
        for (var index = 0; index < acl.deviceCount(); index++) {
            devices.add(facts(acl, index));
        }
        return new Report(devices, missing, acl.version());
    }

    private static NpuFacts facts(Acl acl, int index) {
        acl.setDevice(index);
        var facts = new NpuFacts(
                index,
                acl.socName(),
                acl.attribute(index, Attribute.AI_CORES),
                acl.attribute(index, Attribute.VECTOR_CORES),
                acl.attribute(index, Attribute.UB_BYTES),
                acl.attribute(index, Attribute.L2_BYTES),
                acl.attribute(index, Attribute.MEMORY_BYTES));
        acl.resetDevice(index);
        return facts;
    }
}
