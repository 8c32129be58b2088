package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What KubeDB's schema and webhook refuse of a request. Paths are those of the object. Every rule is checked; no rule stops another.
 */
public final class OpsRules {
    private OpsRules() {}

    /** Everything wrong with a request, as far as the facts tell. */
    public static List<Violation> check(OpsRequest request, DatabaseFacts facts) {
        List<Violation> found = new ArrayList<>(common(request));
        found.addAll(request.operation().match(new OperationRules(request, facts)));
        return List.copyOf(found);
    }

    /** What is wrong with replacing a request: its spec can't be changed, only its labels and annotations. */
    public static List<Violation> checkUpdate(OpsRequest old, OpsRequest next) {
        boolean same = old.database().equals(next.database())
                && old.operation().equals(next.operation())
                && old.stepTimeout().equals(next.stepTimeout())
                && old.apply() == next.apply()
                && old.maxRetries() == next.maxRetries();
        return same
                ? List.of()
                : List.of(Violation.of(
                        "kubedb.ops.immutable",
                        "spec",
                        next.type().word(),
                        "the spec of a request can't be changed",
                        "create another request under another name, after this one has ended"));
    }

    private static List<Violation> common(OpsRequest request) {
        List<Violation> found = new ArrayList<>();
        String name = request.name();
        String beginning = request.generateName();
        if ((name == null || name.isEmpty()) && (beginning == null || beginning.isEmpty())) {
            found.add(Violation.of(
                    "kubedb.ops.name", "metadata.name", "", "the request has no name", "write name or generateName"));
        }
        if (request.database().isEmpty()) {
            found.add(Violation.of(
                    "kubedb.ops.database-ref",
                    "spec.databaseRef.name",
                    "",
                    "no database is named",
                    "name the Postgres, which is of the same namespace"));
        }
        return found;
    }
}
