package io.msdatuner.variants;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.msdatuner", importOptions = ImportOption.DoNotIncludeTests.class)
final class KernelVariantsArchitectureTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = slices().matching("io.msdatuner.variants.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package is a module, and one of two in a cycle cannot be understood alone");

    @ArchTest
    static final ArchRule onlyDevicesAndTheWorkerTouchNativeCode = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.msdatuner.variants.build..", "io.msdatuner.variants.msda..", "io.msdatuner.variants.verify..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..")
            .because("what MSDA is must be known without any device");

    @ArchTest
    static final ArchRule backendsDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("io.msdatuner.variants.cpu..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.msdatuner.variants.ascend..")
            .because("a kind of device must be readable, and removable, without the others");

    @ArchTest
    static final ArchRule npusDoNotKnowTheCpu = noClasses()
            .that()
            .resideInAPackage("io.msdatuner.variants.ascend..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.msdatuner.variants.cpu..")
            .because("a kind of device must be readable, and removable, without the others");

    @ArchTest
    static final ArchRule whatBackendsShareKnowsNone = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.msdatuner.variants.build..",
                    "io.msdatuner.variants.worker..",
                    "io.msdatuner.variants.verify..",
                    "io.msdatuner.variants.msda..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.msdatuner.variants.cpu..", "io.msdatuner.variants.ascend..")
            .because("what all backends use must not depend on which there are");

    @ArchTest
    static final ArchRule onlyTheCoreAndFourLibrariesAreUsed = classes()
            .that()
            .resideInAPackage("io.msdatuner.variants..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.msdatuner.variants..",
                    "io.msdatuner.core..",
                    "java..",
                    "com.sun.jna..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify..")
            .because("the worker is a plain JVM that starts fast, and strategies are none of its business");
}
