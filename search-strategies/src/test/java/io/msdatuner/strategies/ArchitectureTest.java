package io.msdatuner.strategies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.msdatuner.strategies", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule STRATEGIES_KNOW_THE_CORE_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.msdatuner.strategies..",
                    "io.msdatuner.core",
                    "io.msdatuner.core.search..",
                    "io.msdatuner.core.space..",
                    "io.msdatuner.core.trial..",
                    "java..",
                    "org.jspecify..",
                    "org.ejml..",
                    "org.hipparchus..")
            .because("a strategy sees a space and outcomes, never kernels, devices, stores or frameworks");
}
