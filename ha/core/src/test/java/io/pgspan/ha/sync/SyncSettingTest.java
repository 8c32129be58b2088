package io.pgspan.ha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

class SyncSettingTest {
    @Example
    void writesWhatPostgresReads() {
        assertThat(SyncSetting.none().text(17)).isEmpty();
        assertThat(SyncSetting.first(2, List.of("pg-b", "pg-a")).text(13)).isEqualTo("FIRST 2 (\"pg-b\", \"pg-a\")");
        assertThat(SyncSetting.any(1, List.of("pg-b", "pg-a")).text(18)).isEqualTo("ANY 1 (\"pg-a\", \"pg-b\")");
        assertThat(SyncSetting.any(1, List.of("o\"clock", "two words", "any")).text(16))
                .isEqualTo("ANY 1 (\"any\", \"o\"\"clock\", \"two words\")");
        assertThat(SyncSetting.nobody().text(13)).isEqualTo("FIRST 1 (\"pgspan_nobody\")");
    }

    @Example
    void refusesAServerThatKnowsNoAny() {
        assertThatThrownBy(() -> SyncSetting.none().text(9))
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("PostgreSQL 9");
    }

    @Example
    void readsEveryFormOfTheGrammar() {
        assertThat(SyncSetting.parse("")).contains(SyncSetting.none());
        assertThat(SyncSetting.parse("a")).contains(SyncSetting.first(1, List.of("a")));
        assertThat(SyncSetting.parse("b, a")).contains(SyncSetting.first(1, List.of("b", "a")));
        assertThat(SyncSetting.parse("2(b,a , c)")).contains(SyncSetting.first(2, List.of("b", "a", "c")));
        assertThat(SyncSetting.parse("first 2 (b,a)")).contains(SyncSetting.first(2, List.of("b", "a")));
        assertThat(SyncSetting.parse("aNy 1\t(\"b-1\", \"say \"\"hi\"\"\")"))
                .contains(SyncSetting.any(1, List.of("b-1", "say \"hi\"")));
        assertThat(SyncSetting.parse(" 2 , 1 ")).contains(SyncSetting.first(1, List.of("2", "1")));
        assertThat(SyncSetting.parse("ANY 3 (2)")).contains(SyncSetting.any(3, List.of("2")));
        assertThat(SyncSetting.parse("\"any\", \"first\"")).contains(SyncSetting.first(1, List.of("any", "first")));
        assertThat(SyncSetting.parse("_a$1")).contains(SyncSetting.first(1, List.of("_a$1")));
    }

    @Example
    void aWildcardGivesNoGuarantee() {
        for (String text : List.of("*", "\"*\"", "ANY 1 (*)", "FIRST 1 (a, *)", "2 (\"*\", a)")) {
            assertThat(SyncSetting.parse(text)).as(text).isEmpty();
        }
    }

    @Example
    void whatIsNotTheGrammarGivesNoGuarantee() {
        for (String text : List.of(
                " ",
                "a,",
                ",a",
                "ANY (a)",
                "ANY 1 a",
                "ANY 1 ()",
                "ANY 1 (a",
                "1 (a))",
                "ANY",
                "FIRST",
                "1 2 (a)",
                "a b",
                "a-b",
                "\"a",
                "ANY 0 (a)",
                "ANY 9999999999 (a)",
                "any, b",
                "ANY FIRST 1 (a)",
                "\"\"",
                "(a)",
                "a;b",
                "2a",
                "é",
                "x".repeat(64))) {
            assertThat(SyncSetting.parse(text)).as(text).isEmpty();
        }
    }

    @Example
    void comparesNamesAsPostgresDoes() {
        assertThat(SyncSetting.parse("ANY 2 (\"PG-1\", pg_2, PG_2)"))
                .contains(SyncSetting.any(2, List.of("pg-1", "pg_2")));
        assertThat(SyncSetting.any(1, List.of("PG-1")).implies(SyncGuarantee.of(1, List.of("pg-1"))))
                .isTrue();
    }

    @Example
    void refusesNamesThatAreNotOneStandbys() {
        for (String name : List.of("", "*", "tab\t", "é", "x".repeat(64))) {
            assertThatThrownBy(() -> SyncSetting.any(1, List.of(name)))
                    .as(name)
                    .isInstanceOf(PgspanException.class)
                    .hasMessageContaining("can't name one standby");
        }
        assertThatThrownBy(() -> SyncSetting.any(0, List.of("a"))).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> SyncSetting.any(1, List.of())).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> SyncSetting.any(-1, List.of("a"))).isInstanceOf(PgspanException.class);
        assertThat(SyncSetting.any(1, List.of("x".repeat(63))).names()).hasSize(1);
    }

    @Property(tries = 500)
    void readsBackWhatItWrote(
            @ForAll SyncSetting.Method method,
            @ForAll @IntRange(min = 1, max = 5) int count,
            @ForAll @Size(min = 1, max = 4)
                    List<@StringLength(min = 1, max = 8) @CharRange(from = ' ', to = ')') String> names) {
        SyncSetting setting = new SyncSetting(method, count, names);
        assertThat(SyncSetting.parse(setting.text(17))).isEqualTo(Optional.of(setting));
    }

    /** Against the definition: no set of names that lets a commit through has fewer than the claimed number of the claimed names. */
    @Property(tries = 3_000)
    void impliesWhatEverySetThatConfirmsGives(
            @ForAll @Size(min = 1, max = 4) @UniqueElements List<@IntRange(max = 4) Integer> waited,
            @ForAll @IntRange(min = 1, max = 4) int count,
            @ForAll @Size(max = 4) @UniqueElements List<@IntRange(max = 4) Integer> claimed,
            @ForAll @IntRange(max = 4) int of) {
        SyncSetting setting = SyncSetting.any(Math.min(count, waited.size()), names(waited));
        SyncGuarantee guarantee = SyncGuarantee.of(Math.min(of, claimed.size()), names(claimed));
        boolean always = true;
        for (int bits = 0; bits < 32; bits++) {
            List<Integer> set = subset(bits);
            boolean acknowledged = set.stream().filter(waited::contains).count() >= setting.count();
            boolean satisfied = set.stream().filter(claimed::contains).count() >= guarantee.count();
            always &= !acknowledged || satisfied;
        }
        assertThat(setting.implies(guarantee)).isEqualTo(always);
        assertThat(setting.guarantee().implies(guarantee)).isEqualTo(always);
    }

    @Example
    void impliesEveryGuaranteeWhileItAcknowledgesNothing() {
        assertThat(SyncSetting.nobody().implies(SyncGuarantee.of(2, List.of("a", "b"))))
                .isTrue();
        assertThat(SyncSetting.none().implies(SyncGuarantee.of(1, List.of("a"))))
                .isFalse();
        assertThat(SyncSetting.none().implies(SyncGuarantee.alone())).isTrue();
        assertThat(SyncSetting.none().implies(SyncGuarantee.asynchronous())).isTrue();
    }

    static List<String> names(List<Integer> members) {
        return members.stream().map(m -> String.valueOf((char) ('a' + m))).toList();
    }

    private static List<Integer> subset(int bits) {
        return new ArrayList<>(
                IntStream.range(0, 5).filter(i -> (bits >> i & 1) == 1).boxed().toList());
    }
}
