package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.Pooler.Mode;
import io.pgspan.model.service.ServiceSettings.Role;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.ResourceFields;
import io.pgspan.operators.podspec.TextFields;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** {@code proxy.pgBouncer}: one pooler, in front of the instance that accepts writes; it has no name of its own. */
final class PoolerSection {
    /** What the one pooler is called here. */
    static final String NAME = "pgbouncer";

    static final String POOL_MODE = "pool_mode";
    private static final Words<Mode> MODE = Words.of("session", Mode.SESSION)
            .or("transaction", Mode.TRANSACTION)
            .or("statement", Mode.STATEMENT);

    private PoolerSection() {}

    static List<Pooler> read(Cursor spec) {
        Cursor object = spec.path("proxy", "pgBouncer");
        if (!object.isPresent()) {
            return List.of();
        }
        object.origin("poolers[0]");
        Cursor config = object.object("config");
        Map<String, String> parameters = texts(config.object("global"));
        Pooler.Builder pooler = Pooler.builder();
        if (config.peek("global").has(POOL_MODE)) {
            parameters.remove(POOL_MODE);
            config.object("global").choice(POOL_MODE, MODE).ifPresent(pooler::mode);
        }
        return List.of(pooler.name(NAME)
                .instances(object.integer("replicas").orElse(1))
                .parameters(parameters)
                .port(object.integer("port").map(OptionalInt::of).orElse(OptionalInt.empty()))
                .image(object.text("image"))
                .resources(ResourceFields.read(object.object("resources")))
                .certificate(TlsSection.secret(object, "customTLSSecret"))
                .service(ServicesSection.one(object, "service", Role.POOLER))
                .build());
    }

    private static Map<String, String> texts(Cursor map) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : map.peek().properties()) {
            map.text(entry.getKey()).ifPresent(text -> texts.put(entry.getKey(), text));
        }
        return texts;
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        wish.poolers().stream()
                .findFirst()
                .ifPresent(pooler -> write(pooler, spec.putObject("proxy").putObject("pgBouncer")));
    }

    private static void write(Pooler pooler, ObjectNode object) {
        if (pooler.instances() != 1) {
            object.put("replicas", pooler.instances());
        }
        pooler.port().ifPresent(port -> object.put("port", port));
        pooler.image().ifPresent(image -> object.put("image", image));
        if (!pooler.resources().equals(Resources.unsaid())) {
            ResourceFields.write(object.putObject("resources"), pooler.resources());
        }
        Map<String, String> parameters = new TreeMap<>(pooler.parameters());
        if (pooler.mode() != Mode.SESSION) {
            parameters.put(POOL_MODE, MODE.word(pooler.mode()));
        }
        if (!parameters.isEmpty()) {
            TextFields.write(object.putObject("config"), "global", parameters);
        }
        pooler.certificate().ifPresent(secret -> TlsSection.write(object, "customTLSSecret", secret));
        pooler.service().ifPresent(service -> ServicesSection.write(service, object.putObject("service")));
    }

    /** What PGO takes of a pooler. */
    static Pooler sayable(Pooler said) {
        Map<String, String> parameters = new TreeMap<>(said.parameters());
        parameters.keySet().removeIf(name -> name.equals(POOL_MODE));
        return Pooler.builder()
                .name(NAME)
                .instances(said.instances())
                .mode(said.mode())
                .parameters(parameters)
                .port(said.port())
                .image(said.image())
                .resources(said.resources())
                .certificate(said.certificate().map(secret -> SecretRef.of(secret.name())))
                .service(said.service()
                        .filter(service -> !service.isDisabled())
                        .map(service -> ServicesSection.sayable(
                                service.toBuilder().role(Role.POOLER).build())))
                .build();
    }
}
