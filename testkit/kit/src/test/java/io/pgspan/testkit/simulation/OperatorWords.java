package io.pgspan.testkit.simulation;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaCommand;
import io.pgspan.ha.record.FailoverConsent;
import io.pgspan.ha.record.Outcome;
import io.pgspan.testkit.base.story.VocabularyBuilder;
import java.util.List;

/** What operators ask of a member in stories, and what they hear. */
final class OperatorWords {
    private static final int ASKED_MAX = 8;
    private static final long AGAIN_AFTER = 130 * World.MILLI;

    private OperatorWords() {}

    static void addTo(VocabularyBuilder<Stage> words) {
        words.verb(
                        "ask <m> for a switchover",
                        (stage, a) -> ask(stage, a.word("m"), new HaCommand.Switchover(stage.newRequest(), null)))
                .verb(
                        "ask <m> for a switchover to <c>",
                        (stage, a) ->
                                ask(stage, a.word("m"), new HaCommand.Switchover(stage.newRequest(), a.word("c"))))
                .verb(
                        "ask <m> for a failover",
                        (stage, a) -> ask(stage, a.word("m"), new HaCommand.Failover(stage.newRequest(), null, null)))
                .verb(
                        "ask <m> for a failover to <c>",
                        (stage, a) ->
                                ask(stage, a.word("m"), new HaCommand.Failover(stage.newRequest(), a.word("c"), null)))
                .verb(
                        "ask <m> for a failover losing <bytes:int> bytes",
                        (stage, a) -> ask(
                                stage,
                                a.word("m"),
                                new HaCommand.Failover(
                                        stage.newRequest(), null, new FailoverConsent(a.number("bytes")))))
                .verb(
                        "ask <m> for a failover to <c> losing <bytes:int> bytes",
                        (stage, a) -> ask(
                                stage,
                                a.word("m"),
                                new HaCommand.Failover(
                                        stage.newRequest(), a.word("c"), new FailoverConsent(a.number("bytes")))))
                .verb("ask <m> to pause", (stage, a) -> ask(stage, a.word("m"), new HaCommand.Pause()))
                .verb("ask <m> to resume", (stage, a) -> ask(stage, a.word("m"), new HaCommand.Resume()))
                .verb("ask <m> to withdraw", (stage, a) -> ask(stage, a.word("m"), new HaCommand.Withdraw()))
                .verb(
                        "ask <m> to abandon <holder>",
                        (stage, a) -> ask(stage, a.word("m"), new HaCommand.Abandon(a.word("holder"))))
                .condition("it is written", (stage, a) -> stage.written())
                .condition("it is refused because <why...>", (stage, a) -> {
                    Decision answer = stage.answer();
                    return answer != null
                            && answer.actions().isEmpty()
                            && answer.reason().contains(said(a.words("why")));
                })
                .condition(
                        "the request is done",
                        (stage, a) -> stage.cluster()
                                .store()
                                .record()
                                .outcome()
                                .filter(Outcome::done)
                                .isPresent())
                .condition(
                        "the request is given up because <why...>",
                        (stage, a) -> stage.cluster()
                                .store()
                                .record()
                                .outcome()
                                .filter(o -> !o.done() && o.text().contains(said(a.words("why"))))
                                .isPresent())
                .condition(
                        "a request waits",
                        (stage, a) -> stage.cluster().store().record().request().isPresent())
                .condition(
                        "the request is <phase:asked|stopping|handed-over>",
                        (stage, a) -> stage.cluster()
                                .store()
                                .record()
                                .request()
                                .filter(r -> r.phase()
                                        .name()
                                        .equalsIgnoreCase(a.word("phase").replace('-', '_')))
                                .isPresent())
                .condition(
                        "maintenance is <pause:none|requested|acknowledged|ending>",
                        (stage, a) ->
                                stage.cluster().store().record().pause().name().equalsIgnoreCase(a.word("pause")));
    }

    private static String said(List<String> words) {
        return String.join(" ", words);
    }

    private static void ask(Stage stage, String member, HaCommand command) {
        stage.asks();
        stage.world().tell(() -> "an operator asks " + member + ": " + command);
        ask(stage, stage.agent(member), command, ASKED_MAX);
    }

    /** The record is renewed all the time, so that a command's write may find that it has come too late; it is asked again. */
    private static void ask(Stage stage, SimAgent agent, HaCommand command, int times) {
        agent.command(command, (decision, taken) -> {
            stage.answered(decision, taken);
            if (!taken && !decision.actions().isEmpty() && times > 1) {
                stage.world().after(AGAIN_AFTER, () -> ask(stage, agent, command, times - 1));
            }
        });
    }
}
