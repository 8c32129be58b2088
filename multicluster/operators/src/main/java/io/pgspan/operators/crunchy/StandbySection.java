package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.operators.decode.Cursor;
import java.util.Optional;

/** {@code standby}: enabled by being there. One that is disabled and names no source says nothing. */
final class StandbySection {
    private static final String OBJECT = "standby";
    private static final String ENABLED = "enabled";
    private static final String REPOSITORY = "repoName";
    private static final String HOST = "host";
    private static final String PORT = "port";

    private StandbySection() {}

    static Optional<StandbyCluster> read(Cursor spec) {
        Cursor standby = spec.object(OBJECT);
        boolean off =
                standby.peek(ENABLED).isBoolean() && !standby.peek(ENABLED).booleanValue();
        if (!standby.isPresent() || (off && !standby.has(REPOSITORY) && !standby.has(HOST))) {
            return Optional.empty();
        }
        standby.origin(OBJECT);
        standby.origin("standby.repository", REPOSITORY);
        standby.bool(ENABLED);
        return Optional.of(
                StandbyCluster.builder().enabled(!off).repository(standby.text(REPOSITORY)).stream(stream(standby))
                        .build());
    }

    private static Optional<Connection> stream(Cursor standby) {
        return standby.text(HOST)
                .map(host -> Connection.builder()
                        .host(host)
                        .port(standby.integer(PORT).orElse(CrunchyWords.PORT))
                        .build());
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        wish.standby().ifPresent(said -> {
            ObjectNode standby = spec.putObject(OBJECT).put(ENABLED, said.isEnabled());
            said.repository().ifPresent(name -> standby.put(REPOSITORY, name));
            said.stream().ifPresent(source -> {
                standby.put(HOST, source.host());
                if (source.port() != CrunchyWords.PORT) {
                    standby.put(PORT, source.port());
                }
            });
        });
    }
}
