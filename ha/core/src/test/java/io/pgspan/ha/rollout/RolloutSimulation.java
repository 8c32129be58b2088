package io.pgspan.ha.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.rollout.PostgresSeen.State;
import io.pgspan.ha.rollout.RolloutProgress.Outcome;
import io.pgspan.ha.rollout.StepId.Part;
import io.pgspan.model.observed.Fact;
import io.pgspan.model.observed.InstanceObservation.Role;
import io.pgspan.model.plan.Plan;
import io.pgspan.model.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A tiny cluster over which plans are carried out, a tick being a second. Events come from one number until {@code quietAfter}; from
 * then on everything heals, except members that never return.
 */
final class RolloutSimulation {
    private static final int TICKS_MAX = 800;
    private final Sketch truth;
    private final Rollout what;
    private final Random chance;
    private final int quietAfter;
    private final boolean standbysMayNeverReturn;
    private final Map<String, Integer> startsAt = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> takenByUs = new HashSet<>();
    private final Set<String> released = new HashSet<>();
    final List<String> deeds = new ArrayList<>();
    private Plan plan;
    private RolloutProgress progress = RolloutProgress.fresh(Duration.ZERO);
    private int newsAt;
    private int now;

    RolloutSimulation(Sketch truth, Rollout what, long seed, int quietAfter, boolean standbysMayNeverReturn) {
        this.truth = truth;
        this.what = what;
        this.chance = new Random(seed);
        this.quietAfter = quietAfter;
        this.standbysMayNeverReturn = standbysMayNeverReturn;
        this.truth.age = Duration.ZERO;
        this.plan = RolloutPlanner.plan(what, truth.view());
    }

    /** Whether the rollout came to its end. */
    boolean run() {
        RolloutView late = truth.view();
        int lateFrom = 0;
        for (now = 1; now < TICKS_MAX; now++) {
            heal();
            if (now < quietAfter) {
                disturb();
            } else {
                truth.paused = false;
            }
            syncManager();
            RolloutView seenNow = truth.view();
            takenByUs.removeIf(n -> Arrival.returned(seenNow.member(n).orElseThrow(), seenNow));
            boolean lagging = now < quietAfter && chance.nextInt(4) == 0;
            if (!lagging) {
                late = truth.view();
                lateFrom = now;
            }
            truth.age = Duration.ofSeconds(lagging ? now - lateFrom : 0);
            RolloutView seen = lagging ? aged(late, truth.age) : truth.view();
            truth.age = Duration.ZERO;
            if (step(seen, !lagging)) {
                return true;
            }
        }
        return false;
    }

    private boolean step(RolloutView seen, boolean fresh) {
        RolloutProgress asked = new RolloutProgress(
                progress.step(),
                progress.outcome(),
                Duration.ofSeconds(now - newsAt),
                progress.took(),
                progress.attempts());
        return RolloutGate.next(what, plan, seen, asked)
                .match(
                        go -> {
                            check(go, fresh);
                            carryOut(go);
                            return false;
                        },
                        wait -> false,
                        abort -> {
                            begin(RolloutProgress.fresh(Duration.ZERO));
                            plan = RolloutPlanner.plan(what, seen);
                            return false;
                        },
                        replan -> {
                            plan = RolloutPlanner.plan(what, seen);
                            return false;
                        },
                        finished -> {
                            assertThat(truth.view().members()).allMatch(m -> !fresh || new Arrival(what).upToDate(m));
                            return fresh;
                        });
    }

    /** What must hold at every deed, whatever happened before. */
    private void check(Verdict.Go go, boolean fresh) {
        RolloutView view = truth.view();
        RolloutMember m = view.member(go.id().member()).orElseThrow();
        boolean takesAway = go.id().deed() == StepId.Deed.RESTART || go.id().deed() == StepId.Deed.RECREATE;
        boolean touchesPrimary = go.id().deed() == StepId.Deed.SWITCHOVER || (takesAway && view.isHolder(m));
        if (takesAway || touchesPrimary) {
            assertThat(takenByUs)
                    .as("unavailable by our deeds at %s after %s", go.id(), deeds)
                    .isEmpty();
            assertThat(broken).as("not returned at %s", go.id()).isEmpty();
        }
        if (!fresh) {
            return;
        }
        Candidates candidates = new Candidates(new Arrival(what), view);
        boolean available = Arrival.returned(m, view);
        if (takesAway && available) {
            assertThat(candidates.electableWithout(m) > 0 || view.data().size() == 1)
                    .as("somebody can lead after %s", go.id())
                    .isTrue();
            assertThat(truth.required == 0 || view.isHolder(m) || !truth.listed.contains(m.name()))
                    .as("no synchronous standby is stopped by %s", go.id())
                    .isTrue();
            assertThat(view.isHolder(m) || candidates.listedWithout(m) >= truth.required)
                    .as("enough confirm commits after %s", go.id())
                    .isTrue();
        }
        if (touchesPrimary && available) {
            Part done = lowers() ? Part.RAISE : Part.STANDBYS;
            assertThat(view.members())
                    .as("all others have returned and are up to date at %s", go.id())
                    .allMatch(o ->
                            view.isHolder(o) || (Arrival.returned(o, view) && new Arrival(what).upToDate(o, done)));
            assertThat(takesAway && view.data().size() > 1 && !lowers())
                    .as("the primary is not stopped by %s", go.id())
                    .isFalse();
        }
        if (takesAway && available) {
            takenByUs.add(m.name());
        }
    }

