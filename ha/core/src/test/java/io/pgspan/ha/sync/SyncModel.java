package io.pgspan.ha.sync;

import io.pgspan.model.wal.Lsn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every state that a holder, its record and its standbys can come to, by breadth first search.
 *
 * <p>Standbys are numbered, a set of them is a number of bits. A log is a prefix of the holder's, so of all acknowledged commits the last
 * one is with the fewest standbys: to look at it is to look at all. Of a standby it matters only whether it has that commit, and
 * whether it has confirmed the position read when the setting settled; that position is taken as early as it can be, at the last
 * acknowledged commit. Which standbys the planner sees, and what is wished, is anything at each of its turns; so standbys come, go,
 * lag and lose their connection without that being part of a state. Between a turn of the planner and its effect anything may happen.
 *
 * <p>A setting that was replaced may still be in force until the new one settles. Which of them acknowledges is anybody's choice.
 */
final class SyncModel {
    private static final String HOLDER = "h";
    /** A receiver that is no member. */
    static final String STRANGER = "x";

    private static final int UNSETTLED = -1;
    private static final int AS_HAS = -2;
    private static final int STEPS_MAX = 8;
    private static final int NONE = -1;
    private static final Lsn EARLY = new Lsn(1);
    private static final Lsn SINCE = new Lsn(2);

    /**
     * Claims, settings and steps by their numbers, sets as bits.
     *
     * @param has the standbys with the last acknowledged commit
     * @param confirmed those that have confirmed the position read when the setting settled; {@link #UNSETTLED}; or {@link #AS_HAS}
     *     while no commit was acknowledged since, so that both positions are one
     * @param claimed what the record says
     * @param shown what PostgreSQL shows
     * @param inForce what commits may be waiting for, as claims; of two, only the one that is satisfied by less
     * @param pending the planner's step that has not taken effect; {@link #NONE}
     * @param bare whether the last commit was acknowledged without any member's confirmation
     */
    record State(int has, int confirmed, int claimed, int shown, long inForce, int pending, boolean bare) {}

    /** What the planner knows of a state. */
    record View(int confirmed, int claimed, int shown) {}

    private final Standbys standbys;
    private final List<SyncWish> wishes;
    private final SyncRules rules;
    private final boolean strict;
    private final Map<State, State> cameFrom = new HashMap<>();
    private final Map<View, Set<Integer>> answers = new HashMap<>();
    private final Interned<SyncGuarantee> claims = new Interned<>();
    private final Interned<SyncSetting> settings = new Interned<>();
    private final Interned<SyncStep> steps = new Interned<>();
    private final Deque<State> open = new ArrayDeque<>();
    private final Map<Integer, List<Integer>> acknowledging = new HashMap<>();
    private final Map<Integer, Integer> listed = new HashMap<>();
    private final Map<List<Integer>, Boolean> mayHide = new HashMap<>();
    private @Nullable String violation;

    /**
     * @param standbys how many
     * @param wishes any of them at any time; all strict: then no commit may be acknowledged on the holder alone
     */
    SyncModel(int standbys, List<SyncWish> wishes, SyncRules rules) {
        this.standbys = new Standbys(standbys);
        this.wishes = wishes;
        this.rules = rules;
        this.strict = wishes.stream().allMatch(SyncWish::strict);
    }

    /** Visits every state; the first violation and the way to it, or empty. */
    Optional<String> explore(int statesMax) {
        SyncSetting first = strict ? SyncSetting.nobody() : SyncSetting.none();
        State start = new State(
                standbys.all(),
                UNSETTLED,
                claims.number(SyncGuarantee.alone()),
                settings.number(first),
                force(first),
                NONE,
                false);
        cameFrom.put(start, start);
        open.add(start);
        while (!open.isEmpty() && violation == null) {
            State s = open.remove();
            check(s);
            successors(s, next -> {
                if (cameFrom.putIfAbsent(next, s) == null) {
                    open.add(next);
                }
            });
            if (cameFrom.size() > statesMax) {
                throw new AssertionError("more than " + statesMax + " states");
            }
        }
        return Optional.ofNullable(violation);
    }

    Iterable<State> states() {
        return cameFrom.keySet();
    }

