package io.msdatuner.bench.service;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Puts a servlet that returns a constant into the service that is measured: the least that its server can do. */
@AutoConfiguration
public class ConstantServlet {

    static final String PATH = "/bench/constant";
    static final String BYTES = "msdatuner.bench.constantBytes";

    @Bean
    ServletRegistrationBean<Constant> constant() {
        return new ServletRegistrationBean<>(new Constant(Integer.getInteger(BYTES, 1_000)), PATH);
    }

    static final class Constant extends HttpServlet {

        private static final long serialVersionUID = 1;
        private final byte[] body;

        Constant(int bytes) {
            body = "x".repeat(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
