package io.pgspan.operators.kubedb.change;

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
import io.pgspan.operators.kubedb.ops.Operation;
import io.pgspan.operators.kubedb.policy.PolicyObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a KubeDB database is changed. Each changed field is changed by the request KubeDB has for it; what has none is patched, with a restart
 * where pods must be made anew. Requests of one database run one at a time: each step waits for its request to end before the next begins.
 *
 * <p>In the GitOps form a step is a manifest to commit, with the request KubeDB's controller is expected to make of it.
 */
public final class KubeDbChanges implements ChangeRules {
    private final KubeDbWriting writing;
    private final KubeDbChangeSettings settings;

    private KubeDbChanges(KubeDbWriting writing, KubeDbChangeSettings settings) {
        this.writing = writing;
        this.settings = settings;
    }

    /** The rules with default settings; callers take them from the dialect. */
    public static KubeDbChanges of(KubeDbWriting writing) {
        return new KubeDbChanges(writing, KubeDbChangeSettings.ofDefaults());
    }

    /** The same rules with other settings. */
    public KubeDbChanges with(KubeDbChangeSettings other) {
        return new KubeDbChanges(writing, other);
    }

    @Override
    public Optional<FieldClasses> classes(String kind) {
        return switch (kind) {
            case "Postgres" -> Optional.of(KubeDbFieldClasses.POSTGRES);
            case PolicyObject.KIND -> Optional.of(KubeDbFieldClasses.POLICY);
            default -> Optional.empty();
        };
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.pgspan.model.PgspanException when a side holds no {@code Postgres}
     */
    @Override
    public ChangePlan plan(List<ObjectNode> before, List<ObjectNode> after, Observed observed) {
        Objects old = new Objects(before);
        Objects wanted = new Objects(after);
        DatabaseChange database = new DatabaseChange(old.postgres("old"), wanted.postgres("new"), writing);
        PolicyChange policy = new PolicyChange(old.policy(), wanted.policy());
        String title = "change " + database.written().title();
        List<ObjectNode> others = wanted.othersBeyond(old);
        List<ObjectKey> gone = old.othersWithoutKeyIn(wanted);
        if (database.changes().isEmpty()
                && policy.toApply().isEmpty()
                && policy.leftOver().isEmpty()
                && others.isEmpty()
                && gone.isEmpty()) {
            return ChangePlan.of(title, List.of());
        }
        Draft draft = new Sequence(database, policy, writing, settings, observed).write(others, gone);
        return new ChangePlan(title, draft.steps(), draft.procedures(), direct(database, policy));
    }

    /**
     * The plan of one operation that no change of the wish asks for, such as a restart, a forced failover or the repair of a standby. A request
     * that repairs begins in any state of the database.
     *
     * @param objects the database's objects, unchanged
     * @param operation what is asked for
     * @param reason why, for a reader; another reason is another request
     * @param observed what is known of the world
     * @throws io.pgspan.model.PgspanException when the objects hold no {@code Postgres}
     */
    public ChangePlan operation(List<ObjectNode> objects, Operation operation, String reason, Observed observed) {
        ObjectNode postgres = new Objects(objects).postgres("given");
        DatabaseChange database = new DatabaseChange(postgres, postgres, writing);
        PolicyChange policy = new PolicyChange(Optional.empty(), Optional.empty());
        Draft draft = new Sequence(database, policy, writing, settings, observed).write(operation, reason);
        return new ChangePlan(
                operation.type().word() + " of " + database.written().title(),
                draft.steps(),
                draft.procedures(),
                List.of());
    }

    private static List<DirectEffect> direct(DatabaseChange database, PolicyChange policy) {
        List<DirectEffect> effects = new ArrayList<>();
        database.byWay().forEach((way, changes) -> {
            for (Change change : changes) {
                Optional<FieldClass> row = KubeDbFieldClasses.POSTGRES.of(change.path());
                effects.add(new DirectEffect(
                        database.written(),
                        change,
                        row.map(FieldClass::effect).orElse(Effect.NOTHING),
                        database.isGitOps() ? GitOpsController.does(way, change, database) : way.direct(),
                        row.map(FieldClass::basis).orElse("nothing is known of this field")));
            }
        });
        for (Change change : policy.changes()) {
            FieldClass row = KubeDbFieldClasses.POLICY
                    .of(change.path())
                    .orElse(new FieldClass("", Effect.NOTHING, Way.POLICY.word(), "nothing is known of this field"));
            effects.add(new DirectEffect(
                    policy.after().map(ObjectKey::of).orElse(database.written()),
                    change,
                    row.effect(),
                    Way.of(row.way()).direct(),
                    row.basis()));
        }
        return effects;
    }
}
