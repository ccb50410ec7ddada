package io.msdatuner.api.campaign;

import java.util.Map;
import org.slf4j.MDC;

/** What log lines say they are about, as fields of their own in the structured formats. */
final class LogIds {

    static final String CAMPAIGN = "campaign";
    static final String TRIAL = "trial";
    static final String DEVICE_CLASS = "deviceClass";
    static final String OUTCOME = "outcome";

    private LogIds() {}

    /** Does something with these fields beside those that the thread has. */
    static void during(Map<String, String> fields, Runnable work) {
        var before = MDC.getCopyOfContextMap();
        fields.forEach(MDC::put);
        try {
            work.run();
        } finally {
            MDC.setContextMap(before == null ? Map.of() : before);
        }
    }
}