    private boolean lowers() {
        return what instanceof Rollout.Parameters p && p.lowers();
    }

    private void carryOut(Verdict.Go go) {
        String name = go.id().member();
        Sketch.Dot dot = truth.dot(name);
        deeds.add(go.id().deed() + " " + name);
        Outcome outcome = Outcome.DONE;
        switch (go.id().deed()) {
            case RELEASE -> released.add(name);
            case CHECKPOINT, KEEP, REFUSE -> {}
            case RELOAD -> values(Part.STANDBYS).forEach(dot::set);
            case CONFIGURE -> dot.configured.putAll(values(Part.PRIMARY));
            case RESTART, RECREATE -> stop(go, name, dot);
            case SWITCHOVER -> outcome = switchover(name, go.candidate());
        }
        Step step = go.step();
        begin(new RolloutProgress(step.id(), outcome, Duration.ZERO, Duration.ZERO, 1));
    }

    private void stop(Verdict.Go go, String name, Sketch.Dot dot) {
        dot.state = State.DOWN;
        dot.configured.putAll(values(go.id().part()));
        dot.upToDate = true;
        if (what.recreatesPods()) {
            dot.uid = dot.uid + "'";
            dot.node = what instanceof Rollout.Drain ? "n-new-" + name : dot.node;
        }
        startsAt.put(name, now + 1 + chance.nextInt(5));
        if (standbysMayNeverReturn && !truth.holder.equals(name) && chance.nextInt(4) == 0) {
            broken.add(name);
            startsAt.remove(name);
        }
    }

    private Outcome switchover(String from, String to) {
        int luck = now < quietAfter ? chance.nextInt(6) : 5;
        if (luck == 0) {
            return Outcome.REFUSED;
        }
        if (luck == 1) {
            return Outcome.UNKNOWN;
        }
        lead(to);
        Sketch.Dot old = truth.dot(from);
        old.role = Role.STANDBY;
        Map.copyOf(old.configured).forEach(old::set);
        return luck == 2 ? Outcome.UNKNOWN : Outcome.DONE;
    }

    private void lead(String name) {
        truth.dot(truth.holder).role = Role.STANDBY;
        truth.dot(name).role = Role.PRIMARY;
        if (truth.required > 0) {
            truth.listed.add(truth.holder);
        }
        truth.listed.remove(name);
        truth.holder = name;
        truth.routedTo = name;
    }

    private Map<String, String> values(Part part) {
        return what instanceof Rollout.Parameters p ? p.values(part) : Map.of();
    }

    private void begin(RolloutProgress begun) {
        progress = begun;
        newsAt = now;
    }

    private void heal() {
        truth.dots.forEach((name, dot) -> {
            Integer at = startsAt.get(name);
            if (at != null && now >= at) {
                if (dot.state == State.DOWN) {
                    dot.state = State.STARTING;
                    startsAt.put(name, now + 1 + chance.nextInt(3));
                } else {
                    startsAt.remove(name);
                    dot.state = State.RUNNING;
                    dot.role = truth.holder.equals(name) ? Role.PRIMARY : Role.STANDBY;
                    Map.copyOf(dot.configured).forEach(dot::set);
                    released.remove(name);
                }
            }
            dot.lag = now < quietAfter && chance.nextInt(10) == 0 ? 1L << 30 : chance.nextInt(1000);
            Map<String, Integer> primarys = truth.dot(truth.holder).demanded;
            if (dot.state == State.RUNNING && dot.streaming) {
                dot.demanded.putAll(primarys);
            }
        });
    }

    private void disturb() {
        List<String> names = List.copyOf(truth.dots.keySet());
        String name = names.get(chance.nextInt(names.size()));
        Sketch.Dot dot = truth.dot(name);
        switch (chance.nextInt(40)) {
            case 0 -> {
                if (dot.state == State.RUNNING) {
                    dot.state = State.DOWN;
                    startsAt.put(name, now + 2 + chance.nextInt(10));
                }
            }
            case 1 -> truth.paused = !truth.paused;
            case 2, 5, 6 -> begin(RolloutProgress.fresh(Duration.ZERO));
            case 3, 4 -> {
                RolloutView view = truth.view();
                boolean gone = truth.dot(truth.holder).state != State.RUNNING;
                view.members().stream()
                        .filter(m -> gone && !view.isHolder(m) && new Candidates(new Arrival(what), view).electable(m))
                        .findFirst()
                        .ifPresent(m -> lead(m.name()));
            }
            default -> {}
        }
    }

    /** Lists whoever streams and was not told otherwise, and keeps the names of those that went away by themselves. */
    private void syncManager() {
        if (truth.required == 0) {
            return;
        }
        RolloutView view = truth.view();
        Set<String> names = new HashSet<>(truth.listed);
        for (RolloutMember m : view.members()) {
            if (!view.isHolder(m) && Arrival.returned(m, view)) {
                names.add(m.name());
            }
        }
        names.remove(truth.holder);
        names.removeAll(released);
        truth.listed = new ArrayList<>(names);
    }

    private static RolloutView aged(RolloutView view, Duration age) {
        return new RolloutView(
                new Fact<>(view.cluster().value(), age),
                view.members().stream()
                        .map(m -> new RolloutMember(
                                m.name(),
                                m.tags(),
                                new Fact<>(m.pod().value(), age),
                                new Fact<>(m.postgres().value(), age)))
                        .toList(),
                view.limits());
    }
}
