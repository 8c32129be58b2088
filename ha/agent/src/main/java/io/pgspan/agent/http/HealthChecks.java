package io.pgspan.agent.http;

import io.pgspan.ha.PeerStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The questions that are answered by yes (200) or no (503). {@code lag} limits how far a standby may be behind, in bytes or with a unit
 * ({@code lag=16MB}); {@code replication-state=streaming} wants a standby that receives. A parameter that is unknown or malformed is refused: a
 * limit that was mistyped must not count as met.
 */
final class HealthChecks {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})(B|kB|MB|GB|TB)?");
    private static final Map<String, Integer> UNIT_BITS = Map.of("B", 0, "kB", 10, "MB", 20, "GB", 30, "TB", 40);
    private static final String LAG = "lag";
    private static final String REPLICATION = "replication-state";

    private static final Map<String, Check> CHECKS = checks();

    private HealthChecks() {}

    @FunctionalInterface
    private interface Check {
        boolean holds(AgentSnapshot member, Limits limits);
    }

    /** What is asked of a standby besides being one. */
    private record Limits(long lagBytesMax, boolean mustStream) {
        boolean met(AgentSnapshot member) {
            return member.replica(lagBytesMax) && (!mustStream || member.streaming());
        }
    }

    private static Map<String, Check> checks() {
        Map<String, Check> checks = new LinkedHashMap<>();
        all(checks, (m, l) -> m.leads(), "/", "/primary", "/read-write", "/leader");
        // a cluster that itself follows another one is not built yet; until then nobody leads one
        all(checks, (m, l) -> false, "/standby-leader");
        all(checks, (m, l) -> l.met(m), "/replica");
        all(checks, (m, l) -> m.leads() || l.met(m), "/read-only");
        listed(checks, SyncStanding.PRIORITY, "sync");
        listed(checks, SyncStanding.QUORUM, "quorum");
        listed(checks, SyncStanding.NOT_LISTED, "async");
        all(checks, (m, l) -> m.running(), "/health");
        all(checks, (m, l) -> m.alive(), "/liveness");
        all(checks, (m, l) -> m.ready() && (m.role() != PeerStatus.Role.STANDBY || l.met(m)), "/readiness");
        return Map.copyOf(checks);
    }

    private static void listed(Map<String, Check> checks, SyncStanding standing, String word) {
        all(checks, (m, l) -> m.sync() == standing && l.met(m), "/" + word);
        all(checks, (m, l) -> m.leads() || (m.sync() == standing && l.met(m)), "/read-only-" + word);
    }

    private static void all(Map<String, Check> checks, Check check, String... paths) {
        for (String path : paths) {
            checks.put(path, check);
        }
    }

    static boolean knows(String path) {
        return CHECKS.containsKey(path);
    }

    /** @param path one it knows */
    static HttpReply answer(String path, Map<String, String> query, AgentSnapshot member) {
        List<Violation> violations = new ArrayList<>();
        Limits limits = limits(query, violations);
        Check check = CHECKS.get(path);
        if (check == null || !violations.isEmpty()) {
            return Violation.reply(violations);
        }
        return HttpReply.yesNo(check.holds(member, limits));
    }

    private static Limits limits(Map<String, String> query, List<Violation> violations) {
        long lag = Long.MAX_VALUE;
        boolean streaming = false;
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            String value = parameter.getValue();
            if (parameter.getKey().equals(LAG)) {
                Matcher size = SIZE.matcher(value);
                if (size.matches()) {
                    lag = bytes(Long.parseLong(size.group(1)), size.group(2) == null ? "B" : size.group(2));
                } else {
                    violations.add(new Violation(LAG, "'" + value + "' is no size; wanted is 1048576 or 16MB"));
                }
            } else if (parameter.getKey().equals(REPLICATION)) {
                streaming = value.equals("streaming");
                if (!streaming) {
                    violations.add(new Violation(REPLICATION, "'" + value + "' is not known; wanted is streaming"));
                }
            } else {
                violations.add(
                        new Violation(parameter.getKey(), "is not known; there are " + LAG + " and " + REPLICATION));
            }
        }
        return new Limits(lag, streaming);
    }

    private static long bytes(long number, String unit) {
        int bits = UNIT_BITS.getOrDefault(unit, 0);
        return number > Long.MAX_VALUE >> bits ? Long.MAX_VALUE : number << bits;
    }
}
