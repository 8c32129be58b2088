package io.pgspan.operators;

import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Observed;

/**
 * What a changed wish does to a running database, and the safe steps that carry it out. Pure, and the same arguments give the same plan:
 *
 * <pre>{@code
 * ChangePlan plan = ChangePlanner.plan(Wish.of(old, dialect), Wish.of(changed, dialect), dialect, Observed.nothing());
 * System.out.println(plan.text());
 * }</pre>
 *
 * <p>Wishes that mean the same give no step. What can't be done is a step of its own with risk {@code IMPOSSIBLE}, its reason, and a plan
 * that achieves the aim in another way; while there is one, nothing of the plan is to be carried out.
 */
public final class ChangePlanner {
    private ChangePlanner() {}

    /**
     * The plan from one wish to another of the same cluster.
     *
     * @param observed what is known of the world; the more, the more is checked
     * @throws io.pgspan.model.validation.InvalidException when a wish can't be written for this operator
     * @throws io.pgspan.model.PgspanException when this dialect has no rules for changes
     */
    public static <O extends DialectOptions> ChangePlan plan(
            Wish<O> before, Wish<O> after, Dialect<O> dialect, Observed observed) {
        return dialect.changes().plan(dialect.write(before), dialect.write(after), observed);
    }

    /** The same for wishes without anything that only this operator has. */
    public static <O extends DialectOptions> ChangePlan plan(
            PostgresCluster before, PostgresCluster after, Dialect<O> dialect, Observed observed) {
        return plan(Wish.of(before, dialect), Wish.of(after, dialect), dialect, observed);
    }

    /**
     * The same for manifests that were read.
     *
     * @throws io.pgspan.model.validation.InvalidException when one of them has an error
     */
    public static <O extends DialectOptions> ChangePlan plan(
            Reading<O> before, Reading<O> after, Dialect<O> dialect, Observed observed) {
        return plan(Wish.of(before), Wish.of(after), dialect, observed);
    }
}
