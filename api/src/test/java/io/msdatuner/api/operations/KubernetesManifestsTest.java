package io.msdatuner.api.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class KubernetesManifestsTest {

    private static final Path FOLDER = Path.of("../ops/kubernetes");
    private static final String KUSTOMIZATION = "kustomization.yaml";

    static List<Path> resources() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith(KUSTOMIZATION))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void areWhatKubernetesTakes(Path file) throws IOException {
        var resource = read(file);
        assertThatCode(() -> KubernetesSchema.validate(resource)).doesNotThrowAnyException();
    }

    /** The check itself would notice: each is a right manifest with one change. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "readOnlyRootFilesystem"  | "readOnlyRootFileSystem"   | not defined
                    "containerPort":8740      | "containerPort":"8740"     | containerPort
                    "runAsNonRoot":true       | "runAsNonRoot":"true"      | runAsNonRoot
                    "path":"/actuator/health/readiness","port":"http" | "path":"/actuator/health/readiness" | required
                    "memory":"1Gi"            | "memory":"1 GiB"           | memory
                    "kind":"Deployment"       | "kind":"Deploymint"        | no schema
                    """)
    void areCheckedInEarnest(String right, String wrong, String message) throws IOException {
        var text = new Gson().toJson(read(FOLDER.resolve("base/deployment.yaml")));
        assertThat(text).contains(right);
        var changed = JsonParser.parseString(text.replace(right, wrong));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KubernetesSchema.validate(changed))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"base", "example"})
    void areAllInTheirKustomization(String folder) throws IOException {
        var listed = read(FOLDER.resolve(folder).resolve(KUSTOMIZATION))
                .getAsJsonObject()
                .getAsJsonArray("resources");
        for (var name : listed) {
            assertThat(FOLDER.resolve(folder).resolve(name.getAsString())).exists();
        }
        assertThat(resources().stream()
                        .filter(file -> file.getParent().endsWith(folder))
                        .map(file -> file.getFileName().toString()))
                .allSatisfy(name -> assertThat(listed.toString()).contains(name));
    }

    @ParameterizedTest
    @CsvSource({"deployment.yaml", "agent.yaml"})
    void runWithoutRightsThatTheyDoNotNeed(String file) throws IOException {
        var pod = pod(file);
        assertThat(pod.getAsJsonObject("securityContext").get("runAsNonRoot").getAsBoolean())
                .isTrue();
        assertThat(pod.get("automountServiceAccountToken").getAsBoolean()).isFalse();
        var container = container(file).getAsJsonObject("securityContext");
        assertThat(container.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
        assertThat(container.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
        assertThat(container.getAsJsonObject("capabilities").get("drop").toString())
                .isEqualTo("[\"ALL\"]");
        assertThat(container(file).get("volumeMounts").toString()).contains("/data", "/tmp");
    }

    @Test
    void probeWhatTheServiceHas() throws IOException {
        var container = container("deployment.yaml");
        assertThat(probe(container, "readinessProbe")).isEqualTo("/actuator/health/readiness http");
        assertThat(probe(container, "startupProbe")).isEqualTo("/actuator/health/readiness http");
        assertThat(probe(container, "livenessProbe")).isEqualTo("/actuator/health/liveness http");
    }

    @Test
    void askForADeviceWhereThereIsOne() throws IOException {
        var resources = container("agent.yaml").getAsJsonObject("resources");
        for (var kind : new String[] {"requests", "limits"}) {
            assertThat(resources
                            .getAsJsonObject(kind)
                            .get("huawei.com/Ascend910")
                            .getAsString())
                    .isEqualTo("1");
        }
        assertThat(container("agent.yaml").get("args").toString()).startsWith("[\"agent\",\"--url=");
    }

    private static String probe(JsonObject container, String name) {
        var get = container.getAsJsonObject(name).getAsJsonObject("httpGet");
        return get.get("path").getAsString() + " " + get.get("port").getAsString();
    }

    private static JsonObject pod(String file) throws IOException {
        return Stream.of("spec", "template", "spec")
                .reduce(
                        read(FOLDER.resolve("base").resolve(file)).getAsJsonObject(),
                        JsonObject::getAsJsonObject,
                        (one, other) -> other);
    }

    private static JsonObject container(String file) throws IOException {
        return pod(file).getAsJsonArray("containers").get(0).getAsJsonObject();
    }

    private static JsonElement read(Path file) throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return new Gson().toJsonTree((Object) yaml.load(Files.readString(file)));
    }
}
