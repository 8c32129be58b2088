package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.model.service.ServiceSettings.Role;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.List;

/** {@code serviceTemplates}; ports stay as they are. */
final class ServicesSection {
    static final Words<Role> ALIAS =
            Words.of("primary", Role.PRIMARY).or("standby", Role.STANDBY).or("stats", Role.METRICS);
    private static final Words<ServiceSettings.Type> TYPE = Words.of("ClusterIP", ServiceSettings.Type.CLUSTER_IP)
            .or("NodePort", ServiceSettings.Type.NODE_PORT)
            .or("LoadBalancer", ServiceSettings.Type.LOAD_BALANCER);

    private ServicesSection() {}

    static List<ServiceSettings> read(Cursor spec) {
        List<ServiceSettings> services = new ArrayList<>();
        for (Cursor one : spec.objects("serviceTemplates")) {
            Cursor metadata = one.object("metadata");
            Cursor service = one.object("spec");
            one.choice("alias", ALIAS)
                    .ifPresent(role -> services.add(ServiceSettings.builder()
                            .role(role)
                            .type(service.choice("type", TYPE))
                            .labels(metadata.labels("labels"))
                            .annotations(metadata.labels("annotations"))
                            .loadBalancerIp(service.text("loadBalancerIP"))
                            .loadBalancerSourceRanges(service.texts("loadBalancerSourceRanges"))
                            .externalTrafficPolicy(service.text("externalTrafficPolicy"))
                            .build()));
        }
        return services;
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        if (wish.services().isEmpty()) {
            return;
        }
        ArrayNode templates = spec.putArray("serviceTemplates");
        for (ServiceSettings one : wish.services()) {
            ObjectNode template = templates.addObject().put("alias", ALIAS.word(one.role()));
            if (!one.labels().isEmpty() || !one.annotations().isEmpty()) {
                ObjectNode metadata = template.putObject("metadata");
                TextFields.write(metadata, "labels", one.labels());
                TextFields.write(metadata, "annotations", one.annotations());
            }
            ObjectNode service = template.objectNode();
            one.type().ifPresent(type -> service.put("type", TYPE.word(type)));
            one.loadBalancerIp().ifPresent(ip -> service.put("loadBalancerIP", ip));
            TextFields.write(service, "loadBalancerSourceRanges", one.loadBalancerSourceRanges());
            one.externalTrafficPolicy().ifPresent(policy -> service.put("externalTrafficPolicy", policy));
            if (!service.isEmpty()) {
                template.set("spec", service);
            }
        }
    }
}
