package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.model.service.ServiceSettings.Role;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code managed.services}: which of the usual services there are not, and further ones. A service that is not as CloudNativePG makes it is a
 * further one, beside the usual.
 */
final class ServicesSection {
    static final Words<Role> ROLE =
            Words.of("rw", Role.PRIMARY).or("ro", Role.STANDBY).or("r", Role.ANY);
    private static final Words<ServiceSettings.Type> TYPE = Words.of("ClusterIP", ServiceSettings.Type.CLUSTER_IP)
            .or("NodePort", ServiceSettings.Type.NODE_PORT)
            .or("LoadBalancer", ServiceSettings.Type.LOAD_BALANCER);
    private static final String ADDITIONAL = "additional";
    private static final String DISABLED = "disabledDefaultServices";

    private final List<ServiceSettings> services = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final String cluster;

    ServicesSection(Cursor spec, String cluster) {
        this.cluster = cluster;
        Cursor said = spec.object("managed").object("services");
        said.origin("services");
        for (String word : said.texts(DISABLED)) {
            ROLE.value(word)
                    .ifPresent(role -> services.add(
                            ServiceSettings.builder().role(role).disabled(true).build()));
        }
        if (isUnderstood(said.peek(ADDITIONAL))) {
            said.objects(ADDITIONAL).forEach(this::read);
        }
        while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
            names.remove(names.size() - 1);
        }
    }

    List<ServiceSettings> services() {
        return services;
    }

    /** Empty where the name is the one that is made up. */
    List<String> names() {
        return names;
    }

    /** All or none: a role that has two of them, or none, leaves the list as it is. */
    private static boolean isUnderstood(JsonNode additional) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode one : additional) {
            Optional<Role> role = ROLE.value(one.path("selectorType").asText(""));
            if (role.isEmpty()
                    || !roles.add(role.get())
                    || one.path("serviceTemplate")
                            .path("metadata")
                            .path("name")
                            .asText("")
                            .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void read(Cursor one) {
        Role role = one.choice("selectorType", ROLE).orElse(Role.PRIMARY);
        Cursor metadata = one.object("serviceTemplate").object("metadata");
        Cursor spec = one.object("serviceTemplate").object("spec");
        String name = metadata.text("name").orElse("");
        names.add(name.equals(madeUp(cluster, role)) ? "" : name);
        services.add(ServiceSettings.builder()
                .role(role)
                .type(spec.choice("type", TYPE))
                .labels(metadata.labels("labels"))
                .annotations(metadata.labels("annotations"))
                .loadBalancerIp(spec.text("loadBalancerIP"))
                .loadBalancerClass(spec.text("loadBalancerClass"))
                .loadBalancerSourceRanges(spec.texts("loadBalancerSourceRanges"))
                .externalTrafficPolicy(spec.text("externalTrafficPolicy"))
                .internalTrafficPolicy(spec.text("internalTrafficPolicy"))
                .build());
    }

    private static String madeUp(String cluster, Role role) {
        return cluster + "-" + ROLE.word(role) + "-service";
    }

    /** Those that can be written, without the ports that can't, in the order in which they read back. */
    static List<ServiceSettings> writable(List<ServiceSettings> services) {
        List<ServiceSettings> disabled = new ArrayList<>();
        List<ServiceSettings> further = new ArrayList<>();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Set<Role> off = EnumSet.noneOf(Role.class);
        for (ServiceSettings one : services) {
            Role role = one.role();
            if (ROLE.find(role).isEmpty()) {
                continue;
            }
            if (one.isDisabled() && role != Role.PRIMARY && off.add(role)) {
                disabled.add(ServiceSettings.builder().role(role).disabled(true).build());
            } else if (!one.isDisabled() && roles.add(role)) {
                further.add(ServiceSettings.builder()
                        .role(role)
                        .type(one.type())
                        .labels(one.labels())
                        .annotations(one.annotations())
                        .loadBalancerIp(one.loadBalancerIp())
                        .loadBalancerClass(one.loadBalancerClass())
                        .loadBalancerSourceRanges(one.loadBalancerSourceRanges())
                        .externalTrafficPolicy(one.externalTrafficPolicy())
                        .internalTrafficPolicy(one.internalTrafficPolicy())
                        .build());
            }
        }
        disabled.addAll(further);
        return disabled;
    }

    static void write(PostgresCluster wish, List<String> names, ObjectNode spec) {
        int position = 0;
        for (ServiceSettings one : wish.services()) {
            ObjectNode services = CnpgWords.object(CnpgWords.object(spec, "managed"), "services");
            if (one.isDisabled()) {
                services.withArrayProperty(DISABLED).add(ROLE.word(one.role()));
            } else {
                String name = position < names.size() ? names.get(position) : "";
                write(
                        one,
                        name.isEmpty() ? madeUp(wish.name(), one.role()) : name,
                        services.withArrayProperty(ADDITIONAL));
                position++;
            }
        }
    }

    private static void write(ServiceSettings said, String name, ArrayNode additional) {
        ObjectNode one = additional.addObject().put("selectorType", ROLE.word(said.role()));
        ObjectNode template = one.putObject("serviceTemplate");
        ObjectNode metadata = template.putObject("metadata").put("name", name);
        TextFields.write(metadata, "labels", said.labels());
        TextFields.write(metadata, "annotations", said.annotations());
        ObjectNode spec = template.putObject("spec");
        said.type().ifPresent(type -> spec.put("type", TYPE.word(type)));
        said.loadBalancerIp().ifPresent(ip -> spec.put("loadBalancerIP", ip));
        said.loadBalancerClass().ifPresent(kind -> spec.put("loadBalancerClass", kind));
        TextFields.write(spec, "loadBalancerSourceRanges", said.loadBalancerSourceRanges());
        said.externalTrafficPolicy().ifPresent(policy -> spec.put("externalTrafficPolicy", policy));
        said.internalTrafficPolicy().ifPresent(policy -> spec.put("internalTrafficPolicy", policy));
    }
}
