package io.msdatuner.variants.msda;

import io.msdatuner.core.kernel.Kernel;
import io.msdatuner.core.kernel.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * MSDA in double precision, written to be read: the answer that every variant is verified against. A location (u, v)
 * samples level l at x = u*W - 0.5, y = v*H - 0.5, bilinear, zeros outside, align_corners = false (Zhu et al., "Deformable
 * DETR", ICLR 2021, arXiv:2010.04159, equation 2, with the conventions of grid_sample). A location with a NaN or an
 * infinity contributes zero to every output and has zero gradients.
 */
public final class MsdaReference {
    private final MsdaInputs inputs;
    private final Shape shape;
    private final long[] levelStart;

    public MsdaReference(MsdaInputs inputs) {
        this.inputs = inputs;
        this.shape = inputs.shape();
        this.levelStart = shape.levelStarts();
    }

    /** The tensors that a kernel computes, in the order of its signature. */
    public Map<Tensor, double[]> compute(Kernel kernel) {
        var tensors = new LinkedHashMap<Tensor, double[]>();
        Tensor.of(kernel).forEach(tensor -> tensors.put(tensor, new double[Math.toIntExact(tensor.elements(shape))]));
        IntStream.range(0, shape.batch() * shape.heads()).parallel().forEach(task -> {
            var head = new HeadTask(task / shape.heads(), task % shape.heads());
            if (kernel == Kernel.MSDA_FORWARD) {
                head.forward(Tensor.OUTPUT.in(tensors));
            } else {
                head.backward(
                        Tensor.GRAD_VALUE.in(tensors),
                        Tensor.GRAD_SAMPLING_LOCATIONS.in(tensors),
                        Tensor.GRAD_ATTENTION_WEIGHTS.in(tensors));
            }
        });
        return tensors;
    }

    /** All queries of one batch element and head; no other task writes the same elements. */
    private final class HeadTask {
        private final int batch;
        private final int head;
        private final int channels = shape.channels();
        private final Footprint footprint = new Footprint();

        HeadTask(int batch, int head) {
            this.batch = batch;
            this.head = head;
        }

        void forward(double[] output) {
            for (var query = 0; query < shape.queries(); query++) {
                var out = outputIndex(query);
                for (var point = 0; point < shape.levelCount() * shape.points(); point++) {
                    if (!locate(query, point)) {
                        continue;
                    }
                    double weight = inputs.weights()[pointIndex(query, point)];
                    for (var corner = 0; corner < 4; corner++) {
                        if (footprint.inside(corner)) {
                            addTo(output, out, weight * footprint.weight(corner), valueIndex(point, corner));
                        }
                    }
                }
            }
        }

        private void addTo(double[] output, int out, double factor, int value) {
            for (var c = 0; c < channels; c++) {
                output[out + c] += factor * inputs.value()[value + c];
            }
        }

        void backward(double[] gradValue, double[] gradLocations, double[] gradWeights) {
            for (var query = 0; query < shape.queries(); query++) {
                for (var point = 0; point < shape.levelCount() * shape.points(); point++) {
                    if (locate(query, point)) {
                        backward(query, point, gradValue, gradLocations, gradWeights);
                    }
                }
            }
        }

        private void backward(int query, int point, double[] gradValue, double[] gradLocations, double[] gradWeights) {
            var at = pointIndex(query, point);
            double weight = inputs.weights()[at];
            for (var corner = 0; corner < 4; corner++) {
                if (footprint.inside(corner)) {
                    var value = valueIndex(point, corner);
                    var dot = scatter(gradValue, value, outputIndex(query), weight * footprint.weight(corner));
                    gradWeights[at] += dot * footprint.weight(corner);
                    gradLocations[2 * at] += weight * dot * footprint.weightByX(corner) * footprint.width;
                    gradLocations[2 * at + 1] += weight * dot * footprint.weightByY(corner) * footprint.height;
                }
            }
        }

        /** Adds factor * gradOutput to one pixel of gradValue; returns the dot product of gradOutput and that pixel. */
        private double scatter(double[] gradValue, int value, int out, double factor) {
            var dot = 0.0;
            for (var c = 0; c < channels; c++) {
                double gradient = inputs.gradOutput()[out + c];
                gradValue[value + c] += factor * gradient;
                dot += gradient * inputs.value()[value + c];
            }
            return dot;
        }

        private boolean locate(int query, int point) {
            var level = shape.levels().get(point / shape.points());
            var at = 2 * pointIndex(query, point);
            return footprint.place(inputs.locations()[at], inputs.locations()[at + 1], level.width(), level.height());
        }

        private int pointIndex(int query, int point) {
            var points = shape.levelCount() * shape.points();
            return ((batch * shape.queries() + query) * shape.heads() + head) * points + point;
        }

        private int outputIndex(int query) {
            return ((batch * shape.queries() + query) * shape.heads() + head) * channels;
        }

        private int valueIndex(int point, int corner) {
            var pixel = levelStart[point / shape.points()] + footprint.pixel(corner);
            return Math.toIntExact(((batch * shape.pixels() + pixel) * shape.heads() + head) * channels);
        }
    }
}
