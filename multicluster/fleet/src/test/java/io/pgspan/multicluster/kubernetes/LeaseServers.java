package io.pgspan.multicluster.kubernetes;

import io.pgspan.agent.store.MajorityRecordStore;
import io.pgspan.ha.record.majority.Acceptor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Three API servers that share nothing; each test takes a Lease of its own in all of them. */
final class LeaseServers implements AutoCloseable {
    static final List<String> NAMES = List.of("east", "north", "west");

    private final SortedMap<String, LeaseServer> servers = new TreeMap<>();

    LeaseServers() {
        NAMES.forEach(name -> servers.put(name, new LeaseServer()));
    }

    void warmUp() {
        servers.values().forEach(LeaseServer::warmUp);
    }

    LeaseServer server(String name) {
        return Objects.requireNonNull(servers.get(name));
    }

    Places newPlaces() {
        Map<String, LeaseServer.Place> places = servers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().newPlace()));
        return new Places(places);
    }

    @Override
    public void close() {
        servers.values().forEach(LeaseServer::close);
    }

    /** One Lease on each server and the stores on them. */
    static final class Places implements AutoCloseable {
        private final Map<String, LeaseServer.Place> places;
        private final List<MajorityRecordStore> stores = new CopyOnWriteArrayList<>();

        private Places(Map<String, LeaseServer.Place> places) {
            this.places = places;
        }

        MajorityRecordStore store(String member) {
            Map<String, Acceptor> acceptors = places.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> e.getValue().acceptor()));
            MajorityRecordStore store = MajorityRecordStore.over(member, acceptors);
            stores.add(store);
            return store;
        }

        LeaseServer.Place at(String name) {
            return Objects.requireNonNull(places.get(name));
        }

        @Override
        public void close() {
            stores.forEach(MajorityRecordStore::close);
            places.values().forEach(LeaseServer.Place::close);
        }
    }
}
