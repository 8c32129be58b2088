package io.pgspan.ha.sync;

import io.pgspan.model.wal.Lsn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One case of the planner's table, read from lines:
 *
 * <pre>
 * case    a sentence
 * wish    quorum 2 strict           (off, priority n, quorum n)
 * domain  east                      (the holder's)
 * standby b at=100 domain=west priority=1 nosync nofailover catchup
 * claimed 1 of b,c                  (async, alone; left out: alone)
 * shown   ANY 1 (b, c)              (left out: empty)
 * since   100                       (left out: 100; none)
 * last    b,c
 * expect  claim 1 of b,c            (apply text, await text, settled)
 * </pre>
 *
 * <p>A standby is at 100 where nothing is said.
 */
final class SyncStory {
    private static final Set<String> LINES =
            Set.of("case", "wish", "domain", "standby", "claimed", "shown", "since", "last", "expect");

    private final String name;
    private final List<SyncCandidate> standbys = new ArrayList<>();
    private SyncWish wish = SyncWish.off();
    private String domain = "";
    private SyncGuarantee claimed = SyncGuarantee.alone();
    private String shown = "";
    private Optional<Lsn> since = Optional.of(new Lsn(100));
    private List<String> last = List.of();
    private String expected = "";

    private SyncStory(String name) {
        this.name = name;
    }

    static List<SyncStory> read(List<String> lines) {
        List<SyncStory> stories = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            String[] words = text.split("\\s+", 2);
            if (!LINES.contains(words[0])) {
                throw new IllegalArgumentException("can't read '" + text + "'");
            }
            String rest = words.length < 2 ? "" : words[1];
            if (words[0].equals("case")) {
                stories.add(new SyncStory(rest));
            } else {
                stories.get(stories.size() - 1).take(words[0], rest);
            }
        }
        return stories;
    }

    private void take(String kind, String rest) {
        switch (kind) {
            case "wish" -> wish = wish(List.of(rest.split("\\s+", -1)));
            case "domain" -> domain = rest;
            case "standby" -> standbys.add(standby(rest.split("\\s+", -1)));
            case "claimed" -> claimed = guarantee(rest);
            case "shown" -> shown = rest;
            case "since" -> since = rest.equals("none") ? Optional.empty() : Optional.of(new Lsn(Long.parseLong(rest)));
            case "last" -> last = List.of(rest.split(",", -1));
            default -> expected = rest;
        }
    }

    private static SyncWish wish(List<String> words) {
        SyncWish.Mode mode = SyncWish.Mode.valueOf(words.get(0).toUpperCase(Locale.ROOT));
        return new SyncWish(mode, words.contains("strict"), words.size() < 2 ? 0 : Integer.parseInt(words.get(1)));
    }

    private static SyncCandidate standby(String[] words) {
        SyncCandidate s = new SyncCandidate(words[0], false, 0, false, "", true, new Lsn(100));
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            String value = word.substring(word.indexOf('=') + 1);
            s = switch (word.split("=", -1)[0]) {
                case "at" -> with(s, s.noSync(), s.priority(), s.noFailover(), s.domain(), true, Long.parseLong(value));
                case "domain" ->
                    with(
                            s,
                            s.noSync(),
                            s.priority(),
                            s.noFailover(),
                            value,
                            s.streaming(),
                            s.confirmed().value());
                case "priority" ->
                    with(
                            s,
                            s.noSync(),
                            Integer.parseInt(value),
                            s.noFailover(),
                            s.domain(),
                            s.streaming(),
                            s.confirmed().value());
                case "nosync" ->
                    with(
                            s,
                            true,
                            s.priority(),
                            s.noFailover(),
                            s.domain(),
                            s.streaming(),
                            s.confirmed().value());
                case "nofailover" ->
                    with(
                            s,
                            s.noSync(),
                            s.priority(),
                            true,
                            s.domain(),
                            s.streaming(),
                            s.confirmed().value());
                case "catchup" ->
                    with(
                            s,
                            s.noSync(),
                            s.priority(),
                            s.noFailover(),
                            s.domain(),
                            false,
                            s.confirmed().value());
                default -> throw new IllegalArgumentException("can't read '" + word + "'");
            };
        }
        return s;
    }

    private static SyncCandidate with(
            SyncCandidate s,
            boolean noSync,
            int priority,
            boolean noFailover,
            String domain,
            boolean streaming,
            long at) {
        return new SyncCandidate(s.name(), noSync, priority, noFailover, domain, streaming, new Lsn(at));
    }

    private static SyncGuarantee guarantee(String text) {
        if (text.equals("async") || text.equals("alone")) {
            return text.equals("async") ? SyncGuarantee.asynchronous() : SyncGuarantee.alone();
        }
        String[] parts = text.split(" of ", -1);
        return SyncGuarantee.of(Integer.parseInt(parts[0]), List.of(parts[1].split(",", -1)));
    }

    static String say(SyncGuarantee guarantee) {
        return !guarantee.synchronous()
                ? "async"
                : guarantee.count() == 0 ? "alone" : guarantee.count() + " of " + String.join(",", guarantee.names());
    }

    String expected() {
        return expected;
    }

    String planned() {
        SyncStep step = SyncPlanner.next(wish, domain, standbys, claimed, SyncSetting.parse(shown), since, last);
        return step.<String>match(
                claim -> "claim " + say(claim.guarantee()),
                apply -> ("apply " + apply.setting().text(17).replace("\"", "")).strip(),
                await -> "await " + await.why(),
                settled -> "settled");
    }

    @Override
    public String toString() {
        return name;
    }
}
