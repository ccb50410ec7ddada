package io.msdatuner.variants.worker;

import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.trial.Determinism;
import io.msdatuner.core.trial.TensorError;
import io.msdatuner.core.trial.Verification;
import io.msdatuner.variants.msda.Tensor;
import io.msdatuner.variants.msda.Tolerance;
import io.msdatuner.variants.worker.PreparedProblems.Prepared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a variant twice on poisoned outputs: against the reference, and against itself. */
final class Verifier {
    private final Prepared problem;

    Verifier(Prepared problem) {
        this.problem = problem;
    }

    Verification verify(LoadedVariant variant, Determinism declared) throws LaunchRefusedException {
        var first = launch(variant);
        var dtype = Shape.parse(problem.source().shape()).dtype();
        var errors = new ArrayList<TensorError>();
        problem.expected()
                .forEach((tensor, expected) ->
                        errors.add(Tolerance.of(tensor, dtype).compare(tensor, tensor.in(first), expected)));
        var repeatable = declared == Determinism.ORDER_DEPENDENT || !passes(errors) || same(first, launch(variant));
        return new Verification(errors, declared, repeatable);
    }

    private Map<Tensor, float[]> launch(LoadedVariant variant) throws LaunchRefusedException {
        problem.session().poisonOutputs();
        variant.run();
        var tensors = new LinkedHashMap<Tensor, float[]>();
        problem.expected()
                .keySet()
                .forEach(tensor -> tensors.put(tensor, problem.session().read(tensor)));
        return tensors;
    }

    private static boolean passes(List<TensorError> errors) {
        return errors.stream().allMatch(TensorError::passes);
    }

    private static boolean same(Map<Tensor, float[]> a, Map<Tensor, float[]> b) {
        return a.keySet().stream().allMatch(tensor -> Arrays.equals(tensor.in(a), tensor.in(b)));
    }
}
