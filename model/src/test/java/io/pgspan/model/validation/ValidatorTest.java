package io.pgspan.model.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.SliceRef;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.replication.Replication;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorTest {
    private static final Fleet FLEET = new Fleet(
            "a",
            List.of(cluster("a", "std"), cluster("b", "std"), cluster("bare", null)),
            List.of(new Fleet.Slice("project", "slice", List.of("a", "b", "bare"))));

    /** A wish with one mistake: exactly one rule finds it, at one path, with one value. */
    record Mistake(String rule, String path, String value, PostgresCluster wish) {
        @Override
        public String toString() {
            return rule + " at " + path + " = '" + value + "'";
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish("name.dns-1123", "name", "1hippo", w -> w.name("1hippo")),
                wish("name.dns-1123", "namespace", "Demo", w -> w.namespace("Demo")),
                wish("replicas.positive", "replicas", "0", w -> w.replicas(0)),
                wish("replicas.positive", "replicas", "-1", w -> w.replicas(-1)),
                wish("replicas.limit", "replicas", "1001", w -> w.replicas(1001)),
                wish(
                        "storage.positive",
                        "storage.size",
                        "0Gi",
                        w -> w.storage(Storage.of("0Gi").onClass("std"))),
                wish(
                        "storage.positive",
                        "storage.size",
                        "-2Gi",
                        w -> w.storage(Storage.of("-2Gi").onClass("std"))),
                wish(
                        "storage.positive",
                        "arbiter.storage.size",
                        "0",
                        w -> w.arbiter(new Arbiter(Storage.of("0"), Resources.ofDefaults()))),
                wish("resources.positive", "resources.cpu", "0", w -> w.resources(Resources.of("0", "1Gi"))),
                wish("resources.positive", "resources.memory", "-1", w -> w.resources(Resources.of("1", "-1"))),
                wish(
                        "resources.positive",
                        "arbiter.resources.cpu",
                        "0m",
                        w -> w.arbiter(new Arbiter(Storage.of("1Gi"), Resources.of("0m", "1Gi")))),
                wish(
                        "resources.positive",
                        "arbiter.resources.memory",
                        "0",
                        w -> w.arbiter(new Arbiter(Storage.of("1Gi"), Resources.of("1", "0")))),
                policy(
                        "placement.ordinal-negative",
                        "placement.rules[1].ordinals",
                        "-1",
                        p -> p.on("a", 0, 1).on("b", 2, -1)),
                policy(
                        "placement.ordinal-twice",
                        "placement.rules[1].ordinals",
                        "1",
                        p -> p.on("a", 0, 1).on("b", 1, 2)),
                policy("placement.ordinal-twice", "placement.rules[0].ordinals", "2", p -> p.on("a", 0, 1, 2, 2)),
                policy("placement.ordinal-gap", "placement.rules", "0, 2", p -> p.on("a", 0, 2)),
                policy(
                        "placement.ordinal-gap",
                        "placement.rules",
                        "0, 1, 2, 2147483647",
                        p -> p.on("a", 0, 1, 2, Integer.MAX_VALUE)),
                policy(
                        "placement.ordinal-missing",
                        "placement.rules",
                        "0, 1",
                        p -> p.on("a", 0).on("b", 1)),
                policy("placement.ordinal-missing", "placement.rules", "", p -> p.on("a")),
                policy(
                        "placement.cluster-twice",
                        "placement.rules[1].clusterName",
                        "a",
                        p -> p.on("a", 0, 2).on("a", 1)),
                new Mistake(
                        "placement.slice-missing",
                        "placement.slice",
                        "",
                        PostgresCluster.builder()
                                .name("hippo")
                                .placement(PlacementPolicy.builder()
                                        .on("a", 0, 2)
                                        .on("b", 1)
                                        .build())
                                .build()),
                policy(
                        "spread.skew-positive",
                        "placement.spreads[1].maxSkew",
                        "0",
                        p -> p.on("a", 0, 1, 2)
                                .spread(Spread.acrossZones())
                                .spread(Spread.acrossNodes().maxSkew(0))),
                wish(
                        "replication.confirmations",
                        "replication.confirmations",
                        "3",
                        w -> w.replication(Replication.anySynchronous(3))),
                wish(
                        "replication.confirmations",
                        "replication.confirmations",
                        "0",
                        w -> w.replication(Replication.anySynchronous(0))),
                wish(
                        "replication.confirmations",
                        "replication.confirmations",
                        "1",
                        w -> w.replicas(1).replication(Replication.anySynchronous(1))),
                wish("parameters.name", "parameters[work-mem]", "work-mem", w -> w.putParameter("work-mem", "1MB")),
                wish("parameters.name", "parameters[]", "", w -> w.putParameter("", "1")),
                wish("parameters.name", "parameters[a.b.c]", "a.b.c", w -> w.putParameter("a.b.c", "1")),
                wish("parameters.name", "parameters[x = 1\n y]", "x = 1\n y", w -> w.putParameter("x = 1\n y", "1")),
                wish(
                        "parameters.value",
                        "parameters[archive_command]",
                        "7 characters",
                        w -> w.putParameter("archive_command", "one\ntwo")),
                policy(
                        "placement.cluster-unknown",
                        "placement.rules[1].clusterName",
                        "c",
                        p -> p.on("a", 0, 2).on("c", 1)),
                policy(
                        "placement.storage-class-unknown",
                        "placement.rules[0].storageClassName",
                        "fast",
                        p -> p.addRule(ClusterRule.of("a", 0, 1, 2).onClass("fast"))),
                new Mistake(
                        "placement.storage-class-unknown",
                        "storage.storageClassName",
                        "fast",
                        PostgresCluster.builder()
                                .name("hippo")
                                .replicas(1)
                                .storage(Storage.of("1Gi").onClass("fast"))
                                .build()),
                policy(
                        "placement.no-default-storage-class",
                        "placement.rules[1].storageClassName",
                        "",
                        p -> p.on("a", 0).on("bare", 1, 2)),
                new Mistake(
                        "placement.slice-unknown",
                        "placement.slice",
                        "project/other",
                        PostgresCluster.builder()
                                .name("hippo")
                                .replicas(2)
                                .placement(PlacementPolicy.builder()
                                        .on("a", 0)
                                        .on("b", 1)
                                        .slice("project", "other")
                                        .build())
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void oneMistakeIsOneViolation(Mistake mistake) {
        assertThat(Validator.validate(mistake.wish(), FLEET))
                .extracting(Violation::rule, Violation::path, Violation::value)
                .containsExactly(tuple(mistake.rule(), mistake.path(), mistake.value()));
        assertThat(Validator.validate(mistake.wish(), FLEET)).allSatisfy(v -> {
            assertThat(v.message()).isNotBlank();
            assertThat(v.remedy()).isNotBlank();
            assertThat(v.source()).isEmpty();
        });
    }

    @Test
    void everyRuleHasItsOwnIdAndAMistakeThatOnlyItFinds() {
        List<String> ids = Validator.rules(FLEET).stream().map(Rule::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(ids))
                .isEqualTo(Stream.concat(mistakes().map(Mistake::rule), Stream.of("placement.slice-lacks-cluster"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(ids).startsWith(Validator.rules().stream().map(Rule::id).toArray(String[]::new));
        mistakes().forEach(mistake -> {
            List<Rule<PostgresCluster>> others = Validator.rules(FLEET).stream()
                    .filter(rule -> !rule.id().equals(mistake.rule()))
                    .toList();
            assertThat(new Validator(others).run(mistake.wish())).isEmpty();
        });
    }

    @Test
    void aRuleReportsUnderItsOwnId() {
        mistakes()
                .forEach(mistake -> Validator.rules(FLEET)
                        .forEach(rule -> assertThat(rule.check(mistake.wish()))
                                .allMatch(violation -> violation.rule().equals(rule.id()))));
    }

    @Test
    void aValidWishHasNoViolation() {
        assertThat(Validator.validate(policy(p -> p.on("a", 0, 2).on("b", 1)), FLEET))
                .isEmpty();
        assertThat(Validator.validate(
                        PostgresCluster.builder().name("hippo").replicas(2).build(), FLEET))
                .isEmpty();
    }

    @Test
    void allMistakesAreFoundAtOnce() {
        PostgresCluster wish = PostgresCluster.builder()
                .name("Hippo")
                .replicas(4)
                .storage(Storage.of("-1Gi"))
                .replication(Replication.anySynchronous(4))
                .placement(PlacementPolicy.builder()
                        .on("a", 0, 2, 2)
                        .on("nowhere", 4)
                        .spread(Spread.acrossZones().maxSkew(-1))
                        .build())
                .build();

        assertThat(Validator.validate(wish, FLEET))
                .extracting(Violation::rule)
                .containsExactly(
                        "name.dns-1123",
                        "storage.positive",
                        "placement.ordinal-twice",
                        "placement.ordinal-gap",
                        "placement.ordinal-gap",
                        "placement.slice-missing",
                        "spread.skew-positive",
                        "replication.confirmations",
                        "placement.cluster-unknown");
    }

    @Test
    void roomForGrowthIsAllowed() {
        assertThat(Validator.validate(policy(p -> p.on("a", 0, 2, 3, 4).on("b", 1, 5)), FLEET))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "hippo", "hippo-7", "a234567890123456789012345678901234567890123456789012"})
    void goodNamesPass(String name) {
        assertThat(Validator.validate(hippo().name(name).build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a-",
                "A",
                "a.b",
                "a_b",
                "7up",
                "ä",
                "a b",
                "a\n",
                "a2345678901234567890123456789012345678901234567890123"
            })
    void badNamesDont(String name) {
        assertThat(Validator.validate(hippo().name(name).build()))
                .extracting(Violation::rule)
                .containsExactly("name.dns-1123");
    }

    @Test
    void aNamespaceMayBeginWithADigitAndHave63Characters() {
        assertThat(Validator.validate(hippo().namespace("7" + "x".repeat(62)).build()))
                .isEmpty();
        assertThat(Validator.validate(hippo().namespace("7" + "x".repeat(63)).build()))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"work_mem", "_x", "TimeZone", "pg_stat_statements.max", "auto_explain.log_min_duration"})
    void goodParameterNamesPass(String name) {
        assertThat(Validator.validate(hippo().putParameter(name, "1").build())).isEmpty();
    }

    @Test
    void aParametersValueIsNeverShown() {
        assertThat(Validator.validate(hippo().putParameter("primary_conninfo", "password=hunter2\n")
                                .build())
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void everyConfirmationThatAStandbyCanGiveMayBeAskedFor() {
        assertThat(Validator.validate(
                        hippo().replication(Replication.anySynchronous(2)).build()))
                .isEmpty();
        assertThat(Validator.validate(hippo().replicas(1).build()))
                .as("asynchronous replication asks for none")
                .isEmpty();
    }

    @Test
    void aSliceIsKnownByItsNameWhereItsProjectIsNotSaid() {
        PlacementPolicy policy = PlacementPolicy.builder()
                .on("a", 0, 1)
                .on("b", 2)
                .slice(new SliceRef(null, "slice"))
                .build();

        assertThat(Validator.validate(hippo().placement(policy).build(), FLEET)).isEmpty();
    }

    @Test
    void aSliceMustConnectEachClusterOfTheRules() {
        Fleet narrow = new Fleet("a", FLEET.clusters(), List.of(new Fleet.Slice("project", "slice", List.of("a"))));

        assertThat(Validator.validate(policy(p -> p.on("a", 0, 1).on("b", 2)), narrow))
                .extracting(Violation::rule, Violation::path, Violation::value)
                .containsExactly(tuple("placement.slice-lacks-cluster", "placement.rules[1].clusterName", "b"));
        assertThat(Validator.validate(policy(p -> p), narrow)).isEmpty();
    }

    @Test
    void aFleetThatKnowsNoSlicesIsNotAskedForAny() {
        Fleet none = new Fleet("a", FLEET.clusters(), List.of());

        assertThat(Validator.validate(policy(p -> p.on("a", 0, 1).on("b", 2)), none))
                .isEmpty();
    }

    @Test
    void anEmptyFleetHasNoPlaceForAnything() {
        assertThat(Validator.validate(hippo().build(), new Fleet("a", List.of(), List.of())))
                .extracting(Violation::rule)
                .containsExactly("placement.cluster-unknown");
    }

    @Test
    void anEphemeralVolumeNeedsNoStorageClass() {
        assertThat(Validator.validate(
                        PostgresCluster.builder()
                                .from(policy(p -> p.on("bare", 0, 1, 2)))
                                .storage(Storage.of("1Gi").ephemeral())
                                .build(),
                        FLEET))
                .isEmpty();
    }

    @Test
    void anInvalidExceptionTellsEverything() {
        List<Violation> violations = List.of(
                Violation.of("replicas.positive", "replicas", "0", "too few", "use 1")
                        .at("postgres.yaml:7"),
                Violation.of("name.dns-1123", "name", "X", "bad", "use x"));

        InvalidException thrown = new InvalidException(violations);

        assertThat(thrown.violations()).isEqualTo(violations);
        assertThat(thrown).hasMessage("""
                        2 violations:
                          postgres.yaml:7: replicas = '0': too few; use 1 [replicas.positive]
                          name = 'X': bad; use x [name.dns-1123]""");
    }

    private static PostgresCluster.Builder hippo() {
        return PostgresCluster.builder().name("hippo").replicas(3);
    }

    private static KubernetesCluster cluster(String name, @Nullable String defaultClass) {
        return new KubernetesCluster(name, List.of(), List.of("std"), defaultClass);
    }

    /** A wish without a policy and with a storage class that all clusters have. */
    private static Mistake wish(
            String rule, String path, String value, UnaryOperator<PostgresCluster.Builder> mistake) {
        PostgresCluster.Builder wish = hippo().storage(Storage.of("1Gi").onClass("std"));
        return new Mistake(rule, path, value, mistake.apply(wish).build());
    }

    private static Mistake policy(
            String rule, String path, String value, UnaryOperator<PlacementPolicy.Builder> rules) {
        return new Mistake(rule, path, value, policy(rules));
    }

    private static PostgresCluster policy(UnaryOperator<PlacementPolicy.Builder> rules) {
        PlacementPolicy.Builder policy = PlacementPolicy.builder();
        policy.slice("project", "slice");
        return hippo().placement(rules.apply(policy).build()).build();
    }
}
