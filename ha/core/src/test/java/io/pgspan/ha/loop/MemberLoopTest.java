package io.pgspan.ha.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.ha.Decision;
import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaEngine;
import io.pgspan.ha.HaInput;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaState;
import io.pgspan.ha.LocalPostgres;
import io.pgspan.ha.Member;
import io.pgspan.ha.PeerStatus;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.model.wal.Lsn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the loop reads, looks and rests; what it decides is scripted. */
class MemberLoopTest {
    private static final HaPolicy POLICY = HaPolicy.ofDefaults();
    private static final Holder ME = new Holder("a", "pod", "run");
    private static final ClusterRecord RECORD = ClusterRecord.uninitialised(List.of("a", "b"), 1);
    private static final Duration LATELY = POLICY.retryPeriod().minusMillis(1);

    private List<HaAction> actions = List.of();
    private String rule = "follow.steady";
    private Duration now = Duration.ofSeconds(100);

    private final MemberLoop loop = new MemberLoop(
            HaState.starting(POLICY, ME, List.of(new Member("a", false), new Member("b", false))), this::step);

    private Decision step(HaState state, HaInput input) {
        return input instanceof HaInput.Tick
                ? new Decision(state, actions, rule, "as the script says")
                : HaEngine.step(state, input);
    }

    /** A turn from its read to its first write, or to its rest. */
    private Effect turn() {
        assertThat(loop.start(now)).isInstanceOf(Effect.Read.class);
        return looked(loop.read(now, new Versioned("7", RECORD)));
    }

    private Effect looked(Effect effect) {
        assertThat(effect).isInstanceOf(Effect.Look.class);
        return told(loop.looked(now, LocalPostgres.noData()));
    }

    /** What comes after the fence was told, where there is anything to tell it. */
    private Effect told(Effect effect) {
        return effect instanceof Effect.Guard ? loop.done(now) : effect;
    }

