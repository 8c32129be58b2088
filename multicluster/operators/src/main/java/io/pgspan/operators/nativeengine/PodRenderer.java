package io.pgspan.operators.nativeengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Spread.WhenUnsatisfiable;
import java.util.List;

/** A member's pod: PostgreSQL and its agent in one container, so that neither lives without the other. */
final class PodRenderer {
    static final String DATA_DIRECTORY = "/var/lib/pgspan";
    static final String TLS_DIRECTORY = "/etc/pgspan/tls";

    private PodRenderer() {}

    static ObjectNode render(Member member, NativeEngineOptions options) {
        ObjectNode pod = member.object("Pod", member.name());
        ObjectNode spec = pod.putObject("spec");
        spec.put("restartPolicy", "Always");
        spreads(spec, member.cluster());
        ObjectNode container = spec.putArray("containers").addObject();
        container.put("name", "postgres").put("image", options.image());
        ports(container.putArray("ports"), member);
        new PodEnvironment(member, options).writeTo(container.putArray("env"));
        resources(container.putObject("resources"), resources(member));
        ObjectNode probe = container.putObject("readinessProbe");
        // the agent's own port asks for a certificate, and a kubelet has none
        probe.putObject("httpGet").put("path", "/readiness").put("port", "probe");
        probe.put("periodSeconds", 2);
        ArrayNode mounts = container.putArray("volumeMounts");
        ArrayNode volumes = spec.putArray("volumes");
        if (!member.isArbiter()) {
            mounts.addObject().put("name", "data").put("mountPath", DATA_DIRECTORY);
            volume(volumes.addObject().put("name", "data"), member);
        }
        mounts.addObject().put("name", "tls").put("mountPath", TLS_DIRECTORY).put("readOnly", true);
        volumes.addObject().put("name", "tls").putObject("secret").put("secretName", member.certificateName());
        return pod;
    }

    /** What a member asks for. */
    static Resources resources(Member member) {
        return member.isArbiter()
                ? member.cluster().arbiter().orElseGet(Arbiter::ofDefaults).resources()
                : member.cluster().resources();
    }

    private static void ports(ArrayNode ports, Member member) {
        if (!member.isArbiter()) {
            ports.addObject().put("name", "postgres").put("containerPort", Member.POSTGRES_PORT);
        }
        ports.addObject().put("name", "agent").put("containerPort", Member.AGENT_PORT);
        ports.addObject().put("name", "probe").put("containerPort", Member.PROBE_PORT);
    }

    private static void resources(ObjectNode object, Resources resources) {
        object.putObject("requests")
                .put("cpu", resources.cpu().toString())
                .put("memory", resources.memory().toString());
        object.putObject("limits").put("memory", resources.memory().toString());
    }

    private static void volume(ObjectNode volume, Member member) {
        if (member.cluster().storage().durable()) {
            volume.putObject("persistentVolumeClaim").put("claimName", member.claimName());
        } else {
            volume.putObject("emptyDir")
                    .put("sizeLimit", member.cluster().storage().size().toString());
        }
    }

    private static void spreads(ObjectNode spec, PostgresCluster cluster) {
        List<Spread> spreads = cluster.placement().map(PlacementPolicy::spreads).orElse(List.of());
        if (spreads.isEmpty()) {
            return;
        }
        ArrayNode constraints = spec.putArray("topologySpreadConstraints");
        for (Spread spread : spreads) {
            ObjectNode constraint = constraints.addObject();
            constraint
                    .put("maxSkew", spread.maxSkew())
                    .put("topologyKey", spread.topologyKey())
                    .put("whenUnsatisfiable", word(spread.whenUnsatisfiable()));
            Member.put(constraint.putObject("labelSelector").putObject("matchLabels"), Member.sharedLabels(cluster));
        }
    }

    private static String word(WhenUnsatisfiable when) {
        return when == WhenUnsatisfiable.DO_NOT_SCHEDULE ? "DoNotSchedule" : "ScheduleAnyway";
    }
}
