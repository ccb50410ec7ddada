package io.msdatuner.api.rest;

import io.msdatuner.core.device.Device;
import io.msdatuner.core.device.DeviceClass;
import io.msdatuner.core.device.Fingerprint;
import io.msdatuner.core.device.Provenance;
import io.msdatuner.core.kernel.DType;
import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.run.Artifact;
import io.msdatuner.core.run.Backend;
import io.msdatuner.core.run.BuildResult;
import io.msdatuner.core.run.BuildSlots;
import io.msdatuner.core.run.BuiltVariant;
import io.msdatuner.core.run.LaunchContract;
import io.msdatuner.core.run.MissingToolchainException;
import io.msdatuner.core.run.VariantBuilder;
import io.msdatuner.core.run.VariantRunner;
import io.msdatuner.core.space.Configuration;
import io.msdatuner.core.space.Parameter;
import io.msdatuner.core.space.Space;
import io.msdatuner.core.testkit.FakeBuilder;
import io.msdatuner.core.testkit.FakeRunner;
import io.msdatuner.core.trial.MeasurementPolicy;
import io.msdatuner.core.trial.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** A device on which every variant works, and which a test can hold before any run. */
final class FakeBackend implements Backend {

    static final String DEVICE_CLASS = "fake-class";
    static final Space SPACE = new Space(
            List.of(
                    Parameter.compileTime("tile", 1, 2, 4, 8, 16, 32, 64, 128),
                    Parameter.launchTime("chunk", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
            List.of());

    final Semaphore runs = new Semaphore(1_000_000);
    final AtomicInteger runsEnded = new AtomicInteger();
    private final FakeBuilder builder = new FakeBuilder(SPACE);
    private final Provenance provenance;
    private final Path artifacts;
    /** As it was when the service started. */
    volatile int deviceCount = 1;

    /** As it was when the service started. */
    volatile String driver = "1";

    volatile boolean hasToolchain = true;
    volatile String toolchain = "fake-cc 1.0 -O3";
    /** What a configuration takes. */
    volatile ToLongFunction<Configuration> timeNs = configuration -> 1_000
            + 10 * configuration.value("chunk").asLong()
            + configuration.value("tile").asLong();

    volatile Optional<RuntimeException> trouble = Optional.empty();

    /** @param artifacts where it writes a file for each */
    FakeBackend(Provenance provenance, Path artifacts) {
        this.provenance = provenance;
        this.artifacts = artifacts;
    }

    /** From now on no variant runs, except for so many. */
    void hold(int allowed) {
        runs.drainPermits();
        runs.release(allowed);
    }

    void release() {
        runs.release(1_000_000);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<Device> devices() {
        return IntStream.range(0, deviceCount)
                .mapToObj(number -> new Device(
                        "fake" + number,
                        name(),
                        new DeviceClass(DEVICE_CLASS),
                        provenance,
                        new Fingerprint(Map.of("model", "Fake 1", "driver", driver))))
                .toList();
    }

    @Override
    public Optional<String> refusal(Kernel kernel, Shape shape, Device device) {
        return shape.dtype() == DType.FLOAT32 ? Optional.empty() : Optional.of("only dtype=float32 is supported");
    }

    @Override
    public Space space(Kernel kernel, Shape shape, Device device) {
        return SPACE;
    }

    @Override
    public OptionalLong scratchBytes(Kernel kernel, Shape shape, Device device, Configuration configuration) {
        return OptionalLong.of(100_000 / configuration.number("chunk"));
    }

    @Override
    public Configuration defaultConfiguration(Kernel kernel, Shape shape, Device device) {
        return SPACE.at(0);
    }

    @Override
    public String toolchain() {
        if (!hasToolchain) {
            throw new MissingToolchainException("no C++ compiler: apt-get install g++");
        }
        return toolchain;
    }

    @Override
    public String sourceDigest(Kernel kernel) {
        return "digest-of-" + kernel;
    }

    @Override
    public VariantBuilder builder(Device device) {
        return variant -> written(builder.build(variant));
    }

    private BuildResult written(BuildResult result) {
        if (!(result instanceof BuildResult.Built built)) {
            return result;
        }
        var artifact = built.artifact();
        var file = artifacts.resolve(artifact.file());
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(artifacts);
                Files.writeString(file, "machine code of " + artifact.digest());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BuildResult.Built(new Artifact(artifact.digest(), file, artifact.reused()));
    }

    @Override
    public Optional<LaunchContract> launchContract() {
        return Optional.of(new LaunchContract("shared-object", 1, "fake_open", "int fake_open(void);"));
    }

    @Override
    public BuildSlots buildSlots(Device device) {
        return new BuildSlots(1, true);
    }

    @Override
    public VariantRunner runner(Device device) {
        return new HeldRunner(new FakeRunner(configuration -> timeNs.applyAsLong(configuration)));
    }

    private final class HeldRunner implements VariantRunner {

        private final VariantRunner runner;

        HeldRunner(VariantRunner runner) {
            this.runner = runner;
        }

        @Override
        public Outcome run(BuiltVariant variant, MeasurementPolicy policy, OptionalDouble incumbentNs)
                throws InterruptedException {
            runs.acquire();
            throwTrouble();
            return runner.run(variant, policy, incumbentNs);
        }

        @Override
        public List<Outcome> compare(List<BuiltVariant> variants, MeasurementPolicy policy)
                throws InterruptedException {
            runs.acquire();
            throwTrouble();
            return runner.compare(variants, policy);
        }

        private void throwTrouble() {
            trouble.ifPresent(failure -> {
                throw failure;
            });
        }

        @Override
        public void close() {
            runner.close();
            runsEnded.incrementAndGet();
        }
    }
}
