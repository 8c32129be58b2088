package io.pgspan.testkit.simulation;

import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.testkit.base.story.Arguments;
import io.pgspan.testkit.base.story.VocabularyBuilder;

/** Machines, agents, servers and volumes that fail in stories. */
final class MemberWords {
    private MemberWords() {}

    static void addTo(VocabularyBuilder<Stage> words) {
        words.verb("crash <m>", (stage, a) -> member(stage, a).crash())
                .verb("crash <m> for <t:time>", (stage, a) -> {
                    SimMember victim = member(stage, a);
                    victim.crash();
                    stage.world().after(Stage.micros(a.time("t")), victim::boot);
                })
                .verb("start <m>", (stage, a) -> member(stage, a).boot())
                .verb("the pod of <m> is replaced within <t:time>", (stage, a) -> {
                    SimMember victim = member(stage, a);
                    victim.crash();
                    victim.recreatePod();
                    stage.world().after(Stage.micros(a.time("t")), victim::boot);
                })
                .verb("<m> loses its volume", (stage, a) -> {
                    member(stage, a).wipe();
                    member(stage, a).postgres().replacing();
                })
                .verb("a second <m> starts on an empty volume after <t:time>", (stage, a) -> {
                    SimMember old = member(stage, a);
                    int seat = old.index();
                    if (stage.cluster().replace(old) == null) {
                        throw new IllegalStateException("there are too many pods already");
                    }
                    stage.world()
                            .after(
                                    Stage.micros(a.time("t")),
                                    () -> stage.cluster().members().get(seat).boot());
                })
                .verb(
                        "the former <m> is cut off for <t:time>",
                        (stage, a) -> stage.cluster()
                                .network()
                                .isolate(former(stage, a).index(), until(stage, a)))
                .verb("the former <m> does nothing but read the store for <t:time>", (stage, a) -> {
                    stage.cluster().network().isolate(former(stage, a).index(), until(stage, a));
                    former(stage, a).storeWay().heal();
                    former(stage, a).storeWay().refuseWrites(until(stage, a));
                })
                .verb("the former <m> ends", (stage, a) -> {
                    SimMember ghost = former(stage, a);
                    ghost.crash();
                    stage.cluster().buried(ghost);
                })
                .verb(
                        "the agent of <m> freezes for <t:time>",
                        (stage, a) -> member(stage, a).freezeAgent(until(stage, a)))
                .verb("agent and guard of <m> freeze for <t:time>", (stage, a) -> {
                    member(stage, a).freezeAgent(until(stage, a));
                    member(stage, a).freezeGuard(until(stage, a));
                })
                .verb(
                        "the machine of <m> sleeps for <t:time>",
                        (stage, a) -> member(stage, a).suspend(until(stage, a)));
        addPostgres(words);
    }

    private static void addPostgres(VocabularyBuilder<Stage> words) {
        words.verb("PostgreSQL of <m> dies", (stage, a) -> postgres(stage, a).kill())
                .verb(
                        "PostgreSQL of <m> starts slowly for <t:time>",
                        (stage, a) -> postgres(stage, a).ailments().slowStart(until(stage, a)))
                .verb(
                        "PostgreSQL of <m> does not start for <t:time>",
                        (stage, a) -> postgres(stage, a).ailments().failingStart(until(stage, a)))
                .verb(
                        "starts of PostgreSQL of <m> hang for <t:time>",
                        (stage, a) -> postgres(stage, a).ailments().hangingStart(until(stage, a)))
                .verb(
                        "promotions of PostgreSQL of <m> fail for <t:time>",
                        (stage, a) -> postgres(stage, a).ailments().failingPromotion(until(stage, a)))
                .verb(
                        "PostgreSQL of <m> is promoted slowly for <t:time>",
                        (stage, a) -> postgres(stage, a).ailments().slowPromotion(until(stage, a)))
                .verb(
                        "PostgreSQL of <m> stops slowly for <t:time>",
                        (stage, a) -> postgres(stage, a).ailments().slowStop(until(stage, a)))
                .verb(
                        "replay on <m> is paused for <t:time>",
                        (stage, a) -> postgres(stage, a).ailments().pauseReplay(until(stage, a)))
                .verb("<m> removes its WAL", (stage, a) -> postgres(stage, a).removeWal())
                .verb("a human promotes <m>", (stage, a) -> postgres(stage, a).promoteByHand())
                .verb(
                        "a human makes <m> wait for anybody",
                        (stage, a) -> postgres(stage, a).commits().edit(null))
                .verb(
                        "a human makes <m> wait for nobody",
                        (stage, a) -> postgres(stage, a).commits().edit(SyncSetting.none()))
                .verb(
                        "a human makes <m> wait for <names...>",
                        (stage, a) -> postgres(stage, a).commits().edit(SyncSetting.any(1, a.words("names"))))
                .verb(
                        "the disk of <m> is slow for <t:time>",
                        (stage, a) -> postgres(stage, a).receiver().slow(until(stage, a)))
                .verb(
                        "<m> receives nothing for <t:time>",
                        (stage, a) -> postgres(stage, a).receiver().stall(until(stage, a)))
                .verb(
                        "<m> writes <bytes:int> bytes",
                        (stage, a) -> postgres(stage, a).append(a.number("bytes")));
    }

    private static SimMember former(Stage stage, Arguments a) {
        return stage.cluster().everyone().stream()
                .filter(m -> m.ghost() && m.name().equals(a.word("m")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no former " + a.word("m")));
    }

    private static SimMember member(Stage stage, Arguments a) {
        return stage.member(a.word("m"));
    }

    private static SimPostgres postgres(Stage stage, Arguments a) {
        return member(stage, a).postgres();
    }

    private static long until(Stage stage, Arguments a) {
        return stage.until(a.time("t"));
    }
}
