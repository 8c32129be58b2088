package io.pgspan.ha;

import static io.pgspan.ha.Mutations.act;
import static io.pgspan.ha.Mutations.onDecision;
import static io.pgspan.ha.Mutations.onRule;
import static io.pgspan.ha.Mutations.record;
import static io.pgspan.ha.Mutations.rewriting;
import static io.pgspan.ha.Mutations.takingAt;
import static io.pgspan.ha.Mutations.with;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Database;
import io.pgspan.ha.record.Pause;
import io.pgspan.ha.record.Request;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.ha.sync.SyncSetting;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** An engine with one rule of safety taken out, so that the simulation can be seen to miss it. */
public enum Mutant {
    /** The deadline counts from the answer. */
    DEADLINE_FROM_ANSWER((state, input) -> HaEngine.step(
            state,
            input instanceof HaInput.StoreResult r
                    ? new HaInput.StoreResult(r.received(), r.received(), r.write(), r.result())
                    : input)),
    /** A renewal without an answer counts as a renewal. */
    UNKNOWN_EXTENDS((state, input) -> {
        Decision d = HaEngine.step(state, input);
        return input instanceof HaInput.StoreResult r
                        && r.result() instanceof WriteResult.Unknown
                        && r.write().purpose() == HaAction.Purpose.RENEW
                ? with(d, Mutations.deadline(d.state(), r.sent()))
                : d;
    }),
    /** Seeing the own record counts as a renewal. */
    READ_BACK_EXTENDS((state, input) -> {
        Decision d = HaEngine.step(state, input);
        return input instanceof HaInput.StoreView v && d.state().namesMe()
                ? with(d, Mutations.deadline(d.state(), v.received()))
                : d;
    }),
    /** The deadline never comes. */
    NEVER_EXPIRES((state, input) -> {
        Decision d = HaEngine.step(state, input);
        return input instanceof HaInput.Local l
                        && d.state().namesMe()
                        && d.state().deadline() != null
                ? with(d, Mutations.deadline(d.state(), l.now()))
                : d;
    }),
    /** A write without an answer counts as done. */
    UNKNOWN_IS_WRITTEN((state, input) -> HaEngine.step(
            state,
            input instanceof HaInput.StoreResult r && r.result() instanceof WriteResult.Unknown
                    ? new HaInput.StoreResult(r.sent(), r.received(), r.write(), new WriteResult.Written("?"))
                    : input)),
    /** A renewal without an answer counts as never sent. */
    FORGETS_UNKNOWN((state, input) -> input instanceof HaInput.StoreResult r
                    && r.result() instanceof WriteResult.Unknown
                    && r.write().purpose() == HaAction.Purpose.RENEW
            ? new Decision(state, List.of(), "learn.write", "forgotten")
            : HaEngine.step(state, input)),
    /** Takes a record at first sight. */
    TAKES_AT_ONCE((state, input) -> HaEngine.step(
            input instanceof HaInput.Tick && state.confirmed().compareTo(state.leaseSince()) > 0
                    ? Mutations.unchangedSince(
                            state, state.confirmed().minus(state.policy().leaseDuration()))
                    : state,
            input)),
    /** Takes although a commit may hide with a silent member. */
    IGNORES_HIDDEN_COMMITS(takingAt("election.commit-may-hide")),
    /** Takes although another has received more. */
    IGNORES_BEHIND(takingAt("election.behind")),
    /** Takes although others may hold a newer timeline. */
    IGNORES_STALE_TIMELINE(takingAt("election.stale-timeline")),
    /** Takes an asynchronous cluster's record however far behind. */
    IGNORES_LAG(takingAt("election.lags")),
    /** Takes although an operator has said that this member never leads. */
    IGNORES_NO_FAILOVER(takingAt("election.no-failover")),
    /** Takes although what it has is not part of the published history. */
    IGNORES_DIVERGENCE(takingAt("free.diverged")),
    /** Takes with a timeline that was never published, whatever was acknowledged on the published one after that was left. */
    IGNORES_FORKS(takingAt("election.forked")),
    /** A primary of long ago resumes. */
    FORMER_PRIMARY_RESUMES(takingAt("free.former-primary")),
    /** Follows whatever its data is. */
    FOLLOWS_DIVERGED(onDecision((before, d, now) -> {
        String source = d.actions().size() == 1 ? healsFrom(d.actions().get(0)) : null;
        return source != null && d.state().local().state() != LocalPostgres.State.NO_DATA
                ? act(d, new HaAction.StartStandby(source))
                : d;
    })),
    /** A former primary that was not shut down in order is started as a standby when its control file looks fine. */
    FOLLOWS_WITHOUT_CLEAN_STOP(onRule("rejoin.was-primary", (before, d, now) -> {
        LocalPostgres local = d.state().local();
        boolean looksFine = Lineage.agrees(local.history(), record(d.state()).history())
                && record(d.state()).history().contains(local.history().timeline(), local.received());
        String source = d.actions().isEmpty() ? null : healsFrom(d.actions().get(0));
        return looksFine && source != null ? act(d, new HaAction.StartStandby(source)) : d;
    })),
    /** Receives from the holder although it has promised not to before it sees another version. */
    FOLLOWS_DESPITE_PROMISE((state, input) ->
            HaEngine.step(input instanceof HaInput.Tick && !freeOrExpired(state) ? unpromised(state) : state, input)),
    /** Commits wait for fewer before the record says so. */
    CLAIMS_AFTER(onRule("sync.claim", (before, d, now) -> {
        HaAction.WriteRecord claim = d.actions().stream()
                .filter(a -> a instanceof HaAction.WriteRecord)
                .map(a -> (HaAction.WriteRecord) a)
                .findFirst()
                .orElseThrow();
        if (claim.next().guarantee().implies(record(before).guarantee())) {
            return d;
        }
        HaState claimed = before.saw(new Sight(
                new Versioned(before.version(), claim.next()),
                before.leaseSince(),
                now,
                before.confirmed(),
                false,
                false));
        Decision then = HaEngine.step(claimed, new HaInput.Tick(now));
        List<HaAction> waits = then.actions().stream()
                .filter(a -> a instanceof HaAction.WaitFor)
                .toList();
        return waits.isEmpty() ? d : act(d, waits.get(0));
    })),
    /** The record claims what commits wait for before those who are waited for have what came before. */
    CLAIMS_UNCONFIRMED(onRule("sync.await", (before, d, now) -> {
        ClusterRecord record = record(d.state());
        Replication seen = d.state().local().replication();
        SyncSetting setting = seen == null ? null : seen.waitsFor();
        return setting == null || setting.guarantee().equals(record.guarantee())
                ? d
                : act(
                        d,
                        HaEngine.write(
                                d.state(),
                                record.renewed(HolderRows.published(d.state(), record))
                                        .guaranteeing(setting.guarantee()),
                                HaAction.Purpose.RENEW));
    })),
    /** A setting counts as in effect at once. */
    SETTLES_AT_ONCE((state, input) -> {
        Decision d = HaEngine.step(state, input);
        Replication seen = d.state().local().replication();
        return input instanceof HaInput.Local
                        && seen != null
                        && d.state().sync().settledAt() == null
                ? with(
                        d,
                        d.state()
                                .with(new SyncWatch(
                                        seen.waitsFor(),
                                        d.state().sync().since(),
                                        seen.flushed(),
                                        null,
                                        d.state().sync().lastNames())))
                : d;
    }),
    /** Who takes over leaves the guarantee as it was. */
    GUARANTEE_NOT_TAKEN_OVER(onDecision((before, d, now) -> rewriting(
            d,
            HaAction.Purpose.ACQUIRE,
            next -> next.guaranteeing(record(d.state()).guarantee())))),
    /** A new primary's first commits wait for nobody. */
    FIRST_COMMITS_UNPROTECTED(onDecision((before, d, now) -> new Decision(
            d.state(),
            d.actions().stream()
                    .map(a -> a instanceof HaAction.Promote p
                            ? new HaAction.Promote(SyncSetting.none(), p.published())
                            : a instanceof HaAction.StartPrimary ? new HaAction.StartPrimary(SyncSetting.none()) : a)
                    .toList(),
            d.rule(),
            d.reason()))),
    /** A holder goes on without the store when a majority accepts. */
    FAILSAFE_BY_MAJORITY((state, input) -> {
        Decision d = HaEngine.step(state, input);
        if (!(input instanceof HaInput.FailsafeAnswer answer)
                || !answer.accepted()
                || d.state().deadline() == null) {
            return d;
        }
        int with = d.state().failsafe().acceptances().size() + 1;
        return with * 2 > record(d.state()).members().size() && d.state().namesMe()
                ? with(d, Mutations.deadline(d.state(), answer.asked()))
                : d;
    }),
    /** A member that has let a holder go on takes the lease all the same. */
    FAILSAFE_BINDS_NOBODY(
            (state, input) -> HaEngine.step(input instanceof HaInput.Tick ? state.with(Failsafe.NONE) : state, input)),
    /** The end of a pause is acknowledged by a primary that is not yet bound by its lease. */
    PAUSE_ENDS_UNBOUND(onRule("pause.ends", (before, d, now) -> with(d, before))),
    /** Others take over from a paused primary. */
    PAUSE_IGNORED_BY_OTHERS((state, input) -> {
        ClusterRecord record = state.seenRecord();
        return input instanceof HaInput.Tick && record != null && record.pause() != Pause.NONE && !state.namesMe()
                ? HaEngine.step(unpaused(state, record), input)
                : HaEngine.step(state, input);
    }),
    /** A record that can't be found ends a pause. */
    PAUSE_ENDS_WITHOUT_RECORD((state, input) -> input instanceof HaInput.StoreView v && v.seen() == null
            ? HaEngine.step(bound(state), input)
            : HaEngine.step(state, input)),
    /** The lease is handed over before anybody has everything. */
    HANDS_OVER_AT_ONCE(onRule(
            "handover.wait",
            (before, d, now) -> handOver(d, record(d.state()).request().orElseThrow()))),
    /** The lease is handed over by what a candidate said a while ago. */
    HANDS_OVER_BY_HEARSAY(onDecision((before, d, now) -> {
        boolean waits = d.rule().equals("handover.wait") || d.rule().equals("handover.stalled");
        Request request = waits ? record(d.state()).request().orElseThrow() : null;
        return request != null
                        && Handover.received(
                                d.state(),
                                record(d.state()),
                                request.candidate(),
                                d.state().local().received(),
                                Duration.ZERO)
                ? handOver(d, request)
                : d;
    })),
    /** What is handed over is taken by whoever comes first. */
    TAKES_WHAT_IS_HANDED_OVER(takingAt("handover.stand-back")),
    /** Who takes over does not say that the request is done. */
    SWITCHES_OVER_TWICE(onDecision((before, d, now) -> rewriting(
            d,
            HaAction.Purpose.ACQUIRE,
            next -> next.requesting(record(d.state())
                    .request()
                    .map(r -> r.in(Request.Phase.ASKED))
                    .orElse(null))))),
    /** A restarted agent goes on with a handover that its predecessor began. */
    RESUMES_HANDOVER(onRule("handover.broken", (before, d, now) -> {
        ClusterRecord record = record(before);
        return act(
                d,
                HaEngine.write(
                        d.state(), record.renewed(HolderRows.published(d.state(), record)), HaAction.Purpose.RENEW),
                new HaAction.HandOver());
    }));

