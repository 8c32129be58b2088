package io.pgspan.operators.translation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.placement.PlacementPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The parts of a wish by their paths, as fine as somebody wants to be told of a difference. */
final class WishParts {
    private static final PlacementPolicy NOWHERE = PlacementPolicy.builder().build();
    private static final Backups NONE = Backups.builder().build();
    private static final int SHORT_MAX = 160;
    private static final Map<String, Function<PostgresCluster, ?>> PARTS = parts();

    private WishParts() {}

    /** The paths of the whole, one for each of its parts. */
    static List<String> roots() {
        return PARTS.keySet().stream()
                .map(path -> path.split("\\.", 2)[0])
                .distinct()
                .toList();
    }

    /** The paths at which two wishes differ. */
    static List<String> differences(PostgresCluster one, PostgresCluster other) {
        List<String> found = new ArrayList<>();
        if (!one.equals(other)) {
            PARTS.forEach((path, part) -> {
                if (!part.apply(one).equals(part.apply(other))) {
                    found.add(path);
                }
            });
        }
        return found;
    }

    /** What a wish says at one of these paths, short. */
    static String show(PostgresCluster wish, String path) {
        Function<PostgresCluster, ?> part = PARTS.get(path);
        Object value = part == null ? "" : part.apply(wish);
        return cut(value instanceof Optional<?> said ? said.map(String::valueOf).orElse("unsaid") : value.toString());
    }

    /** A text that is not too long to be read. */
    static String cut(String text) {
        return text.length() <= SHORT_MAX ? text : text.substring(0, SHORT_MAX) + "…";
    }

    /** Whether one path leads to the other or below it. */
    static boolean meet(String one, String other) {
        String a = plain(one);
        String b = plain(other);
        return a.equals(b) || a.startsWith(b + ".") || b.startsWith(a + ".");
    }

    /** Whether a path meets any of these. */
    static boolean meets(Stream<String> paths, String other) {
        return paths.anyMatch(path -> meet(path, other));
    }

    private static String plain(String path) {
        return path.replaceAll("\\[[^\\]]*]", "");
    }

    private static Map<String, Function<PostgresCluster, ?>> parts() {
        Map<String, Function<PostgresCluster, ?>> parts = new LinkedHashMap<>();
        parts.put("name", PostgresCluster::name);
        parts.put("namespace", PostgresCluster::namespace);
        parts.put("version", PostgresCluster::version);
        parts.put("image", PostgresCluster::image);
        parts.put("replicas", PostgresCluster::replicas);
        parts.put("storage", PostgresCluster::storage);
        parts.put("volumes", PostgresCluster::volumes);
        parts.put("resources", PostgresCluster::resources);
        parts.put("pod", PostgresCluster::pod);
        parts.put("furtherInstances", PostgresCluster::furtherInstances);
        parts.put("arbiter", PostgresCluster::arbiter);
        parts.put("placement.rules", wish -> placement(wish).rules());
        parts.put("placement.slice", wish -> placement(wish).slice());
        parts.put("placement.spreads", wish -> placement(wish).spreads());
        parts.put("placement.nodeSelector", wish -> placement(wish).nodeSelector());
        parts.put("placement.tolerations", wish -> placement(wish).tolerations());
        parts.put("placement.affinity", wish -> placement(wish).affinity());
        parts.put("placement.name", wish -> placement(wish).name());
        replication(parts);
        parts.put("election", PostgresCluster::election);
        parts.put("access.superuserSecret", wish -> wish.access().superuserSecret());
        parts.put("access.superuserAccess", wish -> wish.access().isSuperuserAccess());
        parts.put(
                "access.users",
                wish -> List.of(wish.access().users(), wish.access().isUsersListed()));
        parts.put("access.databases", wish -> wish.access().databases());
        parts.put("access.hba", wish -> wish.access().hba());
        parts.put("access.clientAuth", wish -> wish.access().clientAuth());
        parts.put("tls", PostgresCluster::tls);
        parts.put("services", PostgresCluster::services);
        parts.put("poolers", PostgresCluster::poolers);
        parts.put("monitoring", PostgresCluster::monitoring);
        parts.put("backups.repositories", wish -> backups(wish).repositories());
        parts.put("backups.walArchive", wish -> backups(wish).walArchive());
        parts.put("backups.manual", wish -> backups(wish).manual());
        parts.put("backups.snapshots", wish -> backups(wish).snapshots());
        parts.put("backups.toolOptions", wish -> backups(wish).toolOptions());
        parts.put("backups.image", wish -> backups(wish).image());
        parts.put("backups.paused", wish -> backups(wish).isPaused());
        parts.put("dataSource", PostgresCluster::dataSource);
        parts.put("standby", PostgresCluster::standby);
        parts.put("initScripts", PostgresCluster::initScripts);
        parts.put("lifecycle", PostgresCluster::lifecycle);
        parts.put("deletionPolicy", PostgresCluster::deletionPolicy);
        parts.put("parameters", PostgresCluster::parameters);
        parts.put("labels", PostgresCluster::labels);
        parts.put("annotations", PostgresCluster::annotations);
        return parts;
    }

    private static void replication(Map<String, Function<PostgresCluster, ?>> parts) {
        parts.put("replication.streaming", wish -> wish.replication().streaming());
        parts.put("replication.method", wish -> wish.replication().method());
        parts.put("replication.confirmations", wish -> wish.replication().confirmations());
        parts.put("replication.commitLevel", wish -> wish.replication().commitLevel());
        parts.put("replication.durability", wish -> wish.replication().durability());
        parts.put("replication.standbyNames", wish -> wish.replication().standbyNames());
        parts.put("replication.anyStandby", wish -> wish.replication().isAnyStandby());
        parts.put("replication.standbyMode", wish -> wish.replication().standbyMode());
        parts.put("replication.maximumLagBytes", wish -> wish.replication().maximumLagBytes());
        parts.put("replication.walRetention", wish -> wish.replication().walRetention());
        parts.put(
                "replication.failoverAcceptingDataLossAfter",
                wish -> wish.replication().failoverAcceptingDataLossAfter());
    }

    private static PlacementPolicy placement(PostgresCluster wish) {
        return wish.placement().orElse(NOWHERE);
    }

    private static Backups backups(PostgresCluster wish) {
        return wish.backups().orElse(NONE);
    }
}
