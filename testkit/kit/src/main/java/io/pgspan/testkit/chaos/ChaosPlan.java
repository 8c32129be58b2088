package io.pgspan.testkit.chaos;

import io.pgspan.model.PgspanException;
import io.pgspan.testkit.chaos.ChaosFault.Harm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * All faults of one run, drawn from one number: the same number, duration and members give the same plan. What comes of it still
 * depends on the machine, because the processes are real.
 *
 * <p>Every kind of fault comes once before any comes again. Half of the lasting faults are shorter than a lease, half longer; half of the
 * pauses are too short for the cluster to have recovered from the fault before.
 *
 * @param seed the number
 * @param duration from the first moment to the end of the last fault, about
 * @param members how many
 * @param harmedMax how many members are harmed at one time at most
 * @param injections in order of time
 */
public record ChaosPlan(long seed, Duration duration, int members, int harmedMax, List<Injection> injections) {
    private static final int MEMBERS_MIN = 3;
    private static final long FIRST_MILLIS = 1_000;
    private static final long SHORT_MILLIS_MAX = 2_500;
    private static final long LONG_MILLIS_MIN = 6_000;
    private static final long LONG_MILLIS_MAX = 11_000;
    private static final long MILLIS_MIN = 200;
    private static final long PAUSE_SHORT_MILLIS_MAX = 2_000;
    private static final long PAUSE_LONG_MILLIS_MIN = 3_000;
    private static final long PAUSE_LONG_MILLIS_MAX = 8_000;
    /** What a member whose fault is over needs at least before another one may be harmed in its stead. */
    private static final long CONVALESCENCE_MILLIS = 1_000;

    private static final int ROLL_MAX = 1_000;

    /** Copies the list. */
    public ChaosPlan {
        injections = List.copyOf(injections);
    }

    /**
     * Draws a plan.
     *
     * @param harmedMax how many members may be harmed at one time: not more than the promise of a commit bears, or the cluster may
     *     wait for them all the time
     * @throws PgspanException with fewer than three members, or when a majority would be harmed
     */
    public static ChaosPlan draw(long seed, Duration duration, int members, int harmedMax) {
        if (members < MEMBERS_MIN || harmedMax < 1 || 2 * harmedMax >= members) {
            throw new PgspanException("chaos: " + harmedMax + " of " + members
                    + " members harmed at one time; take three members or more, and fewer than half of them");
        }
        Random random = new Random(seed);
        List<Injection> drawn = new ArrayList<>();
        List<ChaosFault> deck = new ArrayList<>();
        long[] memberFreeAt = new long[harmedMax];
        long storeFreeAt = 0;
        long at = FIRST_MILLIS;
        while (at < duration.toMillis()) {
            if (deck.isEmpty()) {
                deck.addAll(Arrays.asList(ChaosFault.values()));
                Collections.shuffle(deck, random);
            }
            ChaosFault fault = deck.remove(deck.size() - 1);
            long length = fault.isLasting() ? length(random) : 0;
            if (fault.harm() == Harm.MEMBER) {
                Arrays.sort(memberFreeAt);
                at = Math.max(at, memberFreeAt[0]);
                memberFreeAt[0] = at + length + CONVALESCENCE_MILLIS;
            } else if (fault.harm() == Harm.STORE) {
                at = Math.max(at, storeFreeAt);
                storeFreeAt = at + length;
            }
            int target = random.nextInt(2) == 0 ? Injection.PRIMARY : random.nextInt(members);
            int roll = random.nextInt(ROLL_MAX);
            if (at + length <= duration.toMillis()) {
                drawn.add(new Injection(Duration.ofMillis(at), Duration.ofMillis(length), fault, target, roll));
            }
            at += pause(random);
        }
        return new ChaosPlan(seed, duration, members, harmedMax, drawn);
    }

    private static long length(Random random) {
        return random.nextInt(2) == 0
                ? between(random, MILLIS_MIN, SHORT_MILLIS_MAX)
                : between(random, LONG_MILLIS_MIN, LONG_MILLIS_MAX);
    }

    private static long pause(Random random) {
        return random.nextInt(2) == 0
                ? between(random, MILLIS_MIN, PAUSE_SHORT_MILLIS_MAX)
                : between(random, PAUSE_LONG_MILLIS_MIN, PAUSE_LONG_MILLIS_MAX);
    }

    private static long between(Random random, long from, long to) {
        return from + random.nextInt((int) (to - from));
    }
}