    private void successors(State s, Consumer<State> to) {
        for (long left = s.inForce; left != 0; left &= left - 1) {
            commits(s, Long.numberOfTrailingZeros(left), to);
        }
        for (int i = 0; i < standbys.count(); i++) {
            int one = 1 << i;
            int confirmed = s.confirmed < 0 ? s.confirmed : s.confirmed | one;
            to.accept(new State(s.has | one, confirmed, s.claimed, s.shown, s.inForce, s.pending, s.bare));
            to.accept(new State(s.has, confirmed, s.claimed, s.shown, s.inForce, s.pending, s.bare));
            takeOver(s, i, to);
        }
        if (s.confirmed == UNSETTLED) {
            to.accept(new State(s.has, AS_HAS, s.claimed, s.shown, force(settings.value(s.shown)), s.pending, s.bare));
        }
        if (s.pending != NONE) {
            to.accept(effect(s, steps.value(s.pending)));
            return;
        }
        View view = new View(s.confirmed == UNSETTLED ? UNSETTLED : confirmed(s), s.claimed, s.shown);
        for (int step : answers.computeIfAbsent(view, this::answers)) {
            to.accept(new State(s.has, s.confirmed, s.claimed, s.shown, s.inForce, step, s.bare));
        }
    }

    /** What the planner may want, whatever is wished and whoever is seen. */
    private Set<Integer> answers(View view) {
        Set<Integer> all = new LinkedHashSet<>();
        for (SyncWish wish : wishes) {
            for (int seen = 0; seen <= standbys.all(); seen++) {
                SyncStep step = plan(view, seen, wish);
                if (step instanceof SyncStep.Claim || step instanceof SyncStep.Apply) {
                    all.add(steps.number(step));
                }
            }
        }
        return all;
    }

    /**
     * What it comes to when nothing changes: the same standbys are seen, which confirm everything, the wish stays, settings settle.
     *
     * @return what is wrong with it, or empty
     */
    Optional<String> settles(State s, int seen, SyncWish wish) {
        View view = new View(s.confirmed == UNSETTLED ? UNSETTLED : standbys.all(), s.claimed, s.shown);
        List<String> said = new ArrayList<>();
        SyncStep step = plan(view, seen, wish);
        for (int i = 0; i < STEPS_MAX && !(step instanceof SyncStep.Settled); i++) {
            said.add(step.toString());
            View now = view;
            view = step.match(
                    claim -> new View(now.confirmed, claims.number(claim.guarantee()), now.shown),
                    apply -> new View(UNSETTLED, now.claimed, settings.number(apply.setting())),
                    await -> new View(standbys.all(), now.claimed, now.shown),
                    settled -> now);
            step = plan(view, seen, wish);
        }
        SyncGuarantee end = claims.value(view.claimed);
        int count = settings.value(view.shown).count();
        boolean asWished = seen == 0
                ? wish.strict() ? count > 0 : step instanceof SyncStep.Settled && count == 0
                : step instanceof SyncStep.Settled
                        && (standbys.bits(end.names()) & ~seen) == 0
                        && end.count() == Math.min(wish.count(), Integer.bitCount(seen));
        return asWished
                ? Optional.empty()
                : Optional.of(wish + " with " + standbys.names(seen) + " from " + told(s) + " ends at " + end
                        + " after " + said);
    }

    /** A commit is acknowledged by as few as the setting allows; that others have it as well is another step. */
    private void commits(State s, int setting, Consumer<State> to) {
        for (int set : acknowledging.computeIfAbsent(setting, k -> acknowledging(claims.value(k)))) {
            int confirmed = s.confirmed == UNSETTLED ? UNSETTLED : confirmed(s) | set;
            to.accept(new State(set, confirmed, s.claimed, s.shown, s.inForce, s.pending, set == 0));
        }
    }

    private List<Integer> acknowledging(SyncGuarantee setting) {
        int names = standbys.bits(setting.names());
        int needed = setting.count() - (setting.names().contains(STRANGER) ? 1 : 0); // it confirms as a member does
        List<Integer> sets = new ArrayList<>();
        for (int set = 0; set <= standbys.all() && !setting.names().contains(SyncSetting.NOBODY); set++) {
            if ((set & ~names) == 0 && Integer.bitCount(set) == needed) {
                sets.add(set);
            }
        }
        return sets;
    }

