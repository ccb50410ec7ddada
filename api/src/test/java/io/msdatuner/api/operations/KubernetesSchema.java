package io.msdatuner.api.operations;

import com.google.gson.JsonElement;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schema of Kubernetes resources, as the official client was generated from the OpenAPI description of Kubernetes: unknown and
 * missing fields are what it reports itself, and the types of plain values are those of its classes.
 */
final class KubernetesSchema {

    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1 Namespace", V1Namespace.class,
            "v1 Service", V1Service.class,
            "v1 ServiceAccount", V1ServiceAccount.class,
            "apps/v1 Deployment", V1Deployment.class,
            "apps/v1 DaemonSet", V1DaemonSet.class,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class);

    private KubernetesSchema() {}

    /** @throws IllegalArgumentException saying what is wrong with the resource */
    static void validate(JsonElement resource) {
        var object = resource.getAsJsonObject();
        var kind = text(object.get("apiVersion")) + " " + text(object.get("kind"));
        var type = Optional.ofNullable(KINDS.get(kind))
                .orElseThrow(() -> new IllegalArgumentException("no schema is known of " + kind));
        validateFields(type, resource);
        validateTypes(text(object.get("kind")), type, resource);
    }

    private static String text(JsonElement value) {
        return value == null ? "" : value.getAsString();
    }

    private static void validateFields(Class<?> type, JsonElement resource) {
        try {
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, resource);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void validateTypes(String where, Type type, JsonElement value) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                value.getAsJsonArray().forEach(item -> validateTypes(where + "[]", arguments[0], item));
            } else {
                value.getAsJsonObject()
                        .entrySet()
                        .forEach(entry -> validateTypes(where + "." + entry.getKey(), arguments[1], entry.getValue()));
            }
        } else if (isModel((Class<?>) type)) {
            value.getAsJsonObject()
                    .entrySet()
                    .forEach(entry -> validateTypes(
                            where + "." + entry.getKey(), typeOf((Class<?>) type, entry.getKey()), entry.getValue()));
        } else if (!isA((Class<?>) type, value)) {
            throw new IllegalArgumentException("%s is %s, but a %s is wanted".formatted(where, value, type));
        }
    }

    private static boolean isModel(Class<?> type) {
        return type.getName().startsWith("io.kubernetes.client.openapi.models.");
    }

    private static Type typeOf(Class<?> model, String field) {
        return Arrays.stream(model.getMethods())
                .filter(method -> method.getName().equalsIgnoreCase("get" + field) && method.getParameterCount() == 0)
                .map(Method::getGenericReturnType)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(model.getSimpleName() + " has no " + field));
    }

    private static boolean isA(Class<?> type, JsonElement value) {
        if (!value.isJsonPrimitive()) {
            return type == Object.class;
        }
        var plain = value.getAsJsonPrimitive();
        if (type == Boolean.class) {
            return plain.isBoolean();
        } else if (Number.class.isAssignableFrom(type)) {
            return plain.isNumber();
        } else if (type == IntOrString.class) {
            return plain.isNumber() || plain.isString();
        } else if (type == Quantity.class) {
            return plain.getAsString().matches("[0-9]+(\\.[0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?");
        }
        return type == Object.class || plain.isString();
    }
}
