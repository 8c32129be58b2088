package io.pgspan.model.placement;

import io.pgspan.model.PgspanException;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Who decides which member is the primary, and so whose loss stops writes. */
public sealed interface ElectionModel {

    /** Fewest servers a majority is worth having of: of two, the loss of either is the loss of the majority. */
    int STORES_MIN = 3;

    /** The members themselves by majority, as raft does: every member has one vote, the arbiter included. */
    record MemberMajority() implements ElectionModel {}

    /**
     * A record on one API server; members need that server, not each other's votes.
     *
     * @param domain the Kubernetes cluster whose API server it is
     */
    record Store(String domain) implements ElectionModel {
        /** Refuses a blank domain. */
        public Store {
            if (domain.isBlank()) {
                throw new PgspanException(
                        "electionModel.domain: it is empty; name the Kubernetes cluster that keeps the record");
            }
        }
    }

    /**
     * A record on a majority of several API servers.
     *
     * @param domains the Kubernetes clusters whose API servers they are, sorted; one that is not of the fleet fails by itself
     */
    record StoreMajority(List<String> domains) implements ElectionModel {
        /**
         * Sorts the domains.
         *
         * @throws PgspanException when one is blank or named twice, or there are fewer than {@link #STORES_MIN}
         */
        public StoreMajority {
            TreeSet<String> distinct = new TreeSet<>(domains);
            if (distinct.size() < STORES_MIN
                    || distinct.size() < domains.size()
                    || distinct.stream().anyMatch(String::isBlank)) {
                throw new PgspanException("electionModel.domains: " + domains + " is no set of at least " + STORES_MIN
                        + " servers; name each Kubernetes cluster once, and an odd number of them");
            }
            domains = List.copyOf(distinct);
        }

        /** How many servers may be lost. */
        public int tolerated() {
            return (domains.size() - 1) / 2;
        }
    }

    /** Calls the function of the kind at hand. */
    default <R> R match(
            Function<MemberMajority, R> memberMajority,
            Function<Store, R> store,
            Function<StoreMajority, R> storeMajority) {
        if (this instanceof MemberMajority it) {
            return memberMajority.apply(it);
        }
        if (this instanceof Store it) {
            return store.apply(it);
        }
        return storeMajority.apply((StoreMajority) this);
    }

    /** A majority of the members. */
    static ElectionModel memberMajority() {
        return new MemberMajority();
    }

    /** The API server of one Kubernetes cluster. */
    static ElectionModel store(String domain) {
        return new Store(domain);
    }

    /** A majority of the API servers of several Kubernetes clusters. */
    static ElectionModel storeMajority(String... domains) {
        return new StoreMajority(List.of(domains));
    }
}
