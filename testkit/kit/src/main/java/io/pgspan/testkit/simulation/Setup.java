package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.Member;
import io.pgspan.ha.Patience;
import io.pgspan.ha.Tags;
import io.pgspan.ha.sync.SyncWish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a history's cluster is set up.
 *
 * @param members all members, arbiters last
 * @param confirmations how many standbys the first record says confirm commits
 * @param guarded whether a guard outside the loop fences at the deadline
 * @param unfenced whether agent and guard may freeze together while PostgreSQL goes on
 * @param rewinds whether the members have a tool to rewind
 * @param oldAgents whether half of the agents are of the version before, until the faults are over
 * @param writeEveryMillis how long a primary's client waits between two writes, on average
 * @param bytesPerWrite the most that one write adds to the log
 * @param servers on how many API servers the record is kept: one, or a majority of three or more
 */
record Setup(
        List<Member> members,
        int confirmations,
        HaPolicy policy,
        HaRules rules,
        boolean guarded,
        boolean unfenced,
        boolean rewinds,
        boolean oldAgents,
        int writeEveryMillis,
        int bytesPerWrite,
        int servers) {
    /** Hardly more than the inequality asks for. */
    static final HaPolicy TIGHT = new HaPolicy(
            Duration.ofMillis(4_405),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            1.1,
            Duration.ofSeconds(1),
            new Patience(Duration.ofSeconds(20), 2, 3, Duration.ofSeconds(10)));

    /** As patient as others' defaults. */
    static final HaPolicy PATIENT = new HaPolicy(
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            1.1,
            Duration.ofSeconds(2),
            new Patience(Duration.ofSeconds(40), 2, 3, Duration.ofSeconds(10)));

    private static final List<String> ZONES = List.of("", "east", "west");

    Setup {
        members = List.copyOf(members);
    }

    static Setup random(World world, History.Setting setting) {
        boolean tight = setting == History.Setting.SLOW_ANSWERS;
        int size = tight ? 2 : world.chance(0.12) ? (int) world.between(1, 2) : (int) world.between(3, 5);
        int k = size == 1 ? 0 : (int) world.between(size > 3 && world.chance(0.7) ? 1 : 0, (size + 1) / 2);
        if (setting == History.Setting.ASYNCHRONOUS) {
            k = 0;
        }
        boolean unfenced = setting == History.Setting.FROZEN_GUARDS || (setting.mixes() && world.chance(0.3));
        return new Setup(
                members(world, size),
                k,
                tight ? TIGHT : policy(world),
                rules(world, k),
                unfenced || world.chance(0.7),
                unfenced,
                world.chance(0.5),
                world.chance(0.12),
                (int) world.between(60, world.chance(0.3) ? 250 : 1_000),
                world.chance(0.3) ? 20_000 : 100,
                setting == History.Setting.MAJORITY ? world.chance(0.3) ? 5 : 3 : 1);
    }

    Tags tags(String member) {
        return members.stream()
                .filter(m -> m.name().equals(member))
                .findFirst()
                .map(Member::tags)
                .orElse(Tags.none());
    }

    /** A plain cluster of three, or so many, for stories. */
    static Setup plain(int size, SyncWish wish) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            members.add(new Member("pg-" + i, false));
        }
        return new Setup(
                members,
                wish.count(),
                HaPolicy.ofDefaults(),
                HaRules.ofDefaults().with(wish),
                true,
                false,
                true,
                false,
                100,
                100,
                1);
    }

    private static HaPolicy policy(World world) {
        double chance = world.random().nextDouble();
        return chance < 0.35 ? TIGHT : chance < 0.6 ? HaPolicy.ofDefaults() : PATIENT;
    }

    private static HaRules rules(World world, int k) {
        SyncWish wish = SyncWish.off();
        if (k > 0) {
            wish = world.chance(0.5) ? SyncWish.quorum(k) : SyncWish.priority(k);
            wish = world.chance(0.5) ? wish.strictly() : wish;
        }
        HaRules rules = HaRules.ofDefaults().with(wish).withMaximumLag(world.chance(0.5) ? 1 << 20 : 2_000);
        return world.chance(0.35) ? rules.withFailsafe() : rules;
    }

    private static List<Member> members(World world, int size) {
        List<Member> members = new ArrayList<>();
        boolean zones = world.chance(0.3);
        for (int i = 0; i < size; i++) {
            Tags tags = zones ? Tags.none().in(ZONES.get(i % ZONES.size())) : Tags.none();
            // the first two members are always able to do everything, so that there is somebody left
            boolean special = i >= 2 && world.chance(0.15);
            if (special) {
                tags = world.chance(0.5) ? tags.withoutFailover() : tags.withoutSync();
            } else if (world.chance(0.1)) {
                tags = tags.preferred(2);
            }
            members.add(new Member("pg-" + i, false, tags));
        }
        if (size > 1 && size < 4 && world.chance(0.15)) {
            members.add(new Member("pg-" + size, true));
        }
        return members;
    }

    /** Members that hold data. */
    List<String> holdingData() {
        return members.stream().filter(m -> !m.arbiter()).map(Member::name).toList();
    }

    boolean synchronous() {
        return rules.sync().count() > 0;
    }

    long pauseBetweenWrites(World world) {
        return world.between(writeEveryMillis / 3, writeEveryMillis * 5L / 3) * World.MILLI;
    }
}
