package io.pgspan.ha.record.majority;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.record.majority.Plan.Intent;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table of what a round does with what it has learned. */
class PlanTest {
    private static final SortedMap<String, String> ALL = new TreeMap<>(Map.of("a", "a-1", "b", "b-1", "c", "c-1"));
    private static final SortedMap<String, String> WITHOUT_C = new TreeMap<>(Map.of("a", "a-1", "b", "b-1", "c", ""));
    private static final Ballot LATE = new Ballot(9, "x");
    private static final Entry FIRST = new Entry("1@x", "", "first", ALL);
    private static final Entry SECOND = new Entry("2@x", "1@x", "second", ALL);
    private static final Entry THIRD = new Entry("3@x", "2@x", "third", ALL);
    private static final Entry MINE = new Entry("7@me", "1@x", "mine", ALL);
    private static final Wish UPDATE = new Wish.Update("1@x", "mine");
    private static final Wish CREATE = new Wish.Create("mine");

    private static final Rules RULES = new Rules(SafetyRule.all(), 3);

    static Stream<Arguments> rows() {
        Outcome conflict = new Outcome.Conflict();
        Outcome written = new Outcome.Written("7@me");
        Outcome settled = new Outcome.Settled();
        return Stream.of(
                row("a read of nothing", new Wish.Read(), false, "", null, true, null, new Outcome.Empty()),
                row("a read of what is agreed", new Wish.Read(), false, "", FIRST, true, null, holds(FIRST)),
                row("a read of what a minority holds", new Wish.Read(), false, "", FIRST, false, FIRST, holds(FIRST)),
                row("a creation", CREATE, false, "", null, true, new Entry("7@me", "", "mine", ALL), written),
                row("a second creation", CREATE, false, "", FIRST, true, null, conflict),
                row("a creation that others have built on", CREATE, true, "", SECOND, true, null, null),
                row("an update of nothing", UPDATE, false, "", null, true, null, conflict),
                row("an update", UPDATE, false, "", FIRST, true, MINE, written),
                row("an update of what a minority holds", UPDATE, false, "", FIRST, false, MINE, written),
                row("an update of an old version", UPDATE, false, "", SECOND, true, null, conflict),
                row("an update that may be too late", UPDATE, false, "", SECOND, false, SECOND, conflict),
                row("an own update found half done", UPDATE, true, "", MINE, false, MINE, written),
                row("an own update found done", UPDATE, true, "", MINE, true, null, written),
                row("an exposed update that was beaten", UPDATE, true, "", SECOND, true, null, conflict),
                row("an exposed update long overtaken", UPDATE, true, "", THIRD, true, null, null),
                row("an exposed update that came to nothing", UPDATE, true, "", FIRST, false, MINE, written),
                row("no vote for a lost object", dismiss(), false, "", FIRST, true, FIRST.voting("c", ""), settled),
                row("no vote for another object", dismiss(), false, "c-2", FIRST, true, FIRST.voting("c", ""), settled),
                row("the vote of a sound object", dismiss(), false, "c-1", FIRST, true, null, null),
                row("no vote, again", dismiss(), false, "", without(FIRST), true, null, settled),
                row("no vote, half done", dismiss(), false, "", without(FIRST), false, without(FIRST), settled),
                row("no vote before a record", dismiss(), false, "", null, true, null, null),
                row("a vote", admit(), false, "c-2", without(FIRST), true, FIRST.voting("c", "c-2"), settled),
                row(
                        "a vote before its lack is agreed",
                        admit(),
                        false,
                        "c-2",
                        without(FIRST),
                        false,
                        without(FIRST),
                        null),
                row("a vote in place of another", admit(), false, "c-2", FIRST, true, null, null),
                row("a vote, again", admit(), false, "c-1", FIRST, true, null, settled),
                row("a vote, half done", admit(), false, "c-1", FIRST, false, FIRST, settled));
    }

    /** A missing outcome stands for a refusal, doubt, or another attempt: everything but an answer. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void follows(String name, Intent intent, View view, @Nullable Entry writes, @Nullable Outcome ends) {
        Plan plan = Plan.of(intent, view, RULES);
        assertThat(plan.entry()).isEqualTo(writes);
        if (ends != null) {
            assertThat(plan.end()).isEqualTo(ends);
        } else if (writes == null) {
            assertThat(plan.end()).isInstanceOfAny(Outcome.Refused.class, Outcome.Undecided.class);
        } else {
            assertThat(plan.end()).isNull();
        }
    }

    private static Arguments row(
            String name,
            Wish wish,
            boolean exposed,
            String uid,
            @Nullable Entry learned,
            boolean agreed,
            @Nullable Entry writes,
            @Nullable Outcome ends) {
        Envelope envelope = learned == null ? Envelope.BLANK : new Envelope(LATE, LATE, learned);
        SortedMap<String, String> voting = learned == null ? ALL : learned.uids();
        return Arguments.of(
                name, new Intent(wish, "7@me", exposed, uid), new View(voting, envelope, agreed), writes, ends);
    }

    private static Outcome holds(Entry entry) {
        return new Outcome.Holds(entry.version(), entry.text());
    }

    private static Entry without(Entry entry) {
        return new Entry(entry.version(), entry.previous(), entry.text(), WITHOUT_C);
    }

    private static Wish dismiss() {
        return new Wish.Dismiss("c");
    }

    private static Wish admit() {
        return new Wish.Admit("c");
    }
}
