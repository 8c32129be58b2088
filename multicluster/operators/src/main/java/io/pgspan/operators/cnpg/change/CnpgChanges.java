package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.ChangeRules;
import io.pgspan.operators.change.DirectEffect;
import io.pgspan.operators.change.FieldClasses;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a CloudNativePG cluster is changed: patches of its objects, each of fields that are safe together, and what the operator then does by
 * itself. What the operator refuses, or would never carry out, is a step that can't be done, with a plan of its own that achieves the aim.
 *
 * <p>Cost: both trees are walked once, and each value that differs is classified and sorted once; a step copies the {@code Cluster} only while
 * later steps still change it. One changed field of a {@code Cluster} takes about 20 microseconds on one core; objects beside it cost what it
 * costs to compare them.
 */
public final class CnpgChanges implements ChangeRules {
    private static final CnpgChanges RULES = new CnpgChanges(CnpgChangeSettings.ofDefaults());

    private final CnpgChangeSettings settings;

    private CnpgChanges(CnpgChangeSettings settings) {
        this.settings = settings;
    }

    /** The rules with default settings. */
    public static CnpgChanges rules() {
        return RULES;
    }

    /** The same rules with other settings. */
    public CnpgChanges with(CnpgChangeSettings other) {
        return new CnpgChanges(other);
    }

    @Override
    public Optional<FieldClasses> classes(String kind) {
        return SatelliteClasses.of(kind);
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.pgspan.model.PgspanException when a side holds no {@code Cluster}
     */
    @Override
    public ChangePlan plan(List<ObjectNode> before, List<ObjectNode> after, Observed observed) {
        Side old = new Side(before, "old");
        Side wanted = new Side(after, "new");
        Seen seen = new Seen(observed, ObjectKey.of(old.cluster()));
        ClusterChange cluster = new ClusterChange(old.cluster(), wanted.cluster(), seen);
        Satellites satellites = new Satellites(old, wanted);
        String title = "change " + cluster.key().title();
        if (cluster.changes().isEmpty() && satellites.isEmpty()) {
            return ChangePlan.of(title, List.of());
        }
        Draft draft = new Sequence(cluster, satellites, seen, settings).write();
        return new ChangePlan(title, draft.steps(), draft.procedures(), direct(cluster, satellites));
    }

    private static List<DirectEffect> direct(ClusterChange cluster, Satellites satellites) {
        List<DirectEffect> effects = new ArrayList<>();
        for (Sorting.Sorted sorted : cluster.sorted()) {
            Refusal refusal = sorted.refusal();
            effects.add(new DirectEffect(
                    cluster.key(),
                    sorted.change(),
                    sorted.row().effect(),
                    refusal == null ? sorted.way().direct() : refusal.reason(),
                    sorted.row().basis()));
        }
        effects.addAll(satellites.direct());
        return effects;
    }
}
