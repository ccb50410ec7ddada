package io.msdatuner.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import org.springframework.data.repository.Repository;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.msdatuner", importOptions = WithoutTests.class)
class ApiArchitectureTest {

    @ArchTest
    static final ArchRule STRATEGIES_DO_NOT_SEE_VARIANTS = noClasses()
            .that()
            .resideInAPackage("io.msdatuner.strategies..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.msdatuner.variants..")
            .because("a strategy searches any space and knows no kernel");

    @ArchTest
    static final ArchRule VARIANTS_DO_NOT_SEE_STRATEGIES = noClasses()
            .that()
            .resideInAPackage("io.msdatuner.variants..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.msdatuner.strategies..")
            .because("what is tuned does not depend on how it is searched");

    @ArchTest
    static final ArchRule NOBODY_BELOW_SEES_THE_API = noClasses()
            .that()
            .resideInAnyPackage("io.msdatuner.core..", "io.msdatuner.strategies..", "io.msdatuner.variants..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.msdatuner.api..", "org.springframework..", "jakarta.persistence..")
            .because("Spring, JPA and HTTP live only in the service");

    @ArchTest
    static final ArchRule ENTITIES_STAY_IN_THE_STORE = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAPackage("io.msdatuner.api.store..")
            .andShould()
            .bePackagePrivate()
            .because("the tables may change without anybody else noticing");

    @ArchTest
    static final ArchRule ONLY_THE_STORE_TOUCHES_REPOSITORIES = noClasses()
            .that()
            .resideOutsideOfPackage("io.msdatuner.api.store..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Repository.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..")
            .because("controllers and campaigns reach the database through the store's ports");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_NOBODYS_BUSINESS = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate()
            .andShould()
            .haveSimpleNameEndingWith("Controller")
            .because("only HTTP calls a controller");

    @ArchTest
    static final ArchRule THE_COMMAND_LINE_TALKS_REST = noClasses()
            .that()
            .resideInAPackage("io.msdatuner.api.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.msdatuner.api.campaign..", "io.msdatuner.api.best..", "io.msdatuner.api.store..")
            .allowEmptyShould(true)
            .because("what the command line can do, any client can do");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES = slices().matching("io.msdatuner.(**)")
            .should()
            .beFreeOfCycles()
            .because("a package is a module that can be read by itself");
}
