package io.pgspan.operators;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls that Maven can't keep. */
@AnalyzeClasses(packages = "io.pgspan.operators", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** The one package that names every dialect. */
    private static final String REGISTRY = "io.pgspan.operators.dialects..";

    @ArchTest
    static final ArchRule standsOnTheModelAndTextAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.pgspan.operators..",
                    "io.pgspan.model..",
                    "com.fasterxml.jackson..",
                    "org.yaml.snakeyaml..",
                    "com.google.re2j",
                    "dev.cel..",
                    "java.lang..",
                    "java.util..",
                    "java.math..",
                    "java.time..",
                    "java.nio.charset..",
                    "java.io..",
                    "org.immutables..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule touchesNoFileNoClockAndNoChance = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|RandomAccess|Console|Print).*"
                    + "|java\\.util\\.(Random|SplittableRandom|UUID|Timer|Date|Calendar|Scanner)"
                    + "|java\\.util\\.(concurrent|random|logging|zip|jar)\\..*"
                    + "|java\\.lang\\.(Thread|Process|Runtime).*")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .accessField(System.class, "out");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.pgspan.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noOperatorKnowsAnother = noClasses()
            .that()
            .resideOutsideOfPackages("io.pgspan.operators.kubedb..", REGISTRY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.pgspan.operators.kubedb..");

    @ArchTest
    static final ArchRule nobodyElseKnowsCloudNativePg = noClasses()
            .that()
            .resideOutsideOfPackages("io.pgspan.operators.cnpg..", REGISTRY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.pgspan.operators.cnpg..");

    @ArchTest
    static final ArchRule nobodyElseKnowsCrunchysOperator = noClasses()
            .that()
            .resideOutsideOfPackages("io.pgspan.operators.crunchy..", REGISTRY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.pgspan.operators.crunchy..");

    @ArchTest
    static final ArchRule theOptionalLibraryIsNamedInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.pgspan.operators.schema.cel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "io.pgspan.operators.schema.cel..");

    @ArchTest
    static final ArchRule yamlIsReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("io.pgspan.operators.manifest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..");
}
