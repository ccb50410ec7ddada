package io.msdatuner.variants.msda;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Level;
import io.msdatuner.core.kernel.LocationDistribution;
import io.msdatuner.core.kernel.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer that this project did not compute: one case of MSDA with inputs and expected tensors in double precision, kept
 * as {@code NAME.json} (sizes, and the arrays in order with their shapes) beside {@code NAME.f64} (the arrays one after
 * another, little-endian float64, row-major: value, samplingLocations, attentionWeights, gradOutput, then output, gradValue,
 * gradSamplingLocations, gradAttentionWeights).
 */
public record ReferenceVector(String name, MsdaInputs inputs, Map<Tensor, double[]> expected) {
    private static final List<String> ARRAYS = List.of(
            "value",
            "samplingLocations",
            "attentionWeights",
            "gradOutput",
            "output",
            "gradValue",
            "gradSamplingLocations",
            "gradAttentionWeights");
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The vector with its inputs as this dtype stores them. The answer to other inputs than the vector's own comes from
     * {@link MsdaReference}, which the vector itself checks.
     */
    public ReferenceVector as(DType dtype) {
        if (dtype == DType.FLOAT32) {
            return this;
        }
        var shape = inputs.shape().withDtype(dtype);
        var stored = new MsdaInputs(
                shape,
                StoredFloats.rounded(inputs.value(), dtype),
                inputs.locations(),
                inputs.weights(),
                StoredFloats.rounded(inputs.gradOutput(), dtype));
        var answers = new EnumMap<Tensor, double[]>(Tensor.class);
        for (var kernel : Kernel.values()) {
            answers.putAll(new MsdaReference(stored).compute(kernel));
        }
        return new ReferenceVector(name, stored, answers);
    }

    /** The expected tensors of one kernel. */
    public Map<Tensor, double[]> expected(Kernel kernel) {
        var tensors = new EnumMap<Tensor, double[]>(Tensor.class);
        Tensor.of(kernel).forEach(tensor -> tensors.put(tensor, tensor.in(expected)));
        return tensors;
    }

    /** The names of all vectors in a folder, sorted. */
    public static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Reads one vector.
     *
     * @throws IOException if the files are missing or do not have the form above; the message names the
     *     file
     */
    public static ReferenceVector read(Path folder, String name) throws IOException {
        var description = folder.resolve(name + ".json");
        try {
            var json = JSON.readTree(Files.readAllBytes(description));
            var shape = shape(json);
            var data = doubles(folder.resolve(name + ".f64"));
            requireArrays(json, description);
            return new ReferenceVector(name, inputs(shape, data), expected(shape, data));
        } catch (NoSuchFileException e) {
            throw new IOException("reference vector " + name + " lacks its file " + e.getFile(), e);
        } catch (IllegalArgumentException | JacksonException e) {
            throw new IOException(description + " is no reference vector: " + e.getMessage(), e);
        }
    }

    private static Shape shape(JsonNode json) {
        var levels = new ArrayList<Level>();
        for (var level : json.path("levels")) {
            levels.add(new Level(level.path(0).asInt(0), level.path(1).asInt(0)));
        }
        return new Shape(
                json.path("B").asInt(0),
                json.path("Q").asInt(0),
                json.path("H").asInt(0),
                json.path("C").asInt(0),
                json.path("P").asInt(0),
                levels,
                DType.FLOAT32,
                LocationDistribution.LOCAL);
    }

    private static void requireArrays(JsonNode json, Path file) throws IOException {
        var names = new ArrayList<String>();
        json.path("arrays").forEach(array -> names.add(array.path("name").asString("")));
        if (!names.equals(ARRAYS)) {
            throw new IOException("%s lists the arrays %s, needs %s".formatted(file, names, ARRAYS));
        }
    }

    private static DoubleBuffer doubles(Path file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
    }

    private static MsdaInputs inputs(Shape shape, DoubleBuffer data) throws IOException {
        return new MsdaInputs(
                shape,
                floats(take(data, shape.valueElements())),
                floats(take(data, 2 * shape.pointCount())),
                floats(take(data, shape.pointCount())),
                floats(take(data, shape.outputElements())));
    }

    private static Map<Tensor, double[]> expected(Shape shape, DoubleBuffer data) throws IOException {
        var tensors = new EnumMap<Tensor, double[]>(Tensor.class);
        for (var tensor : Tensor.values()) {
            tensors.put(tensor, take(data, tensor.elements(shape)));
        }
        if (data.hasRemaining()) {
            throw new IOException("the data has %d values too many".formatted(data.remaining()));
        }
        return tensors;
    }

    private static double[] take(DoubleBuffer data, long count) throws IOException {
        if (count > data.remaining()) {
            throw new IOException("the data ends %d values too early".formatted(count - data.remaining()));
        }
        var array = new double[(int) count];
        data.get(array);
        return array;
    }

    private static float[] floats(double[] values) {
        var array = new float[values.length];
        for (var i = 0; i < values.length; i++) {
            array[i] = (float) values[i];
        }
        return array;
    }
}