    private Effect written(HaAction.Purpose purpose, WriteResult result) {
        HaAction.WriteRecord write = new HaAction.WriteRecord("7", RECORD, purpose);
        actions = List.of(write);
        assertThat(turn()).isInstanceOf(Effect.Write.class);
        actions = List.of();
        return told(loop.written(now, write, result));
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    @Test
    void whatHappenedElsewhereIsDecidedByWhatWasReadLately() {
        assertThat(turn()).isInstanceOf(Effect.Rest.class);
        passes(LATELY);
        assertThat(looked(loop.woken(now))).isInstanceOf(Effect.Rest.class);
        passes(Duration.ofMillis(1));
        assertThat(loop.woken(now)).as("a retry period after the read").isInstanceOf(Effect.Read.class);
    }

    @Test
    void itIsReadWhenTheRecordMayHaveChangedAndWhenNothingHappened() {
        turn();
        assertThat(loop.hinted(now)).isInstanceOf(Effect.Read.class);
        turn();
        assertThat(loop.rested(now)).isInstanceOf(Effect.Read.class);
    }

    @Test
    void itIsReadWhenAPeerHasSeenALaterEpoch() {
        turn();
        loop.hear(new HaInput.PeerAnswer(now, status(RECORD.epoch())));
        assertThat(loop.woken(now)).isInstanceOf(Effect.Look.class);
        loop.hear(new HaInput.PeerAnswer(now, status(RECORD.epoch() + 1)));
        assertThat(loop.woken(now)).isInstanceOf(Effect.Read.class);
    }

    @Test
    void thePrimarysFirstWordIsNewsAndNobodyElses() {
        turn();
        assertThat(loop.hear(new HaInput.PeerAnswer(now, status(RECORD.epoch()))))
                .isFalse();
        assertThat(loop.hear(new HaInput.PeerAnswer(now, status(PeerStatus.Role.PRIMARY, RECORD.epoch()))))
                .isTrue();
    }

    @Test
    void itIsReadAfterAnyTroubleWithTheStore() {
        turn();
        loop.hinted(now);
        looked(loop.unreadable(now));
        assertThat(loop.woken(now)).isInstanceOf(Effect.Read.class);
    }

    @Test
    void waitingForAnAnswerIsRestEnough() {
        turn();
        loop.hinted(now);
        passes(POLICY.retryPeriod().multipliedBy(2));
        assertThat(looked(loop.unreadable(now))).isEqualTo(new Effect.Rest(Duration.ofMillis(25)));
        loop.rested(now);
        passes(Duration.ofMillis(1));
        assertThat(looked(loop.unreadable(now))).as("refused at once").isEqualTo(new Effect.Rest(LATELY));
        loop.rested(now);
        passes(Duration.ofMillis(1));
        rule = "handover.wait";
        assertThat(looked(loop.unreadable(now)))
                .as("what is short stays so")
                .isEqualTo(new Effect.Rest(Duration.ofMillis(10)));
    }

    @Test
    void whoHoldsNothingWritesNothingToAStoreThatDidNotAnswer() {
        actions = List.of(new HaAction.WriteRecord("7", RECORD, HaAction.Purpose.RENEW));
        assertThat(turn()).isInstanceOf(Effect.Write.class);
        loop.hinted(now);
        assertThat(looked(loop.unreadable(now))).isInstanceOf(Effect.Rest.class);
        loop.rested(now);
        assertThat(looked(loop.read(now, new Versioned("7", RECORD)))).isInstanceOf(Effect.Write.class);
    }

    @Test
    void whoHoldsTheLeaseTriesToRenewItWhateverTheReadSaid() {
        ClusterRecord mine = RECORD.takenBy(ME);
        HaAction.WriteRecord take = new HaAction.WriteRecord("7", mine, HaAction.Purpose.ACQUIRE);
        actions = List.of(take);
        turn();
        actions = List.of(new HaAction.WriteRecord("8", mine, HaAction.Purpose.RENEW));
        assertThat(looked(told(loop.written(now, take, new WriteResult.Written("8")))))
                .isInstanceOf(Effect.Write.class);
        loop.hinted(now);
        assertThat(looked(loop.unreadable(now))).isInstanceOf(Effect.Write.class);
        passes(POLICY.renewDeadline());
        loop.hinted(now);
        assertThat(looked(loop.unreadable(now))).as("the lease is over").isInstanceOf(Effect.Rest.class);
    }

    @Test
    void aHolderDoesNotReadWhatItWroteItself() {
        lead();
        passes(POLICY.calmPeriod());
        assertThat(looked(loop.rested(now))).isInstanceOf(Effect.Rest.class);
        passes(POLICY.calmPeriod());
        assertThat(looked(loop.woken(now))).isInstanceOf(Effect.Rest.class);
        loop.hear(new HaInput.PeerAnswer(now, status(RECORD.epoch() + 2)));
        assertThat(loop.woken(now)).as("a peer has seen more").isInstanceOf(Effect.Read.class);
    }

    @Test
    void aHolderReadsWhatSomebodyElseMayHaveWritten() {
        lead();
        assertThat(loop.hinted(now)).isInstanceOf(Effect.Read.class);
        looked(loop.unreadable(now));
        assertThat(loop.rested(now)).as("the hint is not forgotten").isInstanceOf(Effect.Read.class);
    }

    @Test
    void aHolderIsCalmAgainOnceAWriteIsAnswered() {
        HaAction.WriteRecord renewal = lead();
        rule = "holder.steady";
        loop.hinted(now);
        actions = List.of(renewal);
        assertThat(looked(loop.unreadable(now))).isInstanceOf(Effect.Write.class);
        actions = List.of();
        assertThat(told(loop.written(now, renewal, new WriteResult.Written("9"))))
                .isEqualTo(new Effect.Rest(POLICY.renewPeriod()));
    }

    @Test
    void aHolderWhoseLeaseIsOverReads() {
        lead();
        passes(POLICY.renewDeadline());
        assertThat(loop.rested(now)).isInstanceOf(Effect.Read.class);
    }

    @Test
    void aHolderReadsAfterAWriteOfWhichItKnowsNoOutcome() {
        for (WriteResult lost : List.of(new WriteResult.Unknown("silent"), new WriteResult.Conflict())) {
            HaAction.WriteRecord renewal = lead();
            actions = List.of(renewal);
            passes(POLICY.calmPeriod());
            assertThat(looked(loop.rested(now))).isInstanceOf(Effect.Write.class);
            actions = List.of();
            told(loop.written(now, renewal, lost));
            assertThat(loop.rested(now)).as(lost.toString()).isInstanceOf(Effect.Read.class);
        }
    }

    /** Takes the lease and rests; the renewal that would be due next. */
    private HaAction.WriteRecord lead() {
        HaAction.WriteRecord take = new HaAction.WriteRecord("7", RECORD.takenBy(ME), HaAction.Purpose.ACQUIRE);
        actions = List.of(take);
        assertThat(turn()).isInstanceOf(Effect.Write.class);
        actions = List.of();
        assertThat(looked(told(loop.written(now, take, new WriteResult.Written("8")))))
                .isInstanceOf(Effect.Rest.class);
        return new HaAction.WriteRecord("8", take.next(), HaAction.Purpose.RENEW);
    }

    @Test
    void whoHasGivenTheLeaseBackReadsBeforeItDecidesAgain() {
        assertThat(written(HaAction.Purpose.RENEW, new WriteResult.Written("8")))
                .isInstanceOf(Effect.Rest.class);
        assertThat(loop.woken(now)).isInstanceOf(Effect.Look.class);
        assertThat(written(HaAction.Purpose.RELEASE, new WriteResult.Written("9")))
                .isInstanceOf(Effect.Rest.class);
        assertThat(loop.woken(now)).isInstanceOf(Effect.Read.class);
    }

    @Test
    void whoHasWonTheLeaseDecidesAtOnce() {
        assertThat(written(HaAction.Purpose.ACQUIRE, new WriteResult.Written("8")))
                .isInstanceOf(Effect.Look.class);
    }

    @Test
    void whoHasItsLeaseBackDecidesAtOnce() {
        HaAction.WriteRecord renewal = lead();
        passes(POLICY.renewDeadline());
        loop.rested(now);
        actions = List.of(renewal);
        assertThat(looked(loop.read(now, new Versioned("8", renewal.next())))).isInstanceOf(Effect.Write.class);
        actions = List.of();
        assertThat(looked(told(loop.written(now, renewal, new WriteResult.Written("9")))))
                .as("once, and calm after it")
                .isInstanceOf(Effect.Rest.class);
    }

    @Test
    void whoHasLostARaceReadsAtOnce() {
        assertThat(written(HaAction.Purpose.ACQUIRE, new WriteResult.Conflict()))
                .isEqualTo(new Effect.Rest(Duration.ZERO));
        assertThat(loop.woken(now)).isInstanceOf(Effect.Read.class);
    }

    @Test
    void whileAHandoverIsWaitedForItLooksOftenAndReadsAsBefore() {
        rule = "handover.wait";
        assertThat(turn()).isEqualTo(new Effect.Rest(Duration.ofMillis(10)));
        passes(LATELY);
        assertThat(loop.rested(now)).isInstanceOf(Effect.Look.class);
        passes(Duration.ofMillis(1));
        assertThat(loop.rested(now)).isInstanceOf(Effect.Read.class);
    }

    @Test
    void noRestStaysShortForLong() {
        rule = "sync.await";
        Effect.Rest rest = (Effect.Rest) turn();
        assertThat(rest.atMost()).isLessThan(POLICY.retryPeriod());
        Duration rested = Duration.ZERO;
        while (rest.atMost().compareTo(POLICY.retryPeriod()) < 0) {
            rested = rested.plus(rest.atMost());
            assertThat(rested).isLessThan(Duration.ofSeconds(3));
            rest = (Effect.Rest) turn();
        }
        assertThat(turn()).isEqualTo(rest);
        rule = "sync.apply";
        assertThat(((Effect.Rest) turn()).atMost()).as("another reason").isLessThan(POLICY.retryPeriod());
    }

    private static PeerStatus status(long epoch) {
        return status(PeerStatus.Role.STANDBY, epoch);
    }

    private static PeerStatus status(PeerStatus.Role role, long epoch) {
        return new PeerStatus("b", role, epoch, "7", 1, Lsn.ZERO, Lsn.ZERO, true, "", ClusterRecord.FORMAT, true);
    }
}
