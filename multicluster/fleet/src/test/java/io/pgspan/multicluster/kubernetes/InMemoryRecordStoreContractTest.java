package io.pgspan.multicluster.kubernetes;

import io.pgspan.ha.record.InMemoryRecordStore;
import io.pgspan.ha.record.RecordStore;

class InMemoryRecordStoreContractTest extends RecordStoreContract {
    private final RecordStore store = new InMemoryRecordStore();

    @Override
    RecordStore store() {
        return store;
    }

    @Override
    RecordStore another() {
        return store;
    }
}
