package io.msdatuner.api.problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Refuses bodies that no honest request has, before they are parsed. */
@RestControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {

    private static final int MAX_BYTES = 64 * 1024;
    /** Of what is taken as bytes: a bundle of as many answers as a snapshot can have. */
    private static final int MAX_FILE_BYTES = 8 * 1024 * 1024;

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        var limit = type == byte[].class ? MAX_FILE_BYTES : MAX_BYTES;
        var body = message.getBody().readNBytes(limit + 1);
        if (body.length > limit) {
            throw new ProblemException(
                    ProblemCode.CONTENT_TOO_LARGE, "the body has more than " + limit + " bytes, which is the limit");
        }
        return new LimitedMessage(message, body);
    }

    private record LimitedMessage(HttpInputMessage original, byte[] body) implements HttpInputMessage {

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public HttpHeaders getHeaders() {
            return original.getHeaders();
        }
    }
}
