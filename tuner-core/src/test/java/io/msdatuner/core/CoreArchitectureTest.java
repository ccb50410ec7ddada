package io.msdatuner.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

@AnalyzeClasses(packages = "io.msdatuner.core", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTest {
    @ArchTest
    static final ArchRule usesNothingButTheJdkAndStatistics = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.msdatuner.core..", "java..", "org.jspecify.annotations..", "org.hipparchus..")
            .because("every other module and every backend's worker carries what the core depends on");

    @ArchTest
    static final ArchRule hasNoCycles = slices().matching("io.msdatuner.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package can be read and tested after those that it uses, and before those that use it");

    @ArchTest
    static final ArchRule keepsTheDomainApartFromTheCampaign = noClasses()
            .that()
            .resideInAnyPackage("..kernel..", "..space..", "..device..", "..trial..", "..run..", "..search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..campaign..", "..best..")
            .because("backends and strategies know what they try, not why");

    @ArchTest
    static final ArchRule hasNoClockOrRandomnessOfItsOwn = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .because("a campaign replays exactly: time comes from its clock, randomness from its seed");

    @ArchTest
    static final ArchRule namesWhatAClassDoes = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)")
            .because("such a name says nothing of what a class is for");
}
