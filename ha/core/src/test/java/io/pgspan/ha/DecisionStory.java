package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Database;
import io.pgspan.ha.record.FailoverConsent;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Lease;
import io.pgspan.ha.record.Pause;
import io.pgspan.ha.record.Request;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.ha.sync.SyncGuarantee;
import io.pgspan.ha.sync.SyncSetting;
import io.pgspan.ha.sync.SyncWish;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One case of a decision table, read from lines:
 *
 * <pre>
 * case   a sentence
 * record holder=a last=a epoch=2 history=1@50,2 members=a,b,c k=1:b+c system=s position=100 pause=none request=switchover:b:asked
 * clock  seen=0 confirmed=100 now=100 deadline=3000 renewed=0 stopping=50 ended=90 accepted=9000 lonely=0 settled=yes   (milliseconds)
 *        unready=0 gave-up=0 starved=0
 * local  state=STANDBY role=STANDBY at=100 history=2 receiver=yes following=b promised=v1 failed=0 busy=no clean=no sending=no rewind=no
 *        waits=FIRST_1_(b) rows=b@100,c@90 promotions=0 before=0 gone=no
 * peer   name=b role=STANDBY at=100 timeline=2 epoch=2 promised=v1 streaming=yes format=2 asked=0
 * me     incarnation=2 arbiter=no format=2
 * rules  quorum=1 strict failsafe lag=1048576 majority
 * tags   b=nofailover c=2
 * expect holder.promote: Promote, Write RENEW
 * </pre>
 *
 * <p>The record's version is {@code v1}; the member is {@code a}; what is left out has a calm default.
 */
final class DecisionStory {
    private static final Set<String> LINES =
            Set.of("case", "record", "clock", "local", "peer", "me", "rules", "tags", "input", "expect");

    private final String name;
    private final Map<String, Map<String, String>> facts = new LinkedHashMap<>();
    private final List<Map<String, String>> peers = new ArrayList<>();
    private String expected = "";
    private String input = "tick";

    DecisionStory(String name) {
        this.name = name;
    }

