package io.pgspan.testkit.simulation;

import io.pgspan.testkit.base.story.Arguments;
import io.pgspan.testkit.base.story.VocabularyBuilder;
import java.util.function.BooleanSupplier;

/** What goes wrong in stories at the very step at which something else has come about; a step that never comes fails the story. */
final class OnceWords {
    private static final long LOOK = World.MILLI;
    private static final long PATIENCE = 60 * World.SECOND;

    private OnceWords() {}

    static void addTo(VocabularyBuilder<Stage> words) {
        words.verb(
                        "crash <m> once <x> accepts writes",
                        (stage, a) -> once(
                                stage,
                                () -> accepts(stage, a),
                                () -> stage.member(a.word("m")).crash()))
                .verb(
                        "<x> writes <bytes:int> bytes and crashes once it accepts writes",
                        (stage, a) -> once(stage, () -> accepts(stage, a), () -> {
                            stage.member(a.word("x")).postgres().append(a.number("bytes"));
                            stage.member(a.word("x")).crash();
                        }))
                .verb(
                        "crash <m> once <x> decides <rule>",
                        (stage, a) -> once(
                                stage,
                                () -> decides(stage, a),
                                () -> stage.member(a.word("m")).crash()))
                .verb(
                        "crash <m> for <t:time> once <x> decides <rule>",
                        (stage, a) -> once(stage, () -> decides(stage, a), () -> {
                            stage.member(a.word("m")).crash();
                            stage.world()
                                    .after(
                                            Stage.micros(a.time("t")),
                                            () -> stage.member(a.word("m")).boot());
                        }))
                .verb(
                        "PostgreSQL of <m> dies once <x> decides <rule>",
                        (stage, a) -> once(
                                stage,
                                () -> decides(stage, a),
                                () -> stage.member(a.word("m")).postgres().kill()))
                .verb(
                        "isolate <m> for <t:time> once <x> decides <rule>",
                        (stage, a) -> once(
                                stage,
                                () -> decides(stage, a),
                                () -> stage.cluster()
                                        .network()
                                        .isolate(stage.member(a.word("m")).index(), stage.until(a.time("t")))))
                .verb(
                        "the agent of <m> freezes for <t:time> once <x> decides <rule>",
                        (stage, a) -> once(
                                stage,
                                () -> decides(stage, a),
                                () -> stage.member(a.word("m")).freezeAgent(stage.until(a.time("t")))))
                .verb(
                        "cut the store from <m> for <t:time> once <x> decides <rule>",
                        (stage, a) -> once(
                                stage,
                                () -> decides(stage, a),
                                () -> stage.member(a.word("m")).storeWay().cut(stage.until(a.time("t")))))
                .verb(
                        "the store answers what <m> writes <late:time> late for <t:time> once <x> decides <rule>",
                        (stage, a) -> once(
                                stage,
                                () -> decides(stage, a),
                                () -> stage.member(a.word("m"))
                                        .storeWay()
                                        .late(Stage.micros(a.time("late")), stage.until(a.time("t")))))
                .verb(
                        "<lag:time> after <x> decides <rule> the store errs for <m> for <t:time>",
                        (stage, a) -> once(
                                stage,
                                () -> decides(stage, a),
                                () -> stage.world()
                                        .after(
                                                Stage.micros(a.time("lag")),
                                                () -> stage.member(a.word("m"))
                                                        .storeWay()
                                                        .fail(stage.until(a.time("t"))))))
                .verb(
                        "<lag:time> after <x> decides <rule> a human makes <m> wait for anybody",
                        (stage, a) -> once(
                                stage,
                                () -> decides(stage, a),
                                () -> stage.world()
                                        .after(
                                                Stage.micros(a.time("lag")),
                                                () -> stage.member(a.word("m"))
                                                        .postgres()
                                                        .commits()
                                                        .edit(null))));
    }

    private static boolean accepts(Stage stage, Arguments a) {
        return stage.member(a.word("x")).postgres().writable();
    }

    private static boolean decides(Stage stage, Arguments a) {
        SimAgent agent = stage.member(a.word("x")).agent();
        return agent != null && agent.loop().decision().rule().equals(a.word("rule"));
    }

    private static void once(Stage stage, BooleanSupplier has, Runnable deed) {
        stage.awaits();
        look(stage, stage.world().now() + PATIENCE, has, deed);
    }

    private static void look(Stage stage, long until, BooleanSupplier has, Runnable deed) {
        if (has.getAsBoolean()) {
            stage.cameAbout();
            deed.run();
        } else if (stage.world().now() < until) {
            stage.world().after(LOOK, () -> look(stage, until, has, deed));
        } else {
            throw new IllegalStateException("what something was to happen at has not come about");
        }
    }
}