    /** A function without a state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<HaState, HaInput, Decision> step;

    Mutant(BiFunction<HaState, HaInput, Decision> step) {
        this.step = step;
    }

    /** The engine without its rule. */
    public BiFunction<HaState, HaInput, Decision> step() {
        return step;
    }

    private static @org.jspecify.annotations.Nullable String healsFrom(HaAction action) {
        return action instanceof HaAction.Clone c
                ? c.source()
                : action instanceof HaAction.Rewind r ? r.source() : null;
    }

    private static boolean freeOrExpired(HaState state) {
        ClusterRecord record = state.seenRecord();
        return record == null || record.holder().isEmpty() || state.expired();
    }

    private static Decision handOver(Decision d, Request request) {
        ClusterRecord record = record(d.state());
        ClusterRecord next = record.released()
                .publishing(new Database(
                        record.systemIdentifier(),
                        record.history(),
                        d.state().local().received()))
                .requesting(request.in(Request.Phase.HANDED_OVER));
        return new Decision(
                d.state().withLease(null, d.state().renewed()).handingOver(null),
                List.of(HaEngine.write(d.state(), next, HaAction.Purpose.RELEASE)),
                d.rule(),
                d.reason());
    }

    private static HaState bound(HaState state) {
        return state.bound(true);
    }

    private static HaState unpromised(HaState state) {
        return state.with(state.local().withPromise(Promise.NONE));
    }

    private static HaState unpaused(HaState state, ClusterRecord r) {
        ClusterRecord next = new ClusterRecord(
                r.format(),
                r.sequence(),
                r.lease(),
                r.database(),
                r.guarantee(),
                Pause.NONE,
                r.request().orElse(null),
                r.outcome().orElse(null),
                r.members());
        Sight s = state.sight();
        return state.saw(new Sight(
                new Versioned(state.version(), next),
                s.leaseSince(),
                s.versionSince(),
                s.confirmed(),
                s.inDoubt(),
                s.gone()));
    }
}
