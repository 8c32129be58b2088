package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.TextFields;
import java.util.Optional;

/** {@code serviceTemplate} of a {@code Pooler}; its ports stay as they are. */
final class PoolerService {
    private static final Words<ServiceSettings.Type> TYPE = Words.of("ClusterIP", ServiceSettings.Type.CLUSTER_IP)
            .or("NodePort", ServiceSettings.Type.NODE_PORT)
            .or("LoadBalancer", ServiceSettings.Type.LOAD_BALANCER);
    private static final String LABELS = "labels";
    private static final String ANNOTATIONS = "annotations";
    private static final String IP = "loadBalancerIP";
    private static final String CLASS = "loadBalancerClass";
    private static final String RANGES = "loadBalancerSourceRanges";
    private static final String EXTERNAL = "externalTrafficPolicy";
    private static final String INTERNAL = "internalTrafficPolicy";

    private PoolerService() {}

    static Optional<ServiceSettings> read(Cursor spec, String field) {
        Cursor template = spec.object(field);
        if (!template.isPresent()) {
            return Optional.empty();
        }
        Cursor metadata = template.object("metadata");
        Cursor service = template.object("spec");
        return Optional.of(ServiceSettings.builder()
                .role(ServiceSettings.Role.POOLER)
                .type(service.choice("type", TYPE))
                .labels(metadata.labels(LABELS))
                .annotations(metadata.labels(ANNOTATIONS))
                .loadBalancerIp(service.text(IP))
                .loadBalancerClass(service.text(CLASS))
                .loadBalancerSourceRanges(service.texts(RANGES))
                .externalTrafficPolicy(service.text(EXTERNAL))
                .internalTrafficPolicy(service.text(INTERNAL))
                .build());
    }

    static void write(ServiceSettings said, ObjectNode template) {
        if (!said.labels().isEmpty() || !said.annotations().isEmpty()) {
            ObjectNode metadata = template.putObject("metadata");
            TextFields.write(metadata, LABELS, said.labels());
            TextFields.write(metadata, ANNOTATIONS, said.annotations());
        }
        ObjectNode service = template.objectNode();
        said.type().ifPresent(type -> service.put("type", TYPE.word(type)));
        said.loadBalancerIp().ifPresent(ip -> service.put(IP, ip));
        said.loadBalancerClass().ifPresent(name -> service.put(CLASS, name));
        TextFields.write(service, RANGES, said.loadBalancerSourceRanges());
        said.externalTrafficPolicy().ifPresent(policy -> service.put(EXTERNAL, policy));
        said.internalTrafficPolicy().ifPresent(policy -> service.put(INTERNAL, policy));
        if (!service.isEmpty()) {
            template.set("spec", service);
        }
    }

    /** What of a service can be written. */
    static ServiceSettings writable(ServiceSettings said) {
        return ServiceSettings.builder()
                .role(ServiceSettings.Role.POOLER)
                .type(said.type())
                .labels(said.labels())
                .annotations(said.annotations())
                .loadBalancerIp(said.loadBalancerIp())
                .loadBalancerClass(said.loadBalancerClass())
                .loadBalancerSourceRanges(said.loadBalancerSourceRanges())
                .externalTrafficPolicy(said.externalTrafficPolicy())
                .internalTrafficPolicy(said.internalTrafficPolicy())
                .build();
    }
}