    /** The new holder's number is from then on the former holder's, which has everything. */
    private void takeOver(State s, int by, Consumer<State> to) {
        SyncGuarantee claimed = claims.value(s.claimed);
        if ((s.has >> by & 1) == 0 || !claimed.synchronous()) {
            return;
        }
        SyncGuarantee next = rules.takenOver(claimed, Standbys.name(by), HOLDER);
        List<String> names = next.names().stream()
                .map(n -> n.equals(HOLDER) ? Standbys.name(by) : n)
                .toList();
        SyncGuarantee renamed = SyncGuarantee.of(next.count(), names);
        SyncSetting setting = strict && renamed.count() == 0 ? SyncSetting.nobody() : renamed.setting();
        to.accept(new State(
                s.has, UNSETTLED, claims.number(renamed), settings.number(setting), force(setting), NONE, false));
    }

    private static int confirmed(State s) {
        return s.confirmed == AS_HAS ? s.has : s.confirmed;
    }

    State effect(State s, SyncStep step) {
        return step.match(
                claim -> new State(
                        s.has, s.confirmed, claims.number(claim.guarantee()), s.shown, s.inForce, NONE, s.bare),
                apply -> new State(
                        s.has,
                        UNSETTLED,
                        s.claimed,
                        settings.number(apply.setting()),
                        claims.least(s.inForce | force(apply.setting()), SyncGuarantee::implies),
                        NONE,
                        s.bare),
                await -> s,
                settled -> s);
    }

    private long force(SyncSetting setting) {
        return 1L << claims.number(setting.guarantee());
    }

    SyncStep plan(View v, int seen, SyncWish wish) {
        List<SyncCandidate> rows = new ArrayList<>();
        for (int i = 0; i < standbys.count(); i++) {
            if ((seen >> i & 1) == 1) {
                Lsn at = v.confirmed != UNSETTLED && (v.confirmed >> i & 1) == 1 ? SINCE : EARLY;
                rows.add(new SyncCandidate(Standbys.name(i), false, i % 2, false, "", true, at));
            }
        }
        Optional<Lsn> since = v.confirmed == UNSETTLED ? Optional.empty() : Optional.of(SINCE);
        List<String> last = wish.count() % 2 == 0 ? List.of() : List.of(Standbys.name(0));
        return rules.next(
                new SyncRules.Question(wish, rows, claims.value(v.claimed), settings.value(v.shown), since, last));
    }

    private void check(State s) {
        SyncGuarantee claimed = claims.value(s.claimed);
        if (!claimed.synchronous()) {
            return;
        }
        if (Integer.bitCount(s.has & listed.computeIfAbsent(s.claimed, k -> standbys.bits(claimed.names())))
                < claimed.count()) {
            fail(s, "an acknowledged commit doesn't satisfy the claim");
        }
        if (strict && s.bare) {
            fail(s, "a commit was acknowledged without a member's confirmation");
        }
        int silent = standbys.all() & ~s.has; // whoever else has promised, these are the most that know nothing
        if (!mayHide.computeIfAbsent(
                List.of(s.claimed, silent),
                k -> silent == 0 || rules.mayHide(claimed, HOLDER, new TreeSet<>(standbys.names(silent))))) {
            fail(s, standbys.names(silent) + " may elect without the last commit");
        }
    }

    private void fail(State s, String what) {
        StringBuilder text = new StringBuilder(what);
        State at = s;
        State before = Objects.requireNonNull(cameFrom.get(at));
        while (!before.equals(at)) {
            text.append("\n  ").append(told(at));
            at = before;
            before = Objects.requireNonNull(cameFrom.get(at));
        }
        violation = text.toString();
    }

    private String told(State s) {
        return "with " + standbys.names(s.has) + ", confirmed "
                + (s.confirmed == UNSETTLED ? "nothing" : standbys.names(confirmed(s))) + ", claimed "
                + SyncStory.say(claims.value(s.claimed)) + ", shown "
                + settings.value(s.shown).text(17) + (s.pending == NONE ? "" : ", then " + steps.value(s.pending));
    }
}
