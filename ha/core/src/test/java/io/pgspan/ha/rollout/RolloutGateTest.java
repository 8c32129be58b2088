package io.pgspan.ha.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gate's decision table: each case, and no rule without one. */
class RolloutGateTest {
    private static final Pattern RULE = Pattern.compile("\"(rollout\\.[a-z-]+)\"");
    private static final Set<String> TOLD_ELSEWHERE = Set.of("rollout.not-replayed", "rollout.not-running");

    static List<GateCase> cases() throws IOException {
        return GateCase.read(Files.readAllLines(Path.of("src/test/resources/rollout/gate.txt")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decidesAsTheTableSays(GateCase line) {
        assertThat(line.decided()).isEqualTo(line.expected());
    }

    @Test
    void aStandbyIsLoweredOnlyWhenItsControlFileShowsThePrimarysLowerSettings() {
        Rollout what = new Rollout.Parameters(
                List.of(new ParameterChange("max_connections", "200", "100", ParameterChange.Takes.RESTART)));
        Sketch sketch = Sketch.of("a", "b").setting("max_connections", "200");
        Plan plan = RolloutPlanner.plan(what, sketch.view());
        sketch.dot("a").set("max_connections", "100");
        RolloutProgress progress = RolloutProgress.fresh(Duration.ofSeconds(1));
        assertThat(RolloutGate.next(what, plan, sketch.view(), progress).rule()).isEqualTo("rollout.not-replayed");
        sketch.dot("b").demanded.clear();
        assertThat(RolloutGate.next(what, plan, sketch.view(), progress).rule()).isEqualTo("rollout.not-replayed");
        sketch.dot("b").demanded.put("max_connections", 100);
        assertThat(RolloutGate.next(what, plan, sketch.view(), progress))
                .isInstanceOfSatisfying(
                        Verdict.Go.class, go -> assertThat(go.step().id()).isEqualTo("lower/restart/b/u1"));
    }

    @Test
    void whatDoesNotRunIsNotReloaded() {
        Rollout what = new Rollout.Parameters(
                List.of(new ParameterChange("work_mem", "4MB", "8MB", ParameterChange.Takes.RELOAD)));
        Sketch sketch = Sketch.of("a", "b").setting("work_mem", "4MB");
        Plan plan = RolloutPlanner.plan(what, sketch.view());
        sketch.dot("b").state = PostgresSeen.State.STARTING;
        assertThat(RolloutGate.next(what, plan, sketch.view(), RolloutProgress.fresh(Duration.ofSeconds(1)))
                        .rule())
                .isEqualTo("rollout.not-running");
    }

    @Test
    void everyRuleHasACase() throws IOException {
        Set<String> rules = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/pgspan/ha/rollout"))) {
            for (Path source :
                    sources.filter(p -> p.toString().endsWith(".java")).toList()) {
                Matcher found = RULE.matcher(Files.readString(source));
                while (found.find()) {
                    rules.add(found.group(1));
                }
            }
        }
        Set<String> told = new TreeSet<>(TOLD_ELSEWHERE);
        for (GateCase line : cases()) {
            String[] words = line.expected().split(" ", -1);
            told.add(words[0].equals("go") ? "rollout.go" : words[words.length - 1]);
        }
        assertThat(rules).hasSizeGreaterThan(25);
        assertThat(told).isEqualTo(rules);
    }
}
