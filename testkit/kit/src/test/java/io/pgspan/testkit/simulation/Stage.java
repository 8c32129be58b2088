package io.pgspan.testkit.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.testkit.base.story.StoryClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a story is told about: a simulated cluster and its time. A story's zero is when its cluster has settled: pg-0 leads, everybody
 * streams from it, and the record claims as many confirmations as are wished for; or when the agents start, if it asks for an empty store.
 */
final class Stage implements StoryClock {
    private static final long SETTLES_WITHIN = 60 * World.SECOND;
    private static final long LOOK = 100 * World.MILLI;
    private static final int OTHER_NUMBERS_MAX = 20;
    /** What makes another number of one that let another member than pg-0 create the database. */
    private static final long NEXT = 1_000_003;

    private final SetupDraft draft = new SetupDraft();
    private final Subject subject;
    private final long number;
    private @Nullable Cluster cluster;
    private long start;
    private int told;
    private boolean empty;
    private @Nullable Decision answer;
    private boolean written;
    private int requests;
    private int pending;

    Stage(Subject subject, long number) {
        this.subject = subject;
        this.number = number;
    }

    SetupDraft draft() {
        if (cluster != null) {
            throw new IllegalStateException("the cluster is described before the story begins");
        }
        return draft;
    }

    void emptyStore() {
        draft();
        empty = true;
    }

    Cluster cluster() {
        Cluster known = cluster;
        if (known == null) {
            known = open();
            cluster = known;
            start = known.world().now();
            told = known.world().story().size();
        }
        return known;
    }

    World world() {
        return cluster().world();
    }

    SimMember member(String name) {
        if (cluster().indexOf(name) < 0) {
            throw new IllegalArgumentException("there is no member " + name);
        }
        return cluster().member(name);
    }

    SimAgent agent(String name) {
        SimAgent agent = member(name).agent();
        if (agent == null) {
            throw new IllegalStateException(name + "'s agent is not up");
        }
        return agent;
    }

    /** A moment so long from now, truly. */
    long until(Duration time) {
        return world().now() + micros(time);
    }

    static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    private Cluster open() {
        Setup setup = draft.finish();
        for (int i = 0; i < OTHER_NUMBERS_MAX; i++) {
            World world = new World(number + i * NEXT, true);
            Cluster candidate = new Cluster(world, setup, subject);
            candidate.members().forEach(m -> world.after(world.between(0, World.SECOND), m::boot));
            if (empty || settles(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("the cluster does not settle");
    }

    private static boolean settles(Cluster candidate) {
        World world = candidate.world();
        while (world.now() < SETTLES_WITHIN) {
            world.runUntil(world.now() + LOOK);
            if (settled(candidate)) {
                world.runUntil(world.now() + 2 * World.SECOND);
                return settled(candidate);
            }
        }
        return false;
    }

    private static boolean settled(Cluster candidate) {
        SimMember first = candidate.members().get(0);
        int wanted = candidate.setup().rules().sync().count();
        long able = candidate.setup().members().stream()
                .filter(m -> !m.arbiter() && !m.tags().noSync())
                .filter(m -> !m.name().equals(first.name()))
                .count();
        return first.postgres().writable()
                && candidate.store().record().guarantee().count() == Math.min(wanted, able)
                && candidate.members().stream()
                        .allMatch(m -> m == first || m.arbiter() || m.postgres().streamsFrom(first.postgres()));
    }

    /** What has happened since the story's zero. */
    List<String> told() {
        List<String> story = world().story();
        return story.subList(told, story.size());
    }

    /** Whether a line since zero says so of a member. */
    boolean has(String member, String words) {
        String wanted = "s  " + member + ": " + words;
        return told().stream().anyMatch(line -> line.contains(wanted));
    }

    /** Something shall happen once something else has. */
    void awaits() {
        pending++;
    }

    void cameAbout() {
        pending--;
    }

    /** What was to happen once something else had, and has not. */
    int pending() {
        return pending;
    }

    String newRequest() {
        return "request-" + ++requests;
    }

    void answered(Decision decision, boolean taken) {
        answer = decision;
        written = taken;
        world().tell(() ->
                "the operator hears: " + decision.rule() + ": " + decision.reason() + (taken ? ", written" : ""));
    }

    void asks() {
        answer = null;
        written = false;
    }

    /** What the operator heard last; null while there is no answer. */
    @Nullable
    Decision answer() {
        return answer;
    }

    /** Whether the store took what was asked for. */
    boolean written() {
        return written;
    }

    @Override
    public Duration now() {
        return cluster == null ? Duration.ZERO : Duration.ofNanos((world().now() - start) * 1_000);
    }

    @Override
    public void advanceTo(Duration time) {
        world().runNext(start + micros(time));
    }

    @Override
    public String toString() {
        if (cluster == null) {
            return "not begun";
        }
        StringBuilder text =
                new StringBuilder("epoch " + cluster.store().record().epoch() + ", held by "
                        + cluster.store().record().holder().map(h -> h.member()).orElse("nobody") + ", "
                        + cluster.store().record().guarantee());
        for (SimMember m : cluster.members()) {
            SimAgent agent = m.agent();
            text.append("; ").append(m).append(' ').append(m.postgres().process());
            if (m.postgres().hasData()) {
                text.append(" at ").append(m.postgres().wal());
            }
            text.append(
                    agent == null
                            ? ", agent down"
                            : ", " + agent.loop().decision().rule());
        }
        return text.toString();
    }
}
