package io.msdatuner.api.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last resort of the server: requests that are so broken that no servlet sees them. */
public final class ProblemValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var code = ProblemCode.of(status);
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            response.setCharacterEncoding("utf-8");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write("""
                        {"type":"urn:msda-tuner:problem:%1$s","title":"%2$s","status":%3$d,"detail":"%2$s","instance":"/","code":"%1$s"}""".formatted(code.id(), code.title(), status));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("a client left before it learned of status {}", status, e);
        }
    }
}
