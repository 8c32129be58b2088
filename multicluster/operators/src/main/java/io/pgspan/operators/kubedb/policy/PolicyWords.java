package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import io.pgspan.operators.decode.Words;

/** The words of the object for its values. */
final class PolicyWords {
    static final Words<WhenUnsatisfiable> WHEN_UNSATISFIABLE = Words.of(
                    "DoNotSchedule", WhenUnsatisfiable.DO_NOT_SCHEDULE)
            .or("ScheduleAnyway", WhenUnsatisfiable.SCHEDULE_ANYWAY);
    static final Words<DataCenterRole> ROLE = Words.of("Member", DataCenterRole.MEMBER)
            .or("Arbiter", DataCenterRole.ARBITER)
            .or("Witness", DataCenterRole.WITNESS);
    static final Words<FailoverPolicy.Mode> MODE =
            Words.of("TwoDC", FailoverPolicy.Mode.TWO_DC).or("ThreeDC", FailoverPolicy.Mode.THREE_DC);
    static final Words<FailoverTrigger.Lease.Scope> SCOPE =
            Words.of("Global", FailoverTrigger.Lease.Scope.GLOBAL).or("Group", FailoverTrigger.Lease.Scope.GROUP);

    private PolicyWords() {}
}
