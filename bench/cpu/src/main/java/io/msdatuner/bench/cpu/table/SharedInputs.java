package io.msdatuner.bench.cpu.table;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.TensorError;
import io.msdatuner.variants.msda.InputGenerator;
import io.msdatuner.variants.msda.MsdaInputs;
import io.msdatuner.variants.msda.MsdaReference;
import io.msdatuner.variants.msda.Tensor;
import io.msdatuner.variants.msda.Tolerance;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs that the worker measures a shape on, as files for another process, and the reference's results for them. A
 * location that is not finite, for which PyTorch has no rule, is far outside there: by the tuner's rule both contribute
 * nothing and have zero gradients.
 */
final class SharedInputs {
    /** Looser than for variants: the fallback rounds coordinates twice more, as 2u - 1 and back. */
    private static final Tolerance TOLERANCE = new Tolerance(1e-3, 1e-4);

    private static final float FAR_OUTSIDE = -10;

    private final Path folder;
    private final MsdaInputs inputs;

    private SharedInputs(Path folder, MsdaInputs inputs) {
        this.folder = folder;
        this.inputs = inputs;
    }

    /** Generates the inputs and writes the files. */
    static SharedInputs write(Path folder, Shape shape) {
        var inputs = InputGenerator.ofCampaigns(shape).generate();
        try {
            Files.createDirectories(folder);
            writeFile(folder.resolve("value.f32"), inputs.value());
            writeFile(folder.resolve("locations.f32"), finite(inputs.locations()));
            writeFile(folder.resolve("weights.f32"), inputs.weights());
            writeFile(folder.resolve("gradOutput.f32"), inputs.gradOutput());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SharedInputs(folder, inputs);
    }

    Path folder() {
        return folder;
    }

    /** Both coordinates go outside where one is not finite. */
    static float[] finite(float[] locations) {
        var finite = locations.clone();
        for (var i = 0; i < finite.length; i += 2) {
            if (!Float.isFinite(finite[i]) || !Float.isFinite(finite[i + 1])) {
                finite[i] = FAR_OUTSIDE;
                finite[i + 1] = FAR_OUTSIDE;
            }
        }
        return finite;
    }

    /**
     * Compares what the other process wrote with the double-precision reference.
     *
     * @throws BenchTroubleException if they differ by more than rounding
     */
    List<TensorError> check(Kernel kernel) {
        var errors = new ArrayList<TensorError>();
        new MsdaReference(inputs).compute(kernel).forEach((tensor, expected) -> {
            var error = TOLERANCE.compare(tensor, read(tensor), expected);
            if (!error.passes()) {
                throw new BenchTroubleException("PyTorch's result differs from the reference: " + error);
            }
            errors.add(error);
        });
        return errors;
    }

    private float[] read(Tensor tensor) {
        var floats = new float[Math.toIntExact(tensor.elements(inputs.shape()))];
        try (var channel = FileChannel.open(folder.resolve(tensor.id() + ".f32"))) {
            channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(floats);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return floats;
    }

    private static void writeFile(Path file, float[] floats) throws IOException {
        var chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (var next = 0; next < floats.length; ) {
                chunk.clear();
                var count = Math.min(chunk.remaining() / Float.BYTES, floats.length - next);
                chunk.asFloatBuffer().put(floats, next, count);
                out.write(chunk.array(), 0, count * Float.BYTES);
                next += count;
            }
        }
    }

    /** Deletes the files, which can be hundreds of megabytes. */
    void delete() {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
