package io.msdatuner.api.best;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers single lookups. A servlet of its own, because thousands of ranks ask at once and the way through the framework
 * costs several times what the lookup does; mistakes are reported as everywhere else.
 */
final class LookupServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final long REMEMBERED_QUERIES = 10_000;
    private static final int LONGEST_REMEMBERED = 2_000;

    private final transient LookupReader reader;
    private final transient BestConfigurations best;
    private final transient LookupCounts counts;
    private final transient HandlerExceptionResolver mistakes;
    private final transient Cache<String, Representation> compressed =
            Caffeine.newBuilder().maximumSize(REMEMBERED_QUERIES).build();
    private final transient Cache<String, Lookup> queries =
            Caffeine.newBuilder().maximumSize(REMEMBERED_QUERIES).build();

    LookupServlet(
            LookupReader reader, BestConfigurations best, LookupCounts counts, HandlerExceptionResolver mistakes) {
        this.reader = reader;
        this.best = best;
        this.counts = counts;
        this.mistakes = mistakes;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer;
        try {
            answer = best.of(lookup(request));
        } catch (RuntimeException e) {
            counts.refused();
            if (mistakes.resolveException(request, response, null, e) == null) {
                throw e;
            }
            return;
        }
        send(representation(answer, request.getHeader(HttpHeaders.ACCEPT_ENCODING)), request, response);
    }

    private Representation representation(Answer answer, @Nullable String accepted) {
        return Representation.acceptsGzip(accepted)
                ? compressed.get(answer.digest(), digest -> Representation.gzipped(answer))
                : Representation.plain(answer);
    }

    /** What a query means never changes while the service runs. */
    private Lookup lookup(HttpServletRequest request) {
        var query = Objects.requireNonNullElse(request.getQueryString(), "");
        var known = queries.getIfPresent(query);
        if (known != null) {
            return known;
        }
        var lookup = reader.read(new LookupFields(
                request.getParameter("kernel"),
                request.getParameter("shape"),
                request.getParameter("deviceClass"),
                request.getParameter("determinism"),
                request.getParameter("toolchain"),
                request.getParameter("sourceDigest"),
                request.getParameter("freshness"),
                request.getParameter("match")));
        if (query.length() <= LONGEST_REMEMBERED) {
            queries.put(query, lookup);
        }
        return lookup;
    }

    private static void send(Representation chosen, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.ETAG, chosen.tag());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        var condition = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (condition != null
                && (condition.contains(chosen.tag()) || condition.strip().equals("*"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        chosen.encoding().ifPresent(encoding -> response.setHeader(HttpHeaders.CONTENT_ENCODING, encoding));
        response.setContentLength(chosen.body().length);
        response.getOutputStream().write(chosen.body());
    }
}
