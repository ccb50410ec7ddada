package io.msdatuner.core.search;

/** Makes strategies of one kind; found by {@link java.util.ServiceLoader}. */
public interface StrategyProvider {
    /** Lower-case name, as on the command line. */
    String name();

    /** One line for people, with the paper if there is one. */
    String description();

    SearchStrategy create(SearchProblem problem);
}
