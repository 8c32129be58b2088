package io.pgspan.testkit.simulation;

import io.pgspan.ha.HaAction;
import io.pgspan.ha.record.ClusterRecord;
import io.pgspan.ha.record.Holder;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A holder goes on without the store only with every other member's word, asked for since its last renewal; and who has given it takes
 * no lease from that holder for a lease, and has not taken it already.
 */
final class FailsafeUnanimous extends Invariant {
    private record Word(String holder, long epoch, Duration until) {}

    private final Cluster cluster;
    private final IdentityHashMap<SimMember, Word> words = new IdentityHashMap<>();
    private final Map<String, Long> accepted = new HashMap<>();
    private long renewed;

    FailsafeUnanimous(Cluster cluster) {
        super("I24", "everybody lets the holder go on");
        this.cluster = cluster;
    }

    @Override
    void accepted(SimMember by, SimMember holder, long epoch, long asked) {
        if (cluster.store()
                .record()
                .holder()
                .filter(h -> h.equals(by.identity()))
                .isPresent()) {
            throw broken(by + " lets " + holder + " go on, from whom it has taken the lease");
        }
        words.put(
                by,
                new Word(
                        holder.name(),
                        epoch,
                        by.clock().plus(cluster.setup().policy().leaseDuration())));
        accepted.merge(by.name() + " " + holder.identity() + " " + epoch, asked, Math::max);
    }

    @Override
    void confirmed(SimMember member, HaAction.WriteRecord write, long sent) {
        renewed = Math.max(renewed, sent);
    }

    @Override
    void goesOn(SimMember holder) {
        long epoch = holder.agent() == null
                ? -1
                : holder.agent().state().record().map(ClusterRecord::epoch).orElse(-1L);
        for (String member : cluster.setup().holdingData()) {
            Long asked = accepted.get(member + " " + holder.identity() + " " + epoch);
            if (!member.equals(holder.name()) && (asked == null || asked < renewed)) {
                throw broken(holder + " goes on without the word of " + member);
            }
        }
    }

    @Override
    void written(SimMember via, HaAction.WriteRecord write, ClusterRecord before, long sent) {
        Word word = words.get(via);
        String from = before.holder().map(Holder::member).orElse("");
        if (write.purpose() == HaAction.Purpose.ACQUIRE
                && word != null
                && word.epoch() == before.epoch()
                && word.holder().equals(from)
                && via.clock().compareTo(word.until()) < 0) {
            throw broken(via + " takes the lease from " + from + ", whom it has let go on");
        }
    }
}
