package io.msdatuner.api.best;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Puts the servlet of single lookups at its path, and describes it where the framework cannot see it. */
@Configuration(proxyBeanMethods = false)
class LookupConfiguration {

    private static final List<String> REQUIRED = List.of("kernel", "shape");

    @Bean
    ServletRegistrationBean<LookupServlet> lookupServlet(
            LookupReader reader,
            BestConfigurations best,
            LookupCounts counts,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver mistakes) {
        var registration =
                new ServletRegistrationBean<>(new LookupServlet(reader, best, counts, mistakes), BestLink.PATH);
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    OpenApiCustomizer lookupDescription() {
        return document -> {
            var resolved = ModelConverters.getInstance(true)
                    .resolveAsResolvedSchema(new AnnotatedType(BestResource.class).resolveAsRef(true));
            resolved.referencedSchemas.forEach(document.getComponents()::addSchemas);
            document.path(BestLink.PATH, new PathItem().get(operation(resolved.schema)));
        };
    }

    private static Operation operation(Schema<?> answer) {
        var operation = new Operation()
                .operationId("best")
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("OK")
                                        .content(new Content()
                                                .addMediaType("application/json", new MediaType().schema(answer))))
                        .addApiResponse("304", new ApiResponse().description("The client has this answer")));
        Arrays.stream(LookupFields.class.getRecordComponents())
                .forEach(field -> operation.addParametersItem(new QueryParameter()
                        .name(field.getName())
                        .required(REQUIRED.contains(field.getName()))
                        .schema(new StringSchema())));
        return operation;
    }
}
