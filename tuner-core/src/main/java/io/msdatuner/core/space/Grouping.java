package io.msdatuner.core.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts parameters into groups that no constraint joins (connected components, by union-find). */
final class Grouping {
    private final List<Parameter> parameters;
    private final List<Constraint> constraints;
    private final Map<String, String> parent = new HashMap<>();

    record Group(List<Parameter> parameters, List<Constraint> constraints) {}

    Grouping(List<Parameter> parameters, List<Constraint> constraints) {
        this.parameters = parameters;
        this.constraints = constraints;
        parameters.forEach(parameter -> parent.put(parameter.name(), parameter.name()));
        for (var constraint : constraints) {
            var first = constraint.parameters().iterator().next();
            constraint.parameters().forEach(name -> parent.put(root(name), root(first)));
        }
    }

    /** Groups in the order of their first parameters. */
    List<Group> groups() {
        Map<String, List<Parameter>> byRoot = new LinkedHashMap<>();
        for (var parameter : parameters) {
            byRoot.computeIfAbsent(root(parameter.name()), root -> new ArrayList<>())
                    .add(parameter);
        }
        return byRoot.entrySet().stream()
                .map(entry -> new Group(entry.getValue(), constraintsOf(entry.getKey())))
                .toList();
    }

    private List<Constraint> constraintsOf(String root) {
        return constraints.stream()
                .filter(constraint ->
                        root(constraint.parameters().iterator().next()).equals(root))
                .toList();
    }

    private String root(String name) {
        var root = name;
        var next = parent.getOrDefault(root, root);
        while (!next.equals(root)) {
            root = next;
            next = parent.getOrDefault(root, root);
        }
        return root;
    }
}
