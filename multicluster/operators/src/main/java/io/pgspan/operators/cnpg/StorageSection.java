package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code storage}, {@code walStorage} and {@code tablespaces}. Size and class may stand in the claim's template as well; the shorter form wins. */
final class StorageSection {
    private static final Quantity SIZE = Quantity.of("1Gi");
    private static final String TABLESPACES = "tablespaces";

    private StorageSection() {}

    static Storage read(Cursor spec) {
        Cursor storage = spec.object("storage");
        storage.origin("storage.size", "size");
        storage.origin("storage.storageClass", "storageClass");
        if (spec.isFaulty("storage")) {
            spec.doubt("storage.size");
        }
        return one(storage, "storage.size");
    }

    static Volumes volumes(Cursor spec) {
        Cursor wal = spec.object("walStorage");
        List<Tablespace> tablespaces = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Cursor each : spec.objects(TABLESPACES)) {
            String name = each.requiredText("name", "name the tablespace").orElse("");
            if (!name.isEmpty() && names.add(name)) {
                tablespaces.add(new Tablespace(
                        name,
                        one(each.object("storage"), ""),
                        each.object("owner").text("name").orElse(null),
                        each.bool("temporary").orElse(false)));
            }
        }
        return Volumes.builder()
                .wal(wal.isPresent() ? Optional.of(one(wal, "volumes.wal.size")) : Optional.empty())
                .tablespaces(tablespaces)
                .build();
    }

    private static Storage one(Cursor storage, String model) {
        Cursor claim = storage.object("pvcTemplate");
        Cursor requests = claim.path("resources", "requests");
        Optional<Quantity> size = storage.quantity("size");
        Optional<Quantity> requested = size.isPresent() ? Optional.empty() : requests.quantity("storage");
        if (size.isEmpty() && requested.isEmpty() && !storage.isFaulty("size") && !storage.isFaulty("pvcTemplate")) {
            storage.missing("size", "say how large the volume is");
            storage.doubt(model);
        }
        Optional<String> storageClass = storage.text("storageClass");
        if (storageClass.isEmpty()) {
            storageClass = claim.text("storageClassName");
        }
        return new Storage(size.or(() -> requested).orElse(SIZE), storageClass.orElse(null), true);
    }

    static void write(Storage storage, Volumes volumes, ObjectNode spec) {
        write(storage, spec.putObject("storage"));
        volumes.wal().ifPresent(wal -> write(wal, spec.putObject("walStorage")));
        if (!volumes.tablespaces().isEmpty()) {
            ArrayNode list = spec.putArray(TABLESPACES);
            for (Tablespace tablespace : volumes.tablespaces()) {
                ObjectNode one = list.addObject().put("name", tablespace.name());
                write(tablespace.storage(), one.putObject("storage"));
                tablespace.owner().ifPresent(owner -> one.putObject("owner").put("name", owner));
                if (tablespace.temporary()) {
                    one.put("temporary", true);
                }
            }
        }
    }

    private static void write(Storage storage, ObjectNode object) {
        object.put("size", storage.size().toString());
        storage.storageClass().ifPresent(name -> object.put("storageClass", name));
    }
}
