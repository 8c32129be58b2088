package io.pgspan.ha.rollout;

import io.pgspan.ha.rollout.PostgresSeen.State;
import io.pgspan.model.observed.Fact;
import io.pgspan.model.observed.InstanceObservation.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A cluster that tests draw and change: healthy, nothing up to date, the first member leads. */
final class Sketch {
    final Map<String, Dot> dots = new TreeMap<>();
    String holder;
    String routedTo;
    int required;
    int count;
    List<String> listed = new ArrayList<>();
    boolean paused;
    boolean failsafe;
    boolean pending;
    String revision = "r2";
    Set<String> closed = new HashSet<>();
    RolloutLimits limits = RolloutLimits.ofDefaults();
    Duration age = Duration.ofMillis(10);

    private Sketch(String holder) {
        this.holder = holder;
        this.routedTo = holder;
    }

    static Sketch of(String... names) {
        Sketch sketch = new Sketch(names[0]);
        for (String name : names) {
            sketch.dots.put(name, new Dot("n-" + name, name.equals(names[0]) ? Role.PRIMARY : Role.STANDBY));
        }
        return sketch;
    }

    Sketch sync(int k, String... names) {
        required = k;
        count = k;
        listed = new ArrayList<>(List.of(names));
        return this;
    }

    Sketch setting(String name, String value) {
        dots.values().forEach(d -> d.set(name, value));
        return this;
    }

    Dot dot(String name) {
        Dot dot = dots.get(name);
        if (dot == null) {
            throw new IllegalArgumentException("no member " + name);
        }
        return dot;
    }

    RolloutView view() {
        List<RolloutMember> members = new ArrayList<>();
        dots.forEach((name, d) -> members.add(new RolloutMember(
                name,
                d.tags,
                new Fact<>(new PodSeen(d.uid, "v-" + d.uid, d.node, d.upToDate, d.terminating), age),
                new Fact<>(
                        new PostgresSeen(
                                d.state,
                                d.role,
                                d.streaming,
                                d.lag,
                                new SettingsSeen(
                                        d.state == State.RUNNING ? d.inEffect : Map.of(), d.configured, d.demanded)),
                        age))));
        return new RolloutView(
                new Fact<>(
                        new ClusterSeen(
                                holder,
                                routedTo,
                                new SyncSeen(required, count, listed),
                                paused,
                                failsafe,
                                pending,
                                revision,
                                closed),
                        age),
                members,
                limits);
    }

    /** One member. */
    static final class Dot {
        String node;
        Role role;
        String uid = "u1";
        boolean upToDate;
        boolean terminating;
        State state = State.RUNNING;
        boolean streaming = true;
        long lag;
        final Set<RolloutMember.Tag> tags = new HashSet<>();
        final Map<String, String> inEffect = new HashMap<>();
        final Map<String, String> configured = new HashMap<>();
        final Map<String, Integer> demanded = new HashMap<>();

        private Dot(String node, Role role) {
            this.node = node;
            this.role = role;
        }

        void set(String name, String value) {
            inEffect.put(name, value);
            configured.put(name, value);
            if (ParameterChange.HOT_STANDBY.contains(name)) {
                demanded.put(name, Integer.parseInt(value));
            }
        }
    }
}
