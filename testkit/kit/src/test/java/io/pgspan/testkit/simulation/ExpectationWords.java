package io.pgspan.testkit.simulation;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.testkit.base.story.Arguments;
import io.pgspan.testkit.base.story.VocabularyBuilder;
import java.util.List;
import java.util.TreeSet;

/** What stories expect of the cluster. The invariants are looked at besides, after every event, whether a story names them or not. */
final class ExpectationWords {
    private static final long FLOWS = 400 * World.MILLI;

    private ExpectationWords() {}

    static void addTo(VocabularyBuilder<Stage> words) {
        words.condition("<m> leads", (stage, a) -> leads(stage, member(stage, a)))
                .condition(
                        "<m> accepts writes", (stage, a) -> postgres(stage, a).writable())
                .condition(
                        "somebody leads",
                        (stage, a) -> stage.cluster().members().stream().anyMatch(m -> leads(stage, m)))
                .condition("somebody accepts writes", (stage, a) -> primaries(stage) > 0)
                .condition("two accept writes", (stage, a) -> primaries(stage) > 1)
                .condition("<m> holds the lease", (stage, a) -> holder(stage).equals(a.word("m")))
                .condition("nobody holds the lease", (stage, a) -> holder(stage).isEmpty())
                .condition("the epoch is <n:int>", (stage, a) -> record(stage).epoch() == a.number("n"))
                .condition(
                        "the timeline of <m> is <n:int>",
                        (stage, a) -> postgres(stage, a).hasData()
                                && postgres(stage, a).wal().timeline() == a.number("n"))
                .condition(
                        "<m> follows <p>",
                        (stage, a) -> postgres(stage, a)
                                .streamsFrom(stage.member(a.word("p")).postgres()))
                .condition("everybody follows <p>", (stage, a) -> everybodyFollows(stage, stage.member(a.word("p"))))
                .condition(
                        "everybody follows the leader",
                        (stage, a) -> stage.cluster().members().stream().anyMatch(m -> everybodyFollows(stage, m)))
                .condition(
                        "<m> is connected to <p>",
                        (stage, a) -> stage.member(a.word("p"))
                                .postgres()
                                .streamsTo(member(stage, a).index()))
                .condition("<m> runs", (stage, a) -> postgres(stage, a).running())
                .condition("<m> has data", (stage, a) -> postgres(stage, a).hasData())
                .condition(
                        "<m> decides <rule>",
                        (stage, a) -> member(stage, a).up()
                                && stage.agent(a.word("m"))
                                        .loop()
                                        .decision()
                                        .rule()
                                        .equals(a.word("rule")))
                .condition("<m> has decided <rule>", (stage, a) -> stage.has(a.word("m"), a.word("rule") + ": "))
                .condition(
                        "somebody has decided <rule>",
                        (stage, a) -> stage.cluster().members().stream()
                                .anyMatch(m -> stage.has(m.name(), a.word("rule") + ": ")))
                .condition(
                        "<m> has done <action:Bootstrap|StartPrimary|StartStandby|Follow|Promise|Promote|HandOver|Rewind|Clone|Fence|WaitFor>",
                        (stage, a) -> stage.has(a.word("m"), "does " + a.word("action") + "["))
                .condition(
                        "<m> goes on without the store",
                        (stage, a) -> stage.has(a.word("m"), "goes on without the store"));
        addCommits(words);
    }

    private static void addCommits(VocabularyBuilder<Stage> words) {
        words.condition("commits flow", (stage, a) -> {
                    long latest = stage.cluster().invariants().ledger().latest();
                    return latest >= 0 && stage.world().now() - latest <= FLOWS;
                })
                .condition(
                        "commits wait on <m>",
                        (stage, a) -> postgres(stage, a).writable()
                                && postgres(stage, a).commits().waiting())
                .condition("<m> has every acknowledged commit", (stage, a) -> hasEverything(stage, postgres(stage, a)))
                .condition(
                        "the record claims nothing",
                        (stage, a) -> !record(stage).guarantee().synchronous())
                .condition(
                        "the record claims the holder alone",
                        (stage, a) -> record(stage).guarantee().synchronous()
                                && record(stage).guarantee().count() == 0)
                .condition(
                        "the record names <m>",
                        (stage, a) -> record(stage).guarantee().names().contains(a.word("m")))
                .condition(
                        "the record claims <k:int> of <names...>",
                        (stage, a) -> record(stage).guarantee().count() == a.number("k")
                                && sameNames(record(stage).guarantee().names(), a.words("names")))
                .condition("<m> waits for <k:int> of <names...>", (stage, a) -> {
                    SyncSetting shown = postgres(stage, a).commits().shown();
                    return shown != null
                            && shown.count() == a.number("k")
                            && sameNames(shown.names(), a.words("names"));
                })
                .condition(
                        "<m> waits for no standby",
                        (stage, a) -> SyncSetting.none()
                                .equals(postgres(stage, a).commits().shown()))
                .condition(
                        "<m> waits for everything",
                        (stage, a) -> SyncSetting.nobody()
                                .equals(postgres(stage, a).commits().shown()));
    }

    private static boolean leads(Stage stage, SimMember m) {
        return m.postgres().writable()
                && !m.postgres().humansPrimary()
                && record(stage).holder().filter(h -> h.equals(m.identity())).isPresent();
    }

    private static long primaries(Stage stage) {
        return stage.cluster().everyone().stream()
                .filter(m -> m.postgres().writable())
                .count();
    }

    private static boolean everybodyFollows(Stage stage, SimMember primary) {
        return leads(stage, primary)
                && stage.cluster().members().stream()
                        .allMatch(
                                m -> m == primary || m.arbiter() || m.postgres().streamsFrom(primary.postgres()));
    }

    private static boolean hasEverything(Stage stage, SimPostgres postgres) {
        return postgres.hasData()
                && stage.cluster().invariants().ledger().commits().entrySet().stream()
                        .allMatch(e -> postgres.wal().holds(new Position(e.getKey(), e.getValue())));
    }

    private static boolean sameNames(List<String> some, List<String> others) {
        return new TreeSet<>(some).equals(new TreeSet<>(others));
    }

    private static ClusterRecord record(Stage stage) {
        return stage.cluster().store().record();
    }

    private static String holder(Stage stage) {
        return record(stage).holder().map(Holder::member).orElse("");
    }

    private static SimMember member(Stage stage, Arguments a) {
        return stage.member(a.word("m"));
    }

    private static SimPostgres postgres(Stage stage, Arguments a) {
        return member(stage, a).postgres();
    }
}
