package io.msdatuner.variants.ascend;

import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.variants.ascend.AscendKernelLibrary.Arguments;
import io.msdatuner.variants.msda.MsdaInputs;
import io.msdatuner.variants.msda.Tensor;
import io.msdatuner.variants.worker.DeviceSession;
import io.msdatuner.variants.worker.LaunchRefusedException;
import io.msdatuner.variants.worker.LoadedVariant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One problem in the device's memory. */
final class AscendSession implements DeviceSession {
    private static final int NAN_BYTE = 0xFF;

    private final AscendClock clock;
    private final Shape shape;
    private final List<AclBuffer> inputs = new ArrayList<>();
    private final Map<Tensor, AclBuffer> outputs = new EnumMap<>(Tensor.class);
    private final Arguments arguments = new Arguments();

    private AscendSession(AscendClock clock, Shape shape) {
        this.clock = clock;
        this.shape = shape;
    }

    static AscendSession open(AscendClock clock, Kernel kernel, MsdaInputs given) {
        var session = new AscendSession(clock, given.shape());
        try {
            session.place(kernel, given);
            return session;
        } catch (AclException e) {
            throw e.asTrouble();
        }
    }

    private void place(Kernel kernel, MsdaInputs given) {
        arguments.levels = shape.levelCount();
        arguments.value = input(given.value(), shape.dtype());
        arguments.locations = input(given.locations(), DType.FLOAT32);
        arguments.weights = input(given.weights(), DType.FLOAT32);
        if (kernel == Kernel.MSDA_BACKWARD) {
            arguments.gradOutput = input(given.gradOutput(), shape.dtype());
        }
        for (var tensor : Tensor.of(kernel)) {
            var bytes = tensor.elements(shape) * tensor.dtype(shape.dtype()).bytes();
            var buffer = new AclBuffer(clock.device(), bytes);
            outputs.put(tensor, buffer);
            setOutput(tensor, buffer.address(), bytes);
        }
    }

    private long input(float[] values, DType dtype) {
        var buffer = AclBuffer.of(clock.device(), values, dtype);
        inputs.add(buffer);
        return buffer.address();
    }

    private void setOutput(Tensor tensor, long address, long bytes) {
        switch (tensor) {
            case OUTPUT -> arguments.output = address;
            case GRAD_VALUE -> {
                arguments.gradValue = address;
                arguments.gradValueBytes = bytes;
            }
            case GRAD_SAMPLING_LOCATIONS -> arguments.gradLocations = address;
            case GRAD_ATTENTION_WEIGHTS -> arguments.gradWeights = address;
        }
    }

    @Override
    public LoadedVariant load(Path artifact, Map<String, Long> launch) throws LaunchRefusedException {
        return AscendArtifact.load(artifact, clock, new AscendArtifact.Problem(shape, arguments), launch);
    }

    @Override
    public void poisonOutputs() {
        try {
            outputs.values().forEach(buffer -> buffer.fill(NAN_BYTE));
        } catch (AclException e) {
            throw e.asTrouble();
        }
    }

    @Override
    public float[] read(Tensor tensor) {
        try {
            return tensor.in(outputs).floats(tensor.dtype(shape.dtype()));
        } catch (AclException e) {
            throw e.asTrouble();
        }
    }

    @Override
    public void close() {
        try {
            inputs.forEach(AclBuffer::close);
            outputs.values().forEach(AclBuffer::close);
            clock.close();
        } catch (AclException e) {
            throw e.asTrouble();
        }
    }
}
