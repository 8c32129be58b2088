package io.pgspan.ha;

import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.record.Versioned;
import io.pgspan.ha.record.WriteResult;
import io.pgspan.model.wal.Lsn;
import io.pgspan.model.wal.TimelineHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One case of a decision table, read from lines:
 *
 * <pre>
 * case   a sentence
 * record holder=a last=a epoch=2 history=1@50,2 members=a,b,c k=1 system=s     (or: record none)
 * clock  seen=0 confirmed=100 now=100 deadline=3000 renewed=0                  (milliseconds)
 * local  state=STANDBY role=STANDBY at=100 history=2 receiver=yes following=b promised=v1 failed=0 busy=no
 * peer   name=b role=STANDBY at=100 timeline=2 epoch=2 promised=v1
 * me     incarnation=2 arbiter=no
 * expect holder.promote: Promote, Write RENEW
 * </pre>
 *
 * <p>The record's version is {@code v1}; the member is {@code a}; what is left out has a calm default.
 */
final class DecisionStory {
    private static final Set<String> LINES =
            Set.of("case", "record", "clock", "local", "peer", "me", "input", "expect");

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
        return switch (input) {
            case "tick" -> new HaInput.Tick(now);
            case "record" -> new HaInput.StoreView(now, now, state.view());
            case "write" ->
                new HaInput.StoreResult(
                        now,
                        now,
                        new HaAction.WriteRecord(
                                "v1", state.record().orElseThrow().released(), HaAction.Purpose.RELEASE),
                        new WriteResult.Conflict());
            case "local" -> new HaInput.Local(now, state.local());
            case "peer" -> new HaInput.PeerAnswer(now, peer(Map.of("name", "b")));
            default -> throw new IllegalArgumentException(name + ": unknown input " + input);
        };
    }

    private static String say(HaAction action) {
        if (action instanceof HaAction.WriteRecord write) {
            return "Write " + write.purpose();
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
        if (action instanceof HaAction.Promise promise) {
            return "Promise " + promise.version();
        }
        return action.getClass().getSimpleName();
    }

    HaState state() {
        Map<String, String> me = facts.getOrDefault("me", Map.of());
        Map<String, String> clock = facts.getOrDefault("clock", Map.of());
        List<Member> members = record() == null
                ? List.of()
                : record().members().stream().map(m -> new Member(m, false)).toList();
        Map<String, HaInput.PeerAnswer> answers = new LinkedHashMap<>();
        for (Map<String, String> p : peers) {
            PeerStatus status = peer(p);
            answers.put(status.member(), new HaInput.PeerAnswer(Duration.ZERO, status));
        }
        ClusterRecord record = record();
        return new HaState(
                HaPolicy.ofDefaults(),
                new Holder("a", "pod-a", me.getOrDefault("incarnation", "1")),
                me.getOrDefault("arbiter", "no").equals("yes"),
                members,
                record == null ? null : new Versioned("v1", record),
                millis(clock, "seen", "0"),
                millis(clock, "confirmed", "100"),
                clock.containsKey("deadline") ? millis(clock, "deadline", "0") : null,
                millis(clock, "renewed", "0"),
                local(),
                answers);
    }

    private static Duration millis(Map<String, String> clock, String key, String otherwise) {
        return Duration.ofMillis(Long.parseLong(clock.getOrDefault(key, otherwise)));
    }

    private @Nullable ClusterRecord record() {
        Map<String, String> r = facts.getOrDefault("record", Map.of());
        if (r.containsKey("none")) {
            return null;
        }
        return new ClusterRecord(
                1,
                Long.parseLong(r.getOrDefault("epoch", "2")),
                7,
                holder(r.getOrDefault("holder", "")),
                holder(r.getOrDefault("last", r.getOrDefault("holder", ""))),
                r.getOrDefault("system", "s").replace("none", ""),
                history(r.getOrDefault("history", "1")),
                Integer.parseInt(r.getOrDefault("k", "1")),
                Arrays.asList(r.getOrDefault("members", "a,b,c").split(",")));
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
        return new LocalPostgres(
                state,
                l.getOrDefault("busy", "no").equals("yes"),
                data ? l.getOrDefault("system", "s") : "",
                history(l.getOrDefault("history", "1")),
                at,
                at,
                LocalPostgres.LastRole.valueOf(l.getOrDefault("role", data ? "STANDBY" : "NONE")),
                l.getOrDefault("receiver", "no").equals("yes"),
                l.getOrDefault("following", ""),
                Integer.parseInt(l.getOrDefault("failed", "0")),
                l.getOrDefault("promised", ""));
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
                false,
                p.getOrDefault("promised", ""));
    }
}