    /** Reads every case of a file's text; an unknown word is an error. */
    static List<DecisionStory> read(String file, List<String> lines) {
        List<DecisionStory> stories = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            String[] words = text.split("\\s+", 2);
            if (!LINES.contains(words[0])) {
                throw new IllegalArgumentException(file + ": can't read '" + text + "'");
            }
            if (words[0].equals("case")) {
                stories.add(new DecisionStory(file + ": " + text.substring(4).strip()));
            } else {
                stories.get(stories.size() - 1).take(words[0], words.length < 2 ? "" : words[1]);
            }
        }
        return stories;
    }

    private void take(String kind, String rest) {
        switch (kind) {
            case "expect" -> expected = rest;
            case "input" -> input = rest;
            case "peer" -> peers.add(pairs(rest));
            default -> facts.put(kind, pairs(rest));
        }
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : text.split("\\s+", -1)) {
            int equals = word.indexOf('=');
            pairs.put(equals < 0 ? word : word.substring(0, equals), equals < 0 ? "" : word.substring(equals + 1));
        }
        return pairs;
    }

    String expected() {
        return expected;
    }

    /** The id of the row that is expected to decide. */
    String rule() {
        return expected.split(":", 2)[0];
    }

    @Override
    public String toString() {
        return name;
    }

    /** The decision as text: the rule's id and the actions. */
    String decided() {
        HaState state = state();
        Duration now = millis(facts.getOrDefault("clock", Map.of()), "now", "100");
        Decision decision = HaEngine.step(state, input(state, now));
        StringBuilder text = new StringBuilder(decision.rule());
        for (HaAction action : decision.actions()) {
            text.append(text.indexOf(":") < 0 ? ": " : ", ").append(say(action));
        }
        return text.toString();
    }

    private HaInput input(HaState state, Duration now) {
        String[] words = input.split("\\s+", -1);
        return switch (words[0]) {
            case "tick" -> new HaInput.Tick(now);
            case "record" -> new HaInput.StoreView(now, now, state.view().orElseThrow());
            case "write" ->
                new HaInput.StoreResult(
                        now,
                        now,
                        new HaAction.WriteRecord(
                                "v1", state.record().orElseThrow().released(), HaAction.Purpose.RELEASE),
                        new WriteResult.Conflict());
            case "local" -> new HaInput.Local(now, state.local());
            case "peer" -> new HaInput.PeerAnswer(now, peer(Map.of("name", "b")));
            case "command" -> new HaInput.Command(now, command(words));
            case "failsafe-asked" -> new HaInput.FailsafeAsked(now, words[1], Long.parseLong(words[2]));
            case "failsafe-answer" ->
                new HaInput.FailsafeAnswer(
                        Duration.ofMillis(Long.parseLong(words[2])), words[1], 2, words[3].equals("yes"));
            default -> throw new IllegalArgumentException(name + ": unknown input " + input);
        };
    }

    private static HaCommand command(String[] words) {
        String who = words.length > 2 && !words[2].equals("any") ? words[2] : null;
        return switch (words[1]) {
            case "switchover" -> new HaCommand.Switchover("r", who);
            case "failover" ->
                new HaCommand.Failover(
                        "r", who, words.length > 3 ? new FailoverConsent(Long.parseLong(words[3])) : null);
            case "pause" -> new HaCommand.Pause();
            case "resume" -> new HaCommand.Resume();
            case "withdraw" -> new HaCommand.Withdraw();
            case "abandon" -> new HaCommand.Abandon(words[2]);
            default -> throw new IllegalArgumentException("unknown command " + words[1]);
        };
    }

    private static String say(HaAction action) {
        if (action instanceof HaAction.WriteRecord write) {
            boolean undone = write.purpose() == HaAction.Purpose.ACQUIRE
                    && write.next().outcome().filter(o -> !o.done()).isPresent();
            return "Write " + write.purpose() + (undone ? " undone" : "");
        }
        if (action instanceof HaAction.StartStandby start) {
            return ("StartStandby " + start.upstream()).strip();
        }
        if (action instanceof HaAction.Follow follow) {
            return "Follow " + follow.upstream();
        }
        if (action instanceof HaAction.Clone clone) {
            return "Clone " + clone.source();
        }
        if (action instanceof HaAction.Rewind rewind) {
            return "Rewind " + rewind.source();
        }
        if (action instanceof HaAction.WaitFor wait) {
            return "WaitFor " + wait.waitsFor().text(17);
        }
        if (action instanceof HaAction.GivePromise given) {
            return "Promise " + given.promise().version();
        }
        return action.getClass().getSimpleName();
    }

    HaState state() {
        Map<String, String> me = facts.getOrDefault("me", Map.of());
        Map<String, String> clock = facts.getOrDefault("clock", Map.of());
        ClusterRecord record = record();
        boolean arbiter = me.getOrDefault("arbiter", "no").equals("yes");
        List<Member> members = record == null
                ? List.of()
                : record.members().stream()
                        .map(m -> new Member(m, arbiter && m.equals("a"), tags(m)))
                        .toList();
        Seat seat = new Seat(
                HaPolicy.ofDefaults(),
                rules(),
                new Holder("a", "pod-a", me.getOrDefault("incarnation", "1")),
                members,
                Integer.parseInt(me.getOrDefault("format", "2")));
        Duration seen = millis(clock, "seen", "0");
        Peers answers = Peers.none();
        for (Map<String, String> p : peers) {
            answers = answers.with(new HaInput.PeerAnswer(millis(p, "asked", "0"), peer(p)));
        }
        LocalPostgres local = local();
        HaState state = HaState.starting(seat)
                .saw(new Sight(
                        record == null ? null : new Versioned("v1", record),
                        seen,
                        seen,
                        millis(clock, "confirmed", "100"),
                        clock.containsKey("doubt"),
                        clock.containsKey("gone")))
                .withLease(
                        clock.containsKey("deadline") ? millis(clock, "deadline", "0") : null,
                        millis(clock, "renewed", "0"))
                .with(local)
                .with(answers)
                .handingOver(clock.containsKey("stopping") ? handover(clock) : null)
                .with(fitness(clock));
        if (clock.containsKey("accepted")) {
            state = state.with(state.failsafe().accepted(millis(clock, "accepted", "0")));
        }
        if (clock.containsKey("lonely")) {
            state = state.with(state.sync().lonely(millis(clock, "lonely", "0")));
        }
        Replication replication = local.replication();
        if (replication != null && clock.containsKey("settled")) {
            SyncWatch once =
                    SyncWatch.NOTHING.lonely(state.sync().lonelySince()).looked(Duration.ZERO, replication);
            state = state.with(once.looked(Duration.ofSeconds(1), replication));
        }
        return state;
    }

    private static HandoverWatch handover(Map<String, String> clock) {
        return new HandoverWatch(
                millis(clock, "stopping", "0"), clock.containsKey("ended") ? millis(clock, "ended", "0") : null);
    }

    /** {@code before} on the local line: so many starts and promotions had failed when the lease was taken. */
    private Fitness fitness(Map<String, String> clock) {
        int before = Integer.parseInt(facts.getOrDefault("local", Map.of()).getOrDefault("before", "0"));
        return new Fitness(
                clock.containsKey("unready") ? millis(clock, "unready", "0") : null,
                before,
                before,
                clock.containsKey("gave-up") ? millis(clock, "gave-up", "0") : null,
                clock.containsKey("starved") ? millis(clock, "starved", "0") : null);
    }

    private Tags tags(String member) {
        Map<String, String> tags = facts.getOrDefault("tags", Map.of());
        Tags none = Tags.none();
        if (!tags.containsKey(member)) {
            return none;
        }
        String tag = tags.get(member);
        return switch (tag) {
            case "nofailover" -> none.withoutFailover();
            case "nosync" -> none.withoutSync();
            default -> none.preferred(Integer.parseInt(tag));
        };
    }

    private HaRules rules() {
        Map<String, String> r = facts.getOrDefault("rules", Map.of());
        HaRules rules = HaRules.ofDefaults().withMaximumLag(Long.parseLong(r.getOrDefault("lag", "1048576")));
        if (r.containsKey("quorum")) {
            rules = rules.with(SyncWish.quorum(Integer.parseInt(r.getOrDefault("quorum", "1"))));
        }
        if (r.containsKey("priority")) {
            rules = rules.with(SyncWish.priority(Integer.parseInt(r.getOrDefault("priority", "1"))));
        }
        if (r.containsKey("strict")) {
            rules = rules.with(rules.sync().strictly());
        }
        if (r.containsKey("majority")) {
            rules = rules.withMemberMajority();
        }
        return r.containsKey("failsafe") ? rules.withFailsafe() : rules;
    }

    private static Duration millis(Map<String, String> clock, String key, String otherwise) {
        return Duration.ofMillis(Long.parseLong(clock.getOrDefault(key, otherwise)));
    }

    private @Nullable ClusterRecord record() {
        Map<String, String> r = facts.getOrDefault("record", Map.of());
        if (r.containsKey("none")) {
            return null;
        }
        Holder holder = holder(r.getOrDefault("holder", ""));
        Holder last = holder(r.getOrDefault("last", r.getOrDefault("holder", "")));
        List<String> members = Arrays.asList(r.getOrDefault("members", "a,b,c").split(","));
        return new ClusterRecord(
                Integer.parseInt(r.getOrDefault("format", "2")),
                7,
                new Lease(Long.parseLong(r.getOrDefault("epoch", "2")), 5, holder, last),
                new Database(
                        r.getOrDefault("system", "s").replace("none", ""),
                        history(r.getOrDefault("history", "1")),
                        new Lsn(Long.parseLong(r.getOrDefault("position", "0")))),
                guarantee(r, members, last),
                Pause.valueOf(r.getOrDefault("pause", "none").toUpperCase(Locale.ROOT)),
                request(r.getOrDefault("request", "")),
                null,
                members);
    }

    /** {@code k=1}: any one of the others; {@code k=async}, {@code k=alone}, or {@code k=1:b}. */
    private static SyncGuarantee guarantee(Map<String, String> r, List<String> members, @Nullable Holder last) {
        String[] k = r.getOrDefault("k", "1").split(":", -1);
        if (k[0].equals("async") || k[0].equals("0")) {
            return SyncGuarantee.asynchronous();
        }
        if (k[0].equals("alone")) {
            return SyncGuarantee.alone();
        }
        List<String> others = members.stream()
                .filter(m -> last == null || !m.equals(last.member()))
                .toList();
        List<String> names = k.length > 1 ? Arrays.asList(k[1].split("\\+", -1)) : others;
        return SyncGuarantee.of(Math.min(Integer.parseInt(k[0]), names.size()), names);
    }

    /** {@code switchover:b:stopping}, {@code failover:any:asked:100}. */
    private static @Nullable Request request(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String[] parts = text.split(":", -1);
        String candidate = parts[1].equals("any") ? null : parts[1];
        Request request = parts[0].equals("switchover")
                ? Request.switchover("r", candidate)
                : Request.failover(
                        "r", candidate, parts.length > 3 ? new FailoverConsent(Long.parseLong(parts[3])) : null);
        return request.in(
                Request.Phase.valueOf(parts[2].toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static @Nullable Holder holder(String name) {
        return name.isEmpty() ? null : new Holder(name, "pod-" + name, "1");
    }

    /** {@code 1@50,2}: timeline 2, which left timeline 1 at 50. */
    private static TimelineHistory history(String text) {
        List<TimelineHistory.Switch> switches = new ArrayList<>();
        String[] parts = text.split(",", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            String[] s = parts[i].split("@", -1);
            switches.add(new TimelineHistory.Switch(Integer.parseInt(s[0]), new Lsn(Long.parseLong(s[1]))));
        }
        return new TimelineHistory(Integer.parseInt(parts[parts.length - 1]), switches);
    }

    private LocalPostgres local() {
        Map<String, String> l = facts.getOrDefault("local", Map.of("state", "NO_DATA"));
        LocalPostgres.State state = LocalPostgres.State.valueOf(l.getOrDefault("state", "STANDBY"));
        boolean data = state != LocalPostgres.State.NO_DATA;
        Lsn at = new Lsn(Long.parseLong(l.getOrDefault("at", "100")));
        return LocalPostgres.builder()
                .state(state)
                .busy(l.getOrDefault("busy", "no").equals("yes"))
                .systemIdentifier(data ? l.getOrDefault("system", "s") : "")
                .history(history(l.getOrDefault("history", "1")))
                .received(at)
                .replayed(at)
                .lastRole(LocalPostgres.LastRole.valueOf(l.getOrDefault("role", data ? "STANDBY" : "NONE")))
                .receiverRunning(l.getOrDefault("receiver", "no").equals("yes"))
                .following(l.getOrDefault("following", ""))
                .failedStarts(Integer.parseInt(l.getOrDefault("failed", "0")))
                .promise(promise(l))
                .cleanStop(l.getOrDefault("clean", "no").equals("yes"))
                .sending(l.getOrDefault("sending", "no").equals("yes"))
                .canRewind(l.getOrDefault("rewind", "no").equals("yes"))
                .replication(replication(l, at))
                .failedPromotions(Integer.parseInt(l.getOrDefault("promotions", "0")))
                .walGone(l.getOrDefault("gone", "no").equals("yes"))
                .guarded(l.getOrDefault("guarded", "yes").equals("yes"))
                .build();
    }

    /** {@code promised=v1}, or {@code promised=v1@7} with the sequence. */
    private static Promise promise(Map<String, String> l) {
        String[] parts = l.getOrDefault("promised", "").split("@", -1);
        return new Promise(parts[0], parts.length > 1 ? Long.parseLong(parts[1]) : -1);
    }

    /** {@code waits=FIRST_1_(b)} and {@code rows=b@100,c@90}. */
    private static @Nullable Replication replication(Map<String, String> l, Lsn at) {
        if (!l.containsKey("rows")) {
            return null;
        }
        List<StandbyRow> rows = new ArrayList<>();
        for (String row : l.getOrDefault("rows", "").split(",", -1)) {
            String[] parts = row.split("@", -1);
            if (parts.length == 2) {
                rows.add(new StandbyRow(parts[0], true, new Lsn(Long.parseLong(parts[1]))));
            }
        }
        String waits = l.getOrDefault("waits", "").replace('_', ' ');
        return new Replication(SyncSetting.parse(waits).orElse(null), at, rows);
    }

    private static PeerStatus peer(Map<String, String> p) {
        Lsn at = new Lsn(Long.parseLong(p.getOrDefault("at", "100")));
        return new PeerStatus(
                p.getOrDefault("name", "b"),
                PeerStatus.Role.valueOf(p.getOrDefault("role", "STANDBY")),
                Long.parseLong(p.getOrDefault("epoch", "2")),
                p.getOrDefault("system", "s"),
                Integer.parseInt(p.getOrDefault("timeline", "1")),
                at,
                at,
                p.getOrDefault("streaming", "no").equals("yes"),
                p.getOrDefault("promised", ""),
                Integer.parseInt(p.getOrDefault("format", "2")),
                p.getOrDefault("guarded", "yes").equals("yes"));
    }
}
