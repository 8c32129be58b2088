package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.model.service.ServiceSettings.Role;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code service} and {@code replicaService}, read in this order. */
final class ServicesSection {
    private static final Map<Role, String> FIELDS = fields();
    private static final Words<ServiceSettings.Type> TYPE = Words.of("ClusterIP", ServiceSettings.Type.CLUSTER_IP)
            .or("NodePort", ServiceSettings.Type.NODE_PORT)
            .or("LoadBalancer", ServiceSettings.Type.LOAD_BALANCER);
    private static final Words<String> POLICY = Words.of("Cluster", "Cluster").or("Local", "Local");

    private ServicesSection() {}

    private static Map<Role, String> fields() {
        Map<Role, String> fields = new LinkedHashMap<>();
        fields.put(Role.PRIMARY, "service");
        fields.put(Role.STANDBY, "replicaService");
        return fields;
    }

    static List<ServiceSettings> read(Cursor spec) {
        List<ServiceSettings> services = new ArrayList<>();
        FIELDS.forEach((role, field) -> one(spec, field, role).ifPresent(services::add));
        return services;
    }

    /** A service that is there, even one that says nothing. */
    static Optional<ServiceSettings> one(Cursor parent, String field, Role role) {
        Cursor service = parent.object(field);
        if (!service.isPresent()) {
            return Optional.empty();
        }
        Cursor metadata = service.object("metadata");
        return Optional.of(ServiceSettings.builder()
                .role(role)
                .type(service.choice("type", TYPE))
                .labels(metadata.labels("labels"))
                .annotations(metadata.labels("annotations"))
                .nodePort(service.integer("nodePort").map(OptionalInt::of).orElse(OptionalInt.empty()))
                .externalTrafficPolicy(service.choice("externalTrafficPolicy", POLICY))
                .internalTrafficPolicy(service.choice("internalTrafficPolicy", POLICY))
                .build());
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        if (wish.services().isEmpty()) {
            return;
        }
        FIELDS.forEach((role, field) -> wish.services().stream()
                .filter(one -> one.role() == role)
                .findFirst()
                .ifPresent(one -> write(one, spec.putObject(field))));
    }

    static void write(ServiceSettings said, ObjectNode service) {
        said.type().ifPresent(type -> service.put("type", TYPE.word(type)));
        MetadataFields.write(service, said.labels(), said.annotations());
        said.nodePort().ifPresent(port -> service.put("nodePort", port));
        said.externalTrafficPolicy().ifPresent(policy -> service.put("externalTrafficPolicy", policy));
        said.internalTrafficPolicy().ifPresent(policy -> service.put("internalTrafficPolicy", policy));
    }

    /** What PGO takes of a service; a port on nodes only where the type says that there is one. */
    static ServiceSettings sayable(ServiceSettings said) {
        boolean onNodes = said.type()
                .filter(type -> type != ServiceSettings.Type.CLUSTER_IP)
                .isPresent();
        return ServiceSettings.builder()
                .role(said.role())
                .type(said.type())
                .labels(said.labels())
                .annotations(said.annotations())
                .nodePort(onNodes ? said.nodePort() : OptionalInt.empty())
                .externalTrafficPolicy(said.externalTrafficPolicy()
                        .filter(word -> POLICY.value(word).isPresent()))
                .internalTrafficPolicy(said.internalTrafficPolicy()
                        .filter(word -> POLICY.value(word).isPresent()))
                .build();
    }

    /** Whether PGO makes a service of this role. */
    static boolean isMade(Role role) {
        return FIELDS.containsKey(role);
    }
}
