package io.msdatuner.variants.worker;

import io.msdatuner.core.trial.CachePolicy;
import io.msdatuner.variants.msda.MsdaReference;
import io.msdatuner.variants.msda.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A worker whose device is a Java object: what a launch does is the launch-time parameter {@code behaviour}, one of
 * {@link Behaviour}'s positions.
 */
public final class FakeWorker {
    private FakeWorker() {}

    enum Behaviour {
        SOUND,
        SLOW,
        WRONG,
        UNWRITTEN,
        UNREPEATABLE,
        REFUSES,
        EXITS,
        HANGS,
        HANGS_WITH_CHILD,
        TALKS,
        REFUSES_TO_BE_TIMED,
        DISTURBED_AT_FIRST,
        EXHAUSTS_MEMORY,
        BREAKS_THE_DEVICE,
        NEVER_ENDS_ON_THE_DEVICE
    }

    /**
     * Arguments are the device's id, and then {@code sick} for a device that cannot be used at all, or {@code fragile} and a
     * file: a worker that finds it does not survive its first preparation, and removes it.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("sick")) {
            System.err.println("the device is sick");
            System.exit(3);
        }
        WorkerLoop.serve(arguments[0], (kernel, inputs) -> {
            if (List.of(arguments).contains("fragile")
                    && Path.of(arguments[2]).toFile().delete()) {
                Runtime.getRuntime().halt(9);
            }
            return new FakeSession(new MsdaReference(inputs).compute(kernel));
        });
    }

    private static final class FakeSession implements DeviceSession {
        private final Map<Tensor, double[]> answer;
        private final Map<Tensor, float[]> outputs = new EnumMap<>(Tensor.class);
        private int runs;

        FakeSession(Map<Tensor, double[]> answer) {
            this.answer = answer;
        }

        @Override
        public LoadedVariant load(Path artifact, Map<String, Long> launch) throws LaunchRefusedException {
            var behaviour = Behaviour.values()[launch.get("behaviour").intValue()];
            if (behaviour == Behaviour.REFUSES) {
                throw new LaunchRefusedException("not on this device");
            }
            return new FakeVariant(this, behaviour);
        }

        @Override
        public void poisonOutputs() {
            answer.forEach((tensor, values) -> {
                var poisoned = new float[values.length];
                Arrays.fill(poisoned, Float.NaN);
                outputs.put(tensor, poisoned);
            });
        }

        @Override
        public float[] read(Tensor tensor) {
            return outputs.get(tensor).clone();
        }

        @Override
        public void close() {
            outputs.clear();
        }

        void write(double factor) {
            runs++;
            answer.forEach((tensor, values) -> {
                for (var i = 0; i < values.length; i++) {
                    outputs.get(tensor)[i] = (float) (values[i] * factor);
                }
            });
        }
    }

    private static final class FakeVariant implements LoadedVariant {
        private final FakeSession session;
        private final Behaviour behaviour;
        private boolean timed;

        FakeVariant(FakeSession session, Behaviour behaviour) {
            this.session = session;
            this.behaviour = behaviour;
        }

        @Override
        public void run() {
            switch (behaviour) {
                case WRONG -> session.write(1.01);
                case UNWRITTEN -> session.runs++;
                case UNREPEATABLE -> session.write(1 + session.runs * 1e-6);
                case EXITS -> {
                    System.err.println("last words");
                    Runtime.getRuntime().halt(7);
                }
                case BREAKS_THE_DEVICE -> throw new DeviceFaultException("error 507035", "at kernel.asc:97", false);
                case NEVER_ENDS_ON_THE_DEVICE -> throw new DeviceFaultException("error 507046", "", true);
                case EXHAUSTS_MEMORY -> throw new OutOfMemoryError("Java heap space");
                case HANGS -> hang();
                case HANGS_WITH_CHILD -> {
                    startChild();
                    hang();
                }
                case TALKS -> {
                    System.out.println("{\"type\":\"ended\"} is what noise on standard output looks like");
                    session.write(1);
                }
                default -> session.write(1);
            }
        }

        @Override
        public long[] time(int launches, CachePolicy cache) throws LaunchRefusedException {
            if (behaviour == Behaviour.REFUSES_TO_BE_TIMED) {
                throw new LaunchRefusedException("the clock is broken");
            }
            var samples = new long[launches];
            var isSlow = behaviour == Behaviour.SLOW || behaviour == Behaviour.DISTURBED_AT_FIRST && !timed;
            Arrays.fill(samples, isSlow ? 20_000_000 : 1_000_000);
            timed = true;
            return samples;
        }

        @Override
        public void close() {}

        private static void startChild() {
            try {
                new ProcessBuilder("sleep", "600").start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void hang() {
            while (true) {
                Thread.onSpinWait();
            }
        }
    }
}
