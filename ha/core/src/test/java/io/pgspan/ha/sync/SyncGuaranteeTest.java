package io.pgspan.ha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Members are a to e; a holds the record where nothing else is said. A set of members is a number of five bits. */
class SyncGuaranteeTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    @Example
    void keepsNamesSortedAndOnce() {
        assertThat(SyncGuarantee.of(1, List.of("c", "B", "c")).names()).containsExactly("b", "c");
        assertThat(SyncGuarantee.of(0, List.of("c"))).isEqualTo(SyncGuarantee.alone());
    }

    @Example
    void refusesAClaimThatCantBe() {
        assertThatThrownBy(() -> SyncGuarantee.of(2, List.of("a", "A"))).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> SyncGuarantee.of(-1, List.of("a"))).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> new SyncGuarantee(false, 1, List.of("a")))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("asynchronous");
    }

    @Example
    void nothingHidesWhereNothingIsClaimed() {
        assertThat(SyncGuarantee.asynchronous().mayHide("a", Set.of())).isFalse();
    }

    @Example
    void aloneOnlyTheLastHolderKnows() {
        assertThat(SyncGuarantee.alone().mayHide("a", Set.of("b", "c"))).isTrue();
        assertThat(SyncGuarantee.alone().mayHide("A", Set.of("a"))).isFalse();
    }

    /** Against the definition: a commit is with the holder and at least k of the names. */
    @Property(tries = 5_000)
    void aCommitHidesExactlyWhenSomeSetThatHasItIsSilent(
            @ForAll @IntRange(max = 31) int listed,
            @ForAll @IntRange(max = 5) int count,
            @ForAll @IntRange(max = 31) int promised) {
        SyncGuarantee claim = claim(count, listed & ~1);
        boolean hides = false;
        for (int has = 0; has < 32; has++) {
            hides |= satisfies(has, 0, claim) && (has & promised) == 0;
        }
        assertThat(claim.mayHide("a", members(promised))).isEqualTo(hides);
    }

    /** Whoever may take over has every commit; from then on the new claim holds of each. */
    @Property(tries = 5_000)
    void everyCommitSatisfiesTheClaimAfterATakeOver(
            @ForAll @IntRange(max = 31) int listed,
            @ForAll @IntRange(max = 5) int count,
            @ForAll @IntRange(max = 4) int by) {
        SyncGuarantee claim = claim(count, listed & ~1);
        SyncGuarantee next = claim.takenOver(NAMES.get(by), Optional.of("a"));
        assertThat(next.count()).isEqualTo(claim.count());
        assertThat(next.names()).doesNotContain(NAMES.get(by));
        for (int has = 0; has < 32; has++) {
            if (satisfies(has, 0, claim)) {
                assertThat(satisfies(has | 1 << by, by, next))
                        .as("%s on %s", next, has)
                        .isTrue();
            }
        }
    }

    @Example
    void theFormerHolderTakesThePlaceOfTheNewOne() {
        SyncGuarantee claim = SyncGuarantee.of(2, List.of("b", "c"));
        assertThat(claim.takenOver("b", Optional.of("a"))).isEqualTo(SyncGuarantee.of(2, List.of("a", "c")));
        assertThat(claim.takenOver("a", Optional.of("a"))).isEqualTo(claim);
        assertThat(claim.takenOver("b", Optional.empty())).isEqualTo(SyncGuarantee.of(1, List.of("c")));
        assertThat(SyncGuarantee.alone().takenOver("b", Optional.of("a"))).isEqualTo(SyncGuarantee.alone());
        assertThat(SyncGuarantee.asynchronous().takenOver("b", Optional.of("a")))
                .isEqualTo(SyncGuarantee.asynchronous());
    }

    @Property(tries = 5_000)
    void impliesExactlyWhatEveryCommitOfItSatisfies(
            @ForAll @IntRange(max = 31) int listed,
            @ForAll @IntRange(max = 5) int count,
            @ForAll @IntRange(max = 31) int otherListed,
            @ForAll @IntRange(max = 5) int otherCount) {
        SyncGuarantee claim = claim(count, listed & ~1);
        SyncGuarantee other = claim(otherCount, otherListed & ~1);
        boolean always = true;
        for (int has = 0; has < 32; has++) {
            always &= !satisfies(has, 0, claim) || satisfies(has, 0, other);
        }
        assertThat(claim.implies(other)).isEqualTo(always);
    }

    @Example
    void anythingImpliesNoClaimAndNoClaimImpliesNothingElse() {
        assertThat(SyncGuarantee.alone().implies(SyncGuarantee.asynchronous())).isTrue();
        assertThat(SyncGuarantee.asynchronous().implies(SyncGuarantee.asynchronous()))
                .isTrue();
        assertThat(SyncGuarantee.asynchronous().implies(SyncGuarantee.alone())).isFalse();
    }

    @Property(tries = 5_000)
    void theWeakerClaimHoldsUnderBothSettings(
            @ForAll @IntRange(max = 31) int listed,
            @ForAll @IntRange(max = 5) int count,
            @ForAll @IntRange(max = 31) int shown,
            @ForAll @IntRange(max = 5) int shownCount,
            @ForAll @IntRange(max = 31) int to,
            @ForAll @IntRange(max = 5) int toCount) {
        SyncGuarantee claim = claim(count, listed & ~1);
        SyncSetting before = claim(shownCount, shown & ~1).setting();
        SyncSetting after = claim(toCount, to & ~1).setting();
        SyncGuarantee weak = claim.weakened(before, after);
        assertThat(claim.implies(weak)).isTrue();
        assertThat(before.implies(weak)).isTrue();
        assertThat(after.implies(weak)).isTrue();
    }

    @Example
    void weakensToTheTargetAtOnceWhereThatIsTrueAlready() {
        SyncGuarantee both = SyncGuarantee.of(2, List.of("b", "c"));
        assertThat(both.weakened(both.setting(), SyncSetting.first(1, List.of("b"))))
                .isEqualTo(SyncGuarantee.of(1, List.of("b")));
        SyncGuarantee b = SyncGuarantee.of(1, List.of("b"));
        assertThat(b.weakened(b.setting(), SyncSetting.first(1, List.of("c"))))
                .isEqualTo(SyncGuarantee.of(1, List.of("b", "c")));
        assertThat(b.weakened(SyncSetting.none(), b.setting())).isEqualTo(SyncGuarantee.alone());
        assertThat(b.weakened(SyncSetting.nobody(), SyncSetting.first(1, List.of("c"))))
                .isEqualTo(SyncGuarantee.of(1, List.of("b", "c")));
        assertThat(SyncGuarantee.asynchronous().weakened(b.setting(), b.setting()))
                .isEqualTo(SyncGuarantee.asynchronous());
    }

    @Property(tries = 500)
    void itsSettingKeepsIt(@ForAll @IntRange(max = 31) int listed, @ForAll @IntRange(max = 5) int count) {
        SyncGuarantee claim = claim(count, listed);
        assertThat(claim.setting().implies(claim)).isTrue();
        assertThat(claim.setting().guarantee()).isEqualTo(claim);
        assertThat(SyncGuarantee.asynchronous().setting()).isEqualTo(SyncSetting.none());
    }

    private static SyncGuarantee claim(int count, int listed) {
        return SyncGuarantee.of(Math.min(count, Integer.bitCount(listed)), List.copyOf(members(listed)));
    }

    private static boolean satisfies(int has, int holder, SyncGuarantee claim) {
        return (has >> holder & 1) == 1
                && members(has).stream().filter(claim.names()::contains).count() >= claim.count();
    }

    private static Set<String> members(int bits) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            if ((bits >> i & 1) == 1) {
                chosen.add(NAMES.get(i));
            }
        }
        return new HashSet<>(chosen);
    }
}
