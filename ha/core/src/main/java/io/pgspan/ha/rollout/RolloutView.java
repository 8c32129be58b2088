package io.pgspan.ha.rollout;

import io.pgspan.model.PgspanException;
import io.pgspan.model.observed.Fact;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a rollout is decided upon.
 *
 * @param cluster what is known of the cluster as a whole
 * @param members every member that is wanted, also those of which nothing is known; kept in order of name
 * @param limits the bounds
 */
public record RolloutView(Fact<ClusterSeen> cluster, List<RolloutMember> members, RolloutLimits limits) {
    /** {@code db-2} before {@code db-10}: ordinals count as numbers. */
    static final Comparator<String> NAMES =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /** @throws PgspanException when a member comes twice */
    public RolloutView {
        members = members.stream()
                .sorted(Comparator.comparing(RolloutMember::name, NAMES))
                .toList();
        Set<String> names = new HashSet<>();
        for (RolloutMember member : members) {
            if (!names.add(member.name())) {
                throw new PgspanException("rollout view: member '" + member.name() + "' comes twice; show it once");
            }
        }
    }

    /** The member of that name. */
    public Optional<RolloutMember> member(String name) {
        return members.stream().filter(m -> m.name().equals(name)).findFirst();
    }

    /** The members with data. */
    List<RolloutMember> data() {
        return members.stream().filter(m -> !m.arbiter()).toList();
    }

    boolean isHolder(RolloutMember member) {
        return cluster.value().holder().equals(member.name());
    }
}
