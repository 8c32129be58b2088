package io.pgspan.testkit.simulation;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.testkit.base.story.Arguments;
import io.pgspan.testkit.base.story.VocabularyBuilder;
import java.util.function.Consumer;

/** Networks and stores that fail in stories. */
final class NetworkWords {
    private NetworkWords() {}

    static void addTo(VocabularyBuilder<Stage> words) {
        words.verb(
                        "isolate <m> for <t:time>",
                        (stage, a) -> stage.cluster()
                                .network()
                                .isolate(stage.member(a.word("m")).index(), until(stage, a)))
                .verb(
                        "cut all between <a> and <b> for <t:time>",
                        (stage, a) -> stage.cluster()
                                .network()
                                .cutAll(index(stage, a, "a"), index(stage, a, "b"), until(stage, a)))
                .verb(
                        "cut <what:agents|replication> between <a> and <b> for <t:time>",
                        (stage, a) -> stage.cluster()
                                .network()
                                .cut(channel(a), index(stage, a, "a"), index(stage, a, "b"), until(stage, a)))
                .verb(
                        "cut <what:agents|replication> from <a> to <b> for <t:time>",
                        (stage, a) -> stage.cluster()
                                .network()
                                .cutOneWay(channel(a), index(stage, a, "a"), index(stage, a, "b"), until(stage, a)))
                .verb(
                        "part <m> from the members for <t:time>",
                        (stage, a) -> stage.cluster().members().forEach(other -> {
                            if (other.index() != index(stage, a, "m")) {
                                stage.cluster().network().cutAll(index(stage, a, "m"), other.index(), until(stage, a));
                            }
                        }))
                .verb(
                        "slow <what:agents|replication> between <a> and <b> for <t:time>",
                        (stage, a) -> stage.cluster()
                                .network()
                                .slow(channel(a), index(stage, a, "a"), index(stage, a, "b"), until(stage, a)))
                .verb(
                        "messages of <what:agents|replication> between <a> and <b> take <lag:time> for <t:time>",
                        (stage, a) -> stage.cluster()
                                .network()
                                .lag(
                                        channel(a),
                                        index(stage, a, "a"),
                                        index(stage, a, "b"),
                                        Stage.micros(a.time("lag")),
                                        until(stage, a)))
                .verb("everything heals", (stage, a) -> {
                    stage.cluster().network().heal();
                    stage.cluster().everyone().forEach(SimMember::heal);
                })
                .verb("the faults are over", (stage, a) -> stage.cluster().faultsStop());
        addStore(words);
    }

    private static void addStore(VocabularyBuilder<Stage> words) {
        words.verb("the store is out for <t:time>", (stage, a) -> everybody(stage, way -> way.cut(until(stage, a))))
                .verb(
                        "the store errs for everybody for <t:time>",
                        (stage, a) -> everybody(stage, way -> way.fail(until(stage, a))))
                .verb(
                        "the store refuses writes for <t:time>",
                        (stage, a) -> everybody(stage, way -> way.refuseWrites(until(stage, a))))
                .verb(
                        "cut the store from <m> for <t:time>",
                        (stage, a) -> way(stage, a).cut(until(stage, a)))
                .verb(
                        "the store answers <m> slowly for <t:time>",
                        (stage, a) -> way(stage, a).slow(until(stage, a)))
                .verb(
                        "the store answers what <m> writes <late:time> late for <t:time>",
                        (stage, a) -> way(stage, a).late(Stage.micros(a.time("late")), until(stage, a)))
                .verb(
                        "the store drips for <m> for <t:time>",
                        (stage, a) -> way(stage, a).drip(until(stage, a)))
                .verb(
                        "the store does what <m> asks without answering for <t:time>",
                        (stage, a) -> way(stage, a).deafen(until(stage, a)))
                .verb(
                        "half of what the store tells <m> is lost for <t:time>",
                        (stage, a) -> way(stage, a).lose(until(stage, a)))
                .verb(
                        "the store refuses what <m> writes for <t:time>",
                        (stage, a) -> way(stage, a).refuseWrites(until(stage, a)))
                .verb(
                        "the store errs for <m> for <t:time>",
                        (stage, a) -> way(stage, a).fail(until(stage, a)))
                .verb(
                        "<m> reads what is <age:time> old for <t:time>",
                        (stage, a) -> way(stage, a).stale(Stage.micros(a.time("age")), until(stage, a)))
                .verb(
                        "the watch of <m> stalls for <t:time>",
                        (stage, a) -> way(stage, a).stallWatch(until(stage, a)))
                .verb(
                        "the record is missing for <t:time>",
                        (stage, a) -> store(stage).missing(until(stage, a)))
                .verb(
                        "the record is created anew",
                        (stage, a) -> store(stage)
                                .replacedBy(ClusterRecord.uninitialised(
                                        stage.cluster().setup().holdingData(),
                                        stage.cluster().setup().confirmations())))
                .verb(
                        "a stranger touches the record",
                        (stage, a) -> store(stage).touched())
                .verb(
                        "a stranger touches the record every <pause:time> for <t:time>",
                        (stage, a) -> touch(stage, Stage.micros(a.time("pause")), until(stage, a)));
    }

    /** Stories are told of a record on one API server. */
    private static SimStore store(Stage stage) {
        return (SimStore) stage.cluster().store();
    }

    private static void touch(Stage stage, long pause, long until) {
        store(stage).touched();
        stage.world().after(pause, () -> {
            if (stage.world().now() < until) {
                touch(stage, pause, until);
            }
        });
    }

    private static void everybody(Stage stage, Consumer<StoreWay> deed) {
        stage.cluster().everyone().forEach(m -> deed.accept(m.storeWay()));
    }

    private static long until(Stage stage, Arguments a) {
        return stage.until(a.time("t"));
    }

    private static StoreWay way(Stage stage, Arguments a) {
        return stage.member(a.word("m")).storeWay();
    }

    private static int index(Stage stage, Arguments a, String slot) {
        return stage.member(a.word(slot)).index();
    }

    private static Network.Channel channel(Arguments a) {
        return a.word("what").equals("agents") ? Network.Channel.AGENTS : Network.Channel.REPLICATION;
    }
}
