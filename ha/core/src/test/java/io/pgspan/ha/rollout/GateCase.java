package io.pgspan.ha.rollout;

import io.pgspan.ha.rollout.PostgresSeen.State;
import io.pgspan.model.observed.InstanceObservation.Role;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of the gate's decision table. */
record GateCase(
        String sentence, String rollout, String planned, String now, String cluster, String step, String expected) {
    private static final Pattern STEP =
            Pattern.compile("([a-z-]+/[a-z-]+/\\w+):(\\w+)@(\\d+)(?:\\*(\\d+))?(?:x(\\d+))?");
    private static final int COLUMNS = 7;

    static List<GateCase> read(List<String> lines) {
        List<GateCase> cases = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] c = line.split("\\|", -1);
            if (c.length != COLUMNS) {
                throw new IllegalArgumentException("a line needs " + COLUMNS + " columns: " + line);
            }
            cases.add(new GateCase(
                    c[0].trim(), c[1].trim(), c[2].trim(), c[3].trim(), c[4].trim(), c[5].trim(), c[6].trim()));
        }
        return cases;
    }

    String decided() {
        List<String> kind = List.of(rollout.split(",", -1));
        Rollout what = switch (kind.get(0)) {
            case "restart" -> new Rollout.Restart();
            case "recreate" -> new Rollout.Recreate("r2");
            case "drain" -> new Rollout.Drain("n-a");
            default -> throw new IllegalArgumentException(rollout);
        };
        Sketch before = draw(planned);
        if (kind.contains("downtime")) {
            before.limits = before.limits.withDowntime();
        }
        Sketch after = draw(now.isEmpty() ? planned : now);
        if (!cluster.isEmpty()) {
            for (String mark : cluster.split(",", -1)) {
                apply(after, mark);
            }
        }
        before.required = after.required;
        before.count = after.count;
        before.listed = after.listed;
        Plan plan = RolloutPlanner.plan(what, before.view());
        return words(RolloutGate.next(what, plan, after.view(), progress(plan)));
    }

    private RolloutProgress progress(Plan plan) {
        if (step.isEmpty()) {
            return RolloutProgress.fresh(Duration.ofMillis(cluster.contains("before") ? 5 : 1000));
        }
        Matcher m = STEP.matcher(step);
        if (!m.matches()) {
            throw new IllegalArgumentException("not a step: " + step);
        }
        String id = plan.steps().stream()
                .map(Step::id)
                .filter(i -> i.startsWith(m.group(1) + "/"))
                .findFirst()
                .orElse(m.group(1) + "/u1");
        return new RolloutProgress(
                id,
                RolloutProgress.Outcome.valueOf(m.group(2).toUpperCase(Locale.ROOT)),
                Duration.ofSeconds(Long.parseLong(m.group(3))),
                Duration.ofSeconds(m.group(4) == null ? 0 : Long.parseLong(m.group(4))),
                m.group(5) == null ? 1 : Integer.parseInt(m.group(5)));
    }

    private static String words(Verdict verdict) {
        return verdict.match(
                go -> "go " + go.id().toString().replaceFirst("/u1$", "")
                        + (go.candidate().isEmpty() ? "" : " to " + go.candidate()),
                wait -> "wait " + wait.rule(),
                abort -> "abort " + abort.rule(),
                replan -> "replan " + replan.rule(),
                finished -> finished.rule());
    }

    private static Sketch draw(String members) {
        String[] words = members.split(" +", -1);
        String[] names = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            names[i] = words[i].split(":", -1)[0];
        }
        Sketch sketch = Sketch.of(names);
        for (String word : words) {
            String[] parts = word.split(":", -1);
            if (parts.length > 1) {
                for (String mark : parts[1].split(",", -1)) {
                    mark(sketch, sketch.dot(parts[0]), mark);
                }
            }
        }
        return sketch;
    }

    private static void mark(Sketch sketch, Sketch.Dot dot, String mark) {
        switch (mark) {
            case "new" -> dot.upToDate = true;
            case "down" -> dot.state = State.DOWN;
            case "starting" -> dot.state = State.STARTING;
            case "unknown" -> dot.state = State.UNKNOWN;
            case "quiet" -> dot.streaming = false;
            case "near" -> dot.lag = 1;
            case "far" -> dot.lag = PostgresSeen.LAG_UNKNOWN;
            case "standby" -> dot.role = Role.STANDBY;
            case "primary" -> dot.role = Role.PRIMARY;
            case "arbiter" -> dot.role = Role.ARBITER;
            case "nofailover" -> dot.tags.add(RolloutMember.Tag.NO_FAILOVER);
            case "nosync" -> dot.tags.add(RolloutMember.Tag.NO_SYNC);
            case "terminating" -> dot.terminating = true;
            case "replaced" -> dot.uid = "u2";
            case "gone" -> dot.uid = "";
            case "moved" -> dot.node = "n-elsewhere";
            case "on-a" -> dot.node = "n-a";
            case "shut" -> sketch.closed.add(dot.node);
            default -> throw new IllegalArgumentException("unknown mark " + mark);
        }
    }

    private static void apply(Sketch sketch, String mark) {
        String[] parts = mark.split("=", -1);
        switch (parts[0]) {
            case "old" -> sketch.age = Duration.ofSeconds(11);
            case "before" -> sketch.age = Duration.ofMillis(10);
            case "paused" -> sketch.paused = true;
            case "failsafe" -> sketch.failsafe = true;
            case "pending" -> sketch.pending = true;
            case "nobody" -> sketch.holder = "";
            case "holder" -> sketch.holder = parts[1];
            case "routed" -> sketch.routedTo = parts[1];
            case "revision" -> sketch.revision = parts[1];
            case "required" -> {
                sketch.required = Integer.parseInt(parts[1]);
                sketch.count = sketch.required;
            }
            case "listed" -> sketch.listed = List.of(parts[1].split("\\+", -1));
            case "count" -> sketch.count = Integer.parseInt(parts[1]);
            case "downtime" -> sketch.limits = sketch.limits.withDowntime();
            case "electable" ->
                sketch.limits = new RolloutLimits(
                        16L << 20,
                        Integer.parseInt(parts[1]),
                        false,
                        sketch.limits.factAge(),
                        sketch.limits.stepTime(),
                        sketch.limits.stopGrace());
            case "closed" -> sketch.closed.add("n-a");
            default -> throw new IllegalArgumentException("unknown mark " + mark);
        }
    }

    @Override
    public String toString() {
        return sentence;
    }
}
