package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What the webhook accepts of a request, but which does something else than it seems to say, never ends, or costs data. An error among them is a
 * request that never ends. For several requests at once see {@link OpsQueue}.
 */
public final class OpsLints {
    private OpsLints() {}

    /** The traps in a request, as far as the facts tell. */
    public static List<Lint> of(OpsRequest request, DatabaseFacts facts) {
        List<Lint> found = new ArrayList<>();
        if (request.apply() == OpsRequest.Apply.IF_READY
                && facts.ready().filter(ready -> !ready).isPresent()) {
            found.add(Lint.of(
                    Severity.WARNING,
                    Violation.of(
                            "kubedb.ops.if-ready-waits",
                            "spec.apply",
                            "IfReady",
                            "the database is not ready: the request stays Pending until it is, and others wait behind it",
                            "write apply: Always if the request is what makes it ready again")));
        }
        found.addAll(request.operation().match(new OperationLints(request, facts)));
        return List.copyOf(found);
    }
}
