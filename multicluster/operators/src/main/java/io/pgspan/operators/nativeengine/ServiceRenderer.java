package io.pgspan.operators.nativeengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A member's own address, without a virtual IP. It is published before the pod is ready: members must find each other to agree on who
 * leads, which comes before readiness.
 */
final class ServiceRenderer {
    private ServiceRenderer() {}

    static ObjectNode render(Member member) {
        ObjectNode service = member.object("Service", member.name());
        ObjectNode spec = service.putObject("spec");
        spec.put("clusterIP", "None").put("publishNotReadyAddresses", true);
        Member.put(spec.putObject("selector"), member.ownLabels());
        ArrayNode ports = spec.putArray("ports");
        if (!member.isArbiter()) {
            ports.addObject()
                    .put("name", "postgres")
                    .put("port", Member.POSTGRES_PORT)
                    .put("targetPort", "postgres");
        }
        ports.addObject().put("name", "agent").put("port", Member.AGENT_PORT).put("targetPort", "agent");
        return service;
    }
}
