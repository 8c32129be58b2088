package io.pgspan.operators.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Plan;
import io.pgspan.operators.feature.Support;
import java.util.List;

/**
 * One way of the data, judged for a pair of operators and a cluster.
 *
 * @param way which
 * @param possible whether it can be gone: with {@link Support#PARTLY} there is work by hand, or it is to be tried with a copy first
 * @param why the reason of that judgement
 * @param plan the steps; empty when the way is impossible
 * @param beginning the manifests the new cluster is made from on this way; empty where it begins with the translation's own ones or where people make
 *     it. At the end the translation's own manifests hold
 */
public record DataMove(Way way, Support possible, String why, Plan plan, List<ObjectNode> beginning) {
    /** The step from which on there is no way back without losing what was written since. */
    public static final String POINT_OF_NO_RETURN = "switch-clients";

    /** The step that deletes the source's data: always the last one, never part of another, and not to be done unasked. */
    public static final String DELETION = "delete-source";

    /** Copies the list. */
    public DataMove {
        beginning = List.copyOf(beginning);
    }

    /** Whether it can be gone at all. */
    public boolean isPossible() {
        return possible != Support.NO;
    }
}
