package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Lint;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.crunchy.lint.CrunchyChanges;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.TreePath;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the lints of changes say of this one: they hold the facts of what is destroyed and what does nothing, and plans tell them. Looked up only
 * when something changes in a way that a lint is about.
 */
final class Warnings {
    private static final Map<Way, List<String>> IDS = new EnumMap<>(Map.ofEntries(
            Map.entry(Way.SCALE, List.of("set-removed", "replicas-lowered")),
            Map.entry(Way.REPOS, List.of("repo-removed", "first-repo-changed")),
            Map.entry(Way.BACKUPS, List.of("backups-removed")),
            Map.entry(Way.ONCE, List.of("data-source-changed", "init-sql-changed")),
            Map.entry(Way.USERS, List.of("user-removed")),
            Map.entry(Way.REFUSE, List.of("volume-shrunk", "storage-class-changed")),
            Map.entry(Way.UPGRADE, List.of("version-changed")),
            Map.entry(Way.POOLER, List.of("pooler-removed")),
            Map.entry(Way.STANDBY, List.of("promotion", "demotion")),
            Map.entry(Way.RESTORE, List.of("restore-by-old-annotation")),
            Map.entry(Way.BACKUP, List.of("manual-by-old-annotation")),
            Map.entry(Way.SWITCHOVER, List.of("switchover-by-old-annotation"))));
    private static final String RULE = "crunchy.change.";

    private final List<Lint> found;

    Warnings(ClusterChange cluster, ObjectNode before, ObjectNode after, PgoVersion operator) {
        boolean any = !Collections.disjoint(cluster.byWay().keySet(), IDS.keySet());
        this.found = any ? CrunchyChanges.of(Manifest.of(before), Manifest.of(after), operator) : List.of();
    }

    /** What happens and what to do instead, of these rules. */
    List<String> of(String... ids) {
        if (found.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(ids)
                .flatMap(this::named)
                .map(lint -> lint.path() + ": " + lint.happens() + "; " + lint.instead())
                .distinct()
                .toList();
    }

    private Stream<Lint> named(String id) {
        return found.stream().filter(lint -> lint.id().equals(RULE + id));
    }

    /** What a change would do if the operator were simply given it. */
    String happens(Way way, Change change) {
        if (found.isEmpty()) {
            return way.direct();
        }
        return IDS.getOrDefault(way, List.of()).stream()
                .flatMap(this::named)
                .filter(lint -> isAbout(lint, change))
                .map(Lint::happens)
                .findFirst()
                .orElse(way.direct());
    }

    private static boolean isAbout(Lint lint, Change change) {
        String value = lint.value();
        return value.isEmpty()
                || change.after().asText().equals(value)
                || change.path().steps().stream().map(TreePath.Step::item).anyMatch(value::equals);
    }
}
