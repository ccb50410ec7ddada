package io.msdatuner.variants.cpu;

import com.sun.jna.Pointer;
import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Level;
import io.msdatuner.variants.cpu.MsdaLibrary.Problem;
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

/** One problem in the worker's own memory. */
final class CpuSession implements DeviceSession {
    private static final byte NAN_BYTE = (byte) 0xFF;

    private final List<AlignedMemory> inputs = new ArrayList<>();
    private final Map<Tensor, AlignedMemory> outputs = new EnumMap<>(Tensor.class);
    private final Problem problem = new Problem();
    private final EvictionBuffer eviction;
    private final DType dtype;

    CpuSession(Kernel kernel, MsdaInputs given, EvictionBuffer eviction) {
        this.eviction = eviction;
        this.dtype = given.shape().dtype();
        setSizes(given);
        problem.value = input(AlignedMemory.of(given.value(), dtype));
        problem.locations = input(AlignedMemory.of(given.locations()));
        problem.weights = input(AlignedMemory.of(given.weights()));
        if (kernel == Kernel.MSDA_BACKWARD) {
            problem.gradOutput = input(AlignedMemory.of(given.gradOutput(), dtype));
        }
        for (var tensor : Tensor.of(kernel)) {
            outputs.put(
                    tensor,
                    new AlignedMemory(
                            tensor.elements(given.shape()) * tensor.dtype(dtype).bytes()));
        }
        setOutputs(kernel);
        problem.write();
    }

    private void setSizes(MsdaInputs given) {
        var shape = given.shape();
        problem.batch = shape.batch();
        problem.queries = shape.queries();
        problem.heads = shape.heads();
        problem.channels = shape.channels();
        problem.levels = shape.levelCount();
        problem.points = shape.points();
        problem.pixels = shape.pixels();
        problem.levelHeight = input(AlignedMemory.of(
                shape.levels().stream().mapToLong(Level::height).toArray()));
        problem.levelWidth = input(
                AlignedMemory.of(shape.levels().stream().mapToLong(Level::width).toArray()));
        problem.levelStart = input(AlignedMemory.of(shape.levelStarts()));
    }

    private void setOutputs(Kernel kernel) {
        if (kernel == Kernel.MSDA_FORWARD) {
            problem.output = Tensor.OUTPUT.in(outputs).pointer();
        } else {
            problem.gradValue = Tensor.GRAD_VALUE.in(outputs).pointer();
            problem.gradLocations = Tensor.GRAD_SAMPLING_LOCATIONS.in(outputs).pointer();
            problem.gradWeights = Tensor.GRAD_ATTENTION_WEIGHTS.in(outputs).pointer();
        }
    }

    private Pointer input(AlignedMemory memory) {
        inputs.add(memory);
        return memory.pointer();
    }

    @Override
    public LoadedVariant load(Path artifact, Map<String, Long> launch) throws LaunchRefusedException {
        return CpuArtifact.load(artifact, problem, launch, eviction);
    }

    @Override
    public void poisonOutputs() {
        outputs.values().forEach(memory -> memory.fill(NAN_BYTE));
    }

    @Override
    public float[] read(Tensor tensor) {
        return tensor.in(outputs).floats(tensor.dtype(dtype));
    }

    @Override
    public void close() {
        inputs.forEach(AlignedMemory::close);
        outputs.values().forEach(AlignedMemory::close);
    }
}
