package io.pgspan.multicluster.kubernetes;

import io.pgspan.ha.record.RecordStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class KubernetesRecordStoreContractTest extends RecordStoreContract {
    private static final LeaseServer SERVER = new LeaseServer();

    private final LeaseServer.Place place = SERVER.newPlace();
    private final RecordStore store = place.store();

    @BeforeAll
    static void warmUp() {
        SERVER.warmUp();
    }

    @AfterEach
    void closeStores() {
        place.close();
    }

    @AfterAll
    static void closeServer() {
        SERVER.close();
    }

    @Override
    RecordStore store() {
        return store;
    }

    @Override
    RecordStore another() {
        return place.store();
    }
}
