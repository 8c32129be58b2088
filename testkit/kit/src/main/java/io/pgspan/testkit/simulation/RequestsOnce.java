package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.HaState;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Outcome;
import io.pgspan.ha.record.Request;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request is carried out at most once and answered exactly once; no other request takes its place before. A machine that was suspended
 * may begin late what it had decided while it led: stopping a primary that leads no more carries nothing out.
 */
final class RequestsOnce extends Invariant {
    private final Cluster cluster;
    private final Set<String> answered = new HashSet<>();
    private final Map<String, Long> stoppedIn = new HashMap<>();

    RequestsOnce(Cluster cluster) {
        super("I20", "requests are carried out once");
        this.cluster = cluster;
    }

    @Override
    void performs(SimMember member, HaAction action, HaState decidedWith) {
        if (!(action instanceof HaAction.HandOver)) {
            return;
        }
        Optional<Request> request = decidedWith.record().flatMap(ClusterRecord::request);
        if (request.isEmpty()) {
            throw broken(member + " hands over and nobody has asked for it");
        }
        long epoch = decidedWith.record().map(ClusterRecord::epoch).orElse(-1L);
        Long before = stoppedIn.put(request.get().id(), epoch);
        boolean leads = cluster.store()
                .record()
                .holder()
                .filter(h -> h.equals(member.identity()))
                .isPresent();
        if (before != null || (leads && answered.contains(request.get().id()))) {
            throw broken(member + " stops its primary a second time for "
                    + request.get().id());
        }
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        Optional<Request> was = before.request();
        Optional<Request> is = write.next().request();
        if (is.isPresent() && answered.contains(is.get().id())) {
            throw broken(is.get().id() + " is asked again though it has been answered");
        }
        if (was.isPresent() && is.isPresent() && !was.get().id().equals(is.get().id())) {
            throw broken(was.get().id() + " gives way to " + is.get().id() + " unanswered");
        }
        if (was.isPresent() && is.isEmpty()) {
            String id = was.get().id();
            Optional<Outcome> outcome = write.next().outcome();
            if (outcome.isEmpty() || !outcome.get().id().equals(id) || !answered.add(id)) {
                throw broken(id + " is gone, the outcome says " + outcome);
            }
        }
    }
}
