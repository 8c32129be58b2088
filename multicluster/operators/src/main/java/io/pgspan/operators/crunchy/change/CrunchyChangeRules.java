package io.pgspan.operators.crunchy.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.change.Change;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.ChangeRules;
import io.pgspan.operators.change.DirectEffect;
import io.pgspan.operators.change.Effect;
import io.pgspan.operators.change.FieldClass;
import io.pgspan.operators.change.FieldClasses;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Observed;
import io.pgspan.operators.crunchy.release.PgoVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a cluster of Crunchy Data's operator is changed: by patches of its object, each of fields that are safe to change together, by annotations
 * where a field alone does nothing, and by a {@code PGUpgrade} for another major version. What the operator does then by itself, a rollout, a
 * restart in place, is what each step tells and waits for.
 *
 * <p>What destroys something is said by a human first: a restore in place, a promotion, repositories on volumes. What is refused or ignored comes
 * with a plan of its own.
 *
 * <p>Planning costs a walk over both objects and a copy per step that patches: some tens of microseconds of a processor for one changed field.
 */
public final class CrunchyChangeRules implements ChangeRules {
    private final PgoVersion operator;
    private final CrunchyChangeSettings settings;

    private CrunchyChangeRules(PgoVersion operator, CrunchyChangeSettings settings) {
        this.operator = operator;
        this.settings = settings;
    }

    /** The rules of a release with default settings; callers take them from the dialect. */
    public static CrunchyChangeRules of(PgoVersion operator) {
        return new CrunchyChangeRules(operator, CrunchyChangeSettings.ofDefaults());
    }

    /** The same rules with other settings. */
    public CrunchyChangeRules with(CrunchyChangeSettings other) {
        return new CrunchyChangeRules(operator, other);
    }

    @Override
    public Optional<FieldClasses> classes(String kind) {
        return switch (kind) {
            case "PostgresCluster" -> Optional.of(CrunchyFieldClasses.CLUSTER);
            case "PGUpgrade" -> Optional.of(CrunchyFieldClasses.UPGRADE);
            case "PGAdmin" -> Optional.of(CrunchyFieldClasses.ADMIN);
            default -> Optional.empty();
        };
    }

    @Override
    public ChangePlan plan(List<ObjectNode> before, List<ObjectNode> after, Observed observed) {
        Objects old = new Objects(before);
        Objects wanted = new Objects(after);
        Optional<ObjectNode> was = old.cluster();
        Optional<ObjectNode> is = wanted.cluster();
        if (was.isEmpty() || is.isEmpty()) {
            return new WholePlans(settings).plan(old, wanted);
        }
        ClusterChange cluster = new ClusterChange(was.get(), is.get());
        List<ObjectNode> others = wanted.othersBeyond(old);
        List<ObjectKey> gone = old.othersWithoutKeyIn(wanted);
        String title = "change " + cluster.key().title();
        if (cluster.changes().isEmpty() && others.isEmpty() && gone.isEmpty()) {
            return ChangePlan.of(title, List.of());
        }
        Draft draft = new Draft(cluster, settings);
        Context context = new Context(
                cluster,
                new SettingsChange(cluster),
                new Seen(
                        observed, cluster.before().namespace(), cluster.before().name()),
                new Warnings(cluster, was.get(), is.get(), operator),
                draft,
                operator);
        new Sequence(context, settings, others, wanted.others(), old.otherKeys(), gone).write();
        return new ChangePlan(title, draft.steps(), draft.procedures(), direct(context));
    }

    private static List<DirectEffect> direct(Context context) {
        List<DirectEffect> effects = new ArrayList<>();
        context.cluster().byWay().forEach((way, changes) -> {
            for (Change change : changes) {
                Optional<FieldClass> row = Ways.row(change);
                effects.add(new DirectEffect(
                        context.cluster().key(),
                        change,
                        effect(context, way, change, row),
                        context.warnings().happens(way, change),
                        row.map(FieldClass::basis)
                                .orElse("kubernetes: a field that the schema does not have is dropped")));
            }
        });
        return effects;
    }

    private static Effect effect(Context context, Way way, Change change, Optional<FieldClass> row) {
        return switch (way) {
            case SETTINGS -> context.settings().effect(change);
            case REFUSE -> Effect.IMMUTABLE;
            default -> row.map(FieldClass::effect).orElse(Effect.IGNORED);
        };
    }
}
