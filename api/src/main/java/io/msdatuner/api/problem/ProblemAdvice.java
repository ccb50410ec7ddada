package io.msdatuner.api.problem;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.campaign.CampaignStateException;
import io.msdatuner.core.run.MissingToolchainException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The one place where exceptions become problems. What is not foreseen is logged, and nothing of it is shown. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> invalidValue(InvalidValueException invalid, HttpServletRequest request) {
        return answer(Problem.of(invalid, request.getRequestURI()), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> campaignState(CampaignStateException conflict, HttpServletRequest request) {
        return answer(ProblemCode.CAMPAIGN_STATE, conflict, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> missingToolchain(MissingToolchainException missing, HttpServletRequest request) {
        return answer(ProblemCode.MISSING_TOOLCHAIN, missing, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> known(ProblemException problem, HttpServletRequest request) {
        return answer(problem.code(), problem, request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unforeseen(Exception failure, HttpServletRequest request) {
        if (failure instanceof IOException) {
            LOG.debug("a client left {}", request.getRequestURI(), failure);
            return null;
        }
        var unavailable = DatabaseTrouble.isIn(failure);
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        var code = unavailable ? ProblemCode.DATABASE_UNAVAILABLE : ProblemCode.INTERNAL_ERROR;
        var detail = unavailable
                ? "the database does not answer; try again in a few seconds, and see the service's log if it stays away"
                : "see the service's log";
        return answer(Problem.of(code, code.status(), detail, request.getRequestURI()), new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var mistake = BodyMistake.in(unreadable);
        var code = ProblemCode.MALFORMED_REQUEST;
        var problem = Problem.of(code, code.status(), mistake.detail(), path(request));
        return answer(problem.about(mistake.field(), null, null), headers);
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var detail = "there is no path " + path(request);
        return answer(Problem.of(ProblemCode.NOT_FOUND, status.value(), detail, path(request)), headers);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var code = ProblemCode.of(status.value());
        var told = body instanceof ProblemDetail detail && status.is4xxClientError() ? detail.getDetail() : null;
        if (status.is5xxServerError()) {
            LOG.error("{} failed", path(request), failure);
        }
        return answer(Problem.of(code, status.value(), told == null ? code.title() : told, path(request)), headers);
    }

    private static ResponseEntity<Object> answer(ProblemCode code, Exception cause, HttpServletRequest request) {
        var detail = String.valueOf(cause.getMessage());
        return answer(Problem.of(code, code.status(), detail, request.getRequestURI()), new HttpHeaders());
    }

    /** The type is set here and not negotiated: whoever asks for another one still learns what is wrong. */
    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String path(WebRequest request) {
        return ((ServletWebRequest) request).getRequest().getRequestURI();
    }
}
