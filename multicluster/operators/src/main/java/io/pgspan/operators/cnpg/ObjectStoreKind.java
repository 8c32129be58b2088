package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.backup.WalArchive;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Fields;
import java.util.List;
import java.util.Optional;

/** {@code ObjectStore} of the plugin: the one that the cluster archives into is its repository, and has its name. */
final class ObjectStoreKind implements Satellite {
    private static final String API = "barmancloud.cnpg.io/v1";
    private static final String KIND = "ObjectStore";
    private static final String CONFIGURATION = "configuration";
    private static final String RETENTION = "retentionPolicy";

    @Override
    public String apiVersion() {
        return API;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fields fields() {
        return SatelliteFields.OBJECT_STORE;
    }

    @Override
    public boolean precedesCluster() {
        return true;
    }

    @Override
    public boolean read(Cursor object, Joined joined) {
        String name = object.peek("metadata").path(CnpgWords.NAME).asText("");
        boolean own = joined.objectStore().filter(name::equals).isPresent();
        if (!own || !joined.isNear(object.peek()) || !joined.claim(KIND, name)) {
            return false;
        }
        Cursor spec = object.object(CnpgWords.SPEC);
        Optional<BarmanFields.Store> store = BarmanFields.read(spec.object(CONFIGURATION));
        if (store.isEmpty()) {
            return false;
        }
        Satellites.name(object);
        spec.origin("backups.repositories", CONFIGURATION);
        Optional<Retention> retention = RetentionText.read(spec.peek(RETENTION).asText(""));
        if (retention.isPresent()) {
            spec.skip(RETENTION);
        }
        joined.repository(
                Repository.builder()
                        .name(name)
                        .target(store.get().target())
                        .retention(retention)
                        .build(),
                store.get().walArchive());
        return true;
    }

    @Override
    public List<ObjectNode> write(PostgresCluster wish, CloudNativePgOptions options) {
        if (options.backupForm() != BackupForm.PLUGIN) {
            return List.of();
        }
        Optional<WalArchive> archive = wish.backups().flatMap(Backups::walArchive);
        return repository(wish)
                .filter(repository -> BarmanFields.writable(repository.target()).isPresent())
                .map(repository -> List.of(write(repository, archive, wish)))
                .orElse(List.of());
    }

    /** The wish's repository, if it has one. */
    static Optional<Repository> repository(PostgresCluster wish) {
        return wish.backups().stream()
                .flatMap(backups -> backups.repositories().stream())
                .findFirst();
    }

    private ObjectNode write(Repository repository, Optional<WalArchive> archive, PostgresCluster wish) {
        ObjectNode object = Satellites.object(this, repository.name(), wish);
        ObjectNode spec = CnpgWords.object(object, CnpgWords.SPEC);
        BarmanFields.write(spec.putObject(CONFIGURATION), repository.target(), archive, Optional.empty());
        repository.retention().flatMap(RetentionText::text).ifPresent(text -> spec.put(RETENTION, text));
        return object;
    }

    @Override
    public void complete(ObjectNode written) {
        if (written.path(CnpgWords.SPEC).path(CONFIGURATION) instanceof ObjectNode configuration) {
            BarmanFields.complete(configuration);
        }
    }
}
