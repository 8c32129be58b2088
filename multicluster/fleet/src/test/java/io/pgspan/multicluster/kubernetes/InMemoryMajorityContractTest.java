package io.pgspan.multicluster.kubernetes;

import io.pgspan.agent.store.MajorityRecordStore;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.InMemoryAcceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class InMemoryMajorityContractTest extends RecordStoreContract {
    private final Map<String, Acceptor> stores =
            Map.of("east", new InMemoryAcceptor(), "north", new InMemoryAcceptor(), "west", new InMemoryAcceptor());
    private final List<RecordStore> opened = new ArrayList<>();
    private final RecordStore store = another();

    @AfterEach
    void closeStores() {
        opened.forEach(RecordStore::close);
    }

    @Override
    RecordStore store() {
        return store;
    }

    @Override
    RecordStore another() {
        RecordStore next = MajorityRecordStore.over("postgres-0", stores);
        opened.add(next);
        return next;
    }
}
