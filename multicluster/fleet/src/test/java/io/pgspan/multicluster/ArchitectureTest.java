package io.pgspan.multicluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "io.pgspan.multicluster", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule usesOnlyTheFloorsBelow =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.pgspan.testkit..", "io.pgspan.samples..");

    @ArchTest
    static final ArchRule onlyTheAgentsProgramNeedsTheAgentAndTheBackup = noClasses()
            .that()
            .resideOutsideOfPackage("io.pgspan.multicluster.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.pgspan.agent..", "io.pgspan.backup..", "io.pgspan.postgres..");

    @ArchTest
    static final ArchRule internalsOfOtherModulesAreTheirOwn = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.pgspan.model..internal..",
                    "io.pgspan.placement..internal..",
                    "io.pgspan.ha..internal..",
                    "io.pgspan.operators..internal..",
                    "io.fabric8.kubernetes.client.dsl.internal..",
                    "io.fabric8.kubernetes.client.impl..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.pgspan.multicluster.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsDontKnowTheFacade = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.pgspan.multicluster.ocm..",
                    "io.pgspan.multicluster.kubernetes..",
                    "io.pgspan.multicluster.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.pgspan.multicluster", "io.pgspan.multicluster.agent..");

    @ArchTest
    static final ArchRule planningIsPure = noClasses()
            .that()
            .haveSimpleName("WorkPlanner")
            .or()
            .haveSimpleName("DeploymentPlanner")
            .or()
            .haveSimpleName("DeploymentPlan")
            .or()
            .haveSimpleName("ManifestWorkNames")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8.kubernetes.client",
                    "io.fabric8.kubernetes.client.dsl..",
                    "java.net..",
                    "java.nio.file..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random");

    @ArchTest
    static final ArchRule nobodyElectsWithTheClientsElector = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8.kubernetes.client.extended.leaderelection..");

    @ArchTest
    static final ArchRule everyPackageSaysWhatMayBeNull = classes()
            .should(new ArchCondition<>("be in a @NullMarked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Class<? extends Annotation> marker = NullMarked.class;
                    events.add(
                            new SimpleConditionEvent(type, type.getPackage().isAnnotatedWith(marker), type.getName()));
                }
            });
}
