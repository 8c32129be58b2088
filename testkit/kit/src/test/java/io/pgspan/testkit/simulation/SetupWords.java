package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.Tags;
import io.pgspan.ha.sync.SyncWish;
import io.pgspan.testkit.base.story.VocabularyBuilder;
import java.time.Duration;

/** What a story says of its cluster before it begins. */
final class SetupWords {
    /** A lease that runs out sooner than a question is given up. */
    private static final HaPolicy HASTY = new HaPolicy(
            Duration.ofMillis(1_000),
            Duration.ofMillis(900),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            1.1,
            Duration.ofMillis(300));

    /** A server may take longer to stop than its holder goes on without a renewal. */
    private static final HaPolicy CAUTIOUS = new HaPolicy(
            Duration.ofSeconds(8),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofMillis(250),
            1.1,
            Duration.ofSeconds(1));

    private SetupWords() {}

    static void addTo(VocabularyBuilder<Stage> words) {
        words.verb("<size:int> members", (stage, a) -> stage.draft().size(a.number("size")))
                .verb("an empty store", (stage, a) -> stage.emptyStore())
                .verb(
                        "commits wait for any <k:int>",
                        (stage, a) -> stage.draft().wish(SyncWish.quorum(a.number("k"))))
                .verb(
                        "commits wait for the first <k:int>",
                        (stage, a) -> stage.draft().wish(SyncWish.priority(a.number("k"))))
                .verb(
                        "commits wait strictly for any <k:int>",
                        (stage, a) -> stage.draft()
                                .wish(SyncWish.quorum(a.number("k")).strictly()))
                .verb(
                        "commits wait strictly for the first <k:int>",
                        (stage, a) -> stage.draft()
                                .wish(SyncWish.priority(a.number("k")).strictly()))
                .verb(
                        "<member> is tagged <tag:nofailover|nosync|preferred>",
                        (stage, a) -> stage.draft().tag(a.word("member"), tags -> tagged(tags, a.word("tag"))))
                .verb(
                        "<member> is the first to confirm",
                        (stage, a) -> stage.draft().tag(a.word("member"), SetupWords::confirmingFirst))
                .verb(
                        "<member> is in zone <zone>",
                        (stage, a) -> stage.draft().tag(a.word("member"), tags -> tags.in(a.word("zone"))))
                .verb("<member> is an arbiter", (stage, a) -> stage.draft().arbiter(a.word("member")))
                .verb("failsafe mode", (stage, a) -> stage.draft().rules(HaRules::withFailsafe))
                .verb(
                        "a candidate needs a majority",
                        (stage, a) -> stage.draft().rules(HaRules::withMemberMajority))
                .verb(
                        "at most <bytes:int> bytes of lag",
                        (stage, a) -> stage.draft().rules(rules -> rules.withMaximumLag(a.number("bytes"))))
                .verb(
                        "<kind:tight|patient|hasty|cautious> timing",
                        (stage, a) -> stage.draft().policy(timing(a.word("kind"))))
                .verb("no guard beside the agent", (stage, a) -> stage.draft().unguarded())
                .verb("guards that may freeze", (stage, a) -> stage.draft().guardsFreezeToo())
                .verb("no tool to rewind", (stage, a) -> stage.draft().withoutRewind())
                .verb("agents of two versions", (stage, a) -> stage.draft().withOldAgents())
                .verb(
                        "clients write every <pause:time>",
                        (stage, a) ->
                                stage.draft().writeEvery((int) a.time("pause").toMillis()))
                .verb(
                        "clients write up to <bytes:int> bytes",
                        (stage, a) -> stage.draft().bytesPerWrite(a.number("bytes")));
    }

    private static HaPolicy timing(String kind) {
        return switch (kind) {
            case "tight" -> Setup.TIGHT;
            case "patient" -> Setup.PATIENT;
            case "hasty" -> HASTY;
            default -> CAUTIOUS;
        };
    }

    private static Tags confirmingFirst(Tags tags) {
        return new Tags(tags.noFailover(), tags.priority(), tags.noSync(), 2, tags.domain());
    }

    private static Tags tagged(Tags tags, String tag) {
        return switch (tag) {
            case "nofailover" -> tags.withoutFailover();
            case "nosync" -> tags.withoutSync();
            default -> tags.preferred(2);
        };
    }
}
