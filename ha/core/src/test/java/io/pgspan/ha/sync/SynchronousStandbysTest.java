package io.pgspan.ha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SynchronousStandbysTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    @Example
    void namesAllTheOthers() {
        assertThat(SynchronousStandbys.text("a", List.of("a"), 1)).isEmpty();
        assertThat(SynchronousStandbys.text("a", List.of("a", "b"), 1)).isEqualTo("ANY 1 (\"b\")");
        assertThat(SynchronousStandbys.text("b", List.of("c", "b", "a"), 1)).isEqualTo("ANY 1 (\"a\", \"c\")");
        assertThat(SynchronousStandbys.text("a", List.of("a", "b", "c", "d"), 2))
                .isEqualTo("ANY 2 (\"b\", \"c\", \"d\")");
        assertThat(SynchronousStandbys.text("e", NAMES, 3)).isEqualTo("ANY 3 (\"a\", \"b\", \"c\", \"d\")");
    }

    @Example
    void waitsForNoMoreThanThereAre() {
        assertThat(SynchronousStandbys.text("a", List.of("a", "b"), 5)).isEqualTo("ANY 1 (\"b\")");
    }

    @Example
    void isEmptyWhenAsynchronous() {
        assertThat(SynchronousStandbys.text("a", NAMES, 0)).isEmpty();
    }

    @Example
    void quotesNames() {
        assertThat(SynchronousStandbys.text("a", List.of("a", "pg-1", "o\"clock", "*"), 1))
                .isEqualTo("ANY 1 (\"*\", \"o\"\"clock\", \"pg-1\")");
    }

    /** Against the definition: a commit is with the holder and any k of the others; it hides when none of them has been heard. */
    @Property(tries = 5_000)
    void aCommitHidesExactlyWhenSomeAcknowledgingSetIsSilent(
            @ForAll @IntRange(min = 1, max = 5) int size,
            @ForAll @IntRange(min = 0, max = 5) int confirmations,
            @ForAll @IntRange(min = 0, max = 4) int last,
            @ForAll @IntRange(min = 0, max = 31) int heardBits) {
        List<String> members = NAMES.subList(0, size);
        String holder = NAMES.get(last % size);
        Set<String> heard = subset(members, heardBits);
        boolean hides = false;
        for (int bits = 0; bits < 1 << size; bits++) {
            Set<String> standbys = subset(members, bits);
            if (standbys.contains(holder) || standbys.size() != Math.min(confirmations, size - 1)) {
                continue;
            }
            Set<String> knowing = new HashSet<>(standbys);
            knowing.add(holder);
            knowing.retainAll(heard);
            hides |= knowing.isEmpty();
        }
        // without confirmations an acknowledged commit promises nothing
        boolean expected = confirmations > 0 && hides;
        assertThat(SynchronousStandbys.mayHideCommit(holder, members, confirmations, heard))
                .isEqualTo(expected);
    }

    private static Set<String> subset(List<String> members, int bits) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            if ((bits >> i & 1) == 1) {
                chosen.add(members.get(i));
            }
        }
        return new HashSet<>(chosen);
    }
}
