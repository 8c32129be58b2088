package io.pgspan.placement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls that Maven can't keep. */
@AnalyzeClasses(packages = "io.pgspan.placement", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule standsOnTheModelAlone = classes()
            .that()
            .resideInAPackage("io.pgspan.placement..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.pgspan.placement..",
                    "io.pgspan.model..",
                    "java.lang..",
                    "java.util..",
                    "java.math..",
                    "org.immutables..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule hasNoClockAndNoChance = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.util\\.(Random|SplittableRandom|UUID|Timer|Date|Calendar|Scanner)"
                            + "|java\\.util\\.(concurrent|random|logging|zip|jar)\\..*|java\\.lang\\.(Thread|ThreadLocal|Process|ProcessBuilder|Runtime)")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.pgspan.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyWhatACallerNamesIsPublic = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(
                    "io\\.pgspan\\.placement\\.(Placer|PlacementPlan|PodPlacement)"
                            + "|io\\.pgspan\\.placement\\.assign\\.(Assigner|Assignment.*|ClusterPreference)"
                            + "|io\\.pgspan\\.placement\\.scheduler\\."
                            + "(ClusterScheduler|Prediction|Refusal|Reason|NodeScore|Plugin|Release|(Immutable|With)?SchedulerProfile|SpreadView|Strategy)"
                            + "|io\\.pgspan\\.placement\\.solve\\."
                            + "(BestPlacement|Solver|Solution|PlacementProblem|ReplicaPlan|Score|ConflictRule|Rebalancing)"
                            + "|io\\.pgspan\\.placement\\.survive\\."
                            + "(Survivability|Situation|Resident|Scenario|FailureDomain|Level|Question|Grade|Loss|LevelSurvival|FatalSet|Remedy|Action)"
                            + "|io\\.pgspan\\.placement\\.explain\\."
                            + "(Explainer|Explanation|WhyHere|WhyNotThere|WhyNowhere|Comparison|ScoreRow|Relaxation|WhatIf|Outcome)");
}
