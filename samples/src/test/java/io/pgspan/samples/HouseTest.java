package io.pgspan.samples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The floors of the whole house: who may stand on whom. */
@AnalyzeClasses(packages = "io.pgspan", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule FLOORS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model")
            .definedBy("io.pgspan.model..")
            .layer("placement")
            .definedBy("io.pgspan.placement..")
            .layer("ha")
            .definedBy("io.pgspan.ha..")
            .layer("postgres")
            .definedBy("io.pgspan.postgres..")
            .layer("agent")
            .definedBy("io.pgspan.agent..")
            .layer("backup")
            .definedBy("io.pgspan.backup..")
            .layer("operators")
            .definedBy("io.pgspan.operators..")
            .layer("fleet")
            .definedBy("io.pgspan.multicluster..")
            .layer("base")
            .definedBy("io.pgspan.testkit.base..")
            .layer("kit")
            .definedBy(resideInAnyPackage(
                    "io.pgspan.testkit",
                    "io.pgspan.testkit.fleet..",
                    "io.pgspan.testkit.postgres..",
                    "io.pgspan.testkit.assertions.."))
            .layer("samples")
            .definedBy("io.pgspan.samples..")
            .whereLayer("samples")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("kit")
            .mayOnlyBeAccessedByLayers("samples")
            .whereLayer("base")
            .mayOnlyBeAccessedByLayers("kit", "samples")
            .whereLayer("fleet")
            .mayOnlyBeAccessedByLayers("kit", "samples")
            .whereLayer("operators")
            .mayOnlyBeAccessedByLayers("fleet", "kit", "samples")
            .whereLayer("agent")
            .mayOnlyBeAccessedByLayers("fleet", "kit", "samples")
            .whereLayer("backup")
            .mayOnlyBeAccessedByLayers("fleet", "kit", "samples")
            .whereLayer("postgres")
            .mayOnlyBeAccessedByLayers("agent", "backup", "fleet", "kit", "samples")
            .whereLayer("ha")
            .mayOnlyBeAccessedByLayers("agent", "fleet", "kit", "samples")
            .whereLayer("placement")
            .mayOnlyBeAccessedByLayers("fleet", "kit", "samples");

    @ArchTest
    static final ArchRule ONLY_THE_FLEET_AND_THE_TESTKIT_KNOW_A_KUBERNETES_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackages("io.pgspan.multicluster..", "io.pgspan.testkit..", "io.pgspan.samples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule NO_CYCLES_BETWEEN_ROOMS =
            slices().matching("io.pgspan.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule EVERY_PUBLIC_ERROR_HAS_THE_ONE_ROOT = classes()
            .that()
            .arePublic()
            .and()
            .areAssignableTo(Exception.class)
            .and()
            .resideOutsideOfPackage("io.pgspan.testkit.base..")
            .should()
            .beAssignableTo(io.pgspan.model.PgspanException.class);
}
