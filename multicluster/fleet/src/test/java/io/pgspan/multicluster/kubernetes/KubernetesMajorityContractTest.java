package io.pgspan.multicluster.kubernetes;

import io.pgspan.ha.record.RecordStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class KubernetesMajorityContractTest extends RecordStoreContract {
    private static final LeaseServers SERVERS = new LeaseServers();

    private final LeaseServers.Places places = SERVERS.newPlaces();
    private final RecordStore store = places.store("postgres-0");

    @BeforeAll
    static void warmUp() {
        SERVERS.warmUp();
    }

    @AfterEach
    void closeStores() {
        places.close();
    }

    @AfterAll
    static void closeServers() {
        SERVERS.close();
    }

    @Override
    RecordStore store() {
        return store;
    }

    @Override
    RecordStore another() {
        return places.store("postgres-1");
    }
}
