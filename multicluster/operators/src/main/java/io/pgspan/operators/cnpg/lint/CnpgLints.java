package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.lint.Trap;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All traps of CloudNativePG's kinds, and of other kinds that select its pods. They judge the objects as they stand, so that they don't
 * depend on what of them is read; those that only show beside other objects look at the set.
 *
 * <p>Cost: the set is walked once; then a few look-ups a trap and an object, and one pass over the objects of a kind for a trap that asks
 * for neighbours.
 */
public final class CnpgLints {
    private static final String OTHERS = "";

    /** A password within a setting or a line: what holds one is not shown. */
    private static final Pattern PASSWORD = Pattern.compile("(?i)passw(or)?d *=");

    private static final Map<String, List<CnpgTrap>> BY_KIND = Map.ofEntries(
            Map.entry(
                    "Cluster",
                    Stream.of(
                                    InstanceLints.all(),
                                    SyncLints.all(),
                                    ParameterLints.all(),
                                    HbaLints.all(),
                                    BootstrapLints.all(),
                                    RecoveryLints.all(),
                                    ExternalLints.all(),
                                    StorageLints.all(),
                                    PlacementLints.all(),
                                    AccessLints.all(),
                                    BackupLints.all(),
                                    LifeLints.all())
                            .flatMap(List::stream)
                            .toList()),
            Map.entry("ScheduledBackup", ScheduleLints.scheduled()),
            Map.entry("Backup", ScheduleLints.single()),
            Map.entry("Pooler", PoolerLints.all()),
            Map.entry("Database", DatabaseLints.all()),
            Map.entry("DatabaseRole", RoleLints.all()),
            Map.entry("Publication", LogicalLints.publication()),
            Map.entry("Subscription", LogicalLints.subscription()),
            Map.entry("ImageCatalog", CatalogLints.all()),
            Map.entry("ClusterImageCatalog", CatalogLints.all()),
            Map.entry("ObjectStore", StoreLints.all()),
            Map.entry(
                    OTHERS,
                    List.of(CnpgTrap.warning(
                            "role-label-elsewhere",
                            "spec",
                            (object, around) -> RoleLabel.in(object),
                            RoleLabel.HAPPENS,
                            RoleLabel.INSTEAD))));

    private final Surroundings around;

    private CnpgLints(Surroundings around) {
        this.around = around;
    }

    /** Judges objects of this set. */
    public static CnpgLints of(ManifestSet set) {
        return new CnpgLints(Surroundings.of(set));
    }

    /** Every trap by the kind it is of, in no order; of kinds that are not the operator's, under the empty text. */
    public static Map<String, List<Trap>> all() {
        return BY_KIND.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream().map(CnpgTrap::trap).toList()));
    }

    /**
     * Adds what an object falls into, each with its place in the text; a trap at a field that could not be read is left out. An object of a
     * kind that is not the operator's is judged by what it selects.
     */
    public void judge(Cursor object) {
        Manifest manifest = object.manifest();
        List<Lint> told = new ArrayList<>();
        for (CnpgTrap trap : of(manifest)) {
            for (TreePath place : trap.places().of(manifest.tree(), around)) {
                told.add(told(manifest, trap.trap(), place));
            }
        }
        if (!told.isEmpty()) {
            object.findings().addJudged(manifest, told);
        }
    }

    /** The lines of {@code pg_hba} of a {@code Cluster}, which this reads anyway. */
    public HbaLines hba(Cursor cluster) {
        return around.hba(cluster.manifest().tree());
    }

    private static List<CnpgTrap> of(Manifest manifest) {
        return BY_KIND.getOrDefault(Surroundings.isOwn(manifest.apiVersion()) ? manifest.kind() : OTHERS, List.of());
    }

    private static Lint told(Manifest manifest, Trap trap, TreePath place) {
        JsonNode value = manifest.at(place);
        return Lint.of(
                trap.severity(),
                Violation.of(
                        trap.id(),
                        place.toString(),
                        isShown(value) ? value.asText() : "",
                        trap.happens(),
                        trap.instead()));
    }

    private static boolean isShown(JsonNode value) {
        return value.isValueNode()
                && !value.isNull()
                && !PASSWORD.matcher(value.asText()).find();
    }
}
