package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Container;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.operators.decode.Cursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code podTemplate}. Containers of names that KubeDB makes itself are its own: of {@code postgres} the resources belong to the wish, the
 * rest stays as it is.
 */
final class PodTemplateSection {
    private static final String POSTGRES = "postgres";
    static final Set<String> OWN = Set.of(POSTGRES, "pg-coordinator", "postgres-init-container", "exporter");

    private final Cursor template;
    private final Cursor pod;

    PodTemplateSection(Cursor spec) {
        this.template = spec.object("podTemplate");
        this.pod = template.object("spec");
    }

    PodSettings settings() {
        Cursor metadata = template.object("metadata");
        List<String> pullSecrets = new ArrayList<>();
        for (Cursor secret : pod.objects("imagePullSecrets")) {
            secret.text("name").ifPresent(pullSecrets::add);
        }
        List<Container> containers = new ArrayList<>();
        containers("containers", false, containers);
        containers("initContainers", true, containers);
        return PodSettings.builder()
                .labels(metadata.labels("labels"))
                .annotations(metadata.labels("annotations"))
                .priorityClassName(pod.text("priorityClassName"))
                .serviceAccountName(pod.text("serviceAccountName"))
                .schedulerName(pod.text("schedulerName"))
                .imagePullSecrets(pullSecrets)
                .containers(containers)
                .build();
    }

    /** The placement with what of it stands in the pod template; empty when nothing is said at all. */
    Optional<PlacementPolicy> placement(Optional<PlacementPolicy> policy) {
        pod.origin("placement.nodeSelector", "nodeSelector");
        pod.origin("placement.tolerations", "tolerations");
        PlacementPolicy said = policy.orElseGet(() -> PlacementPolicy.builder().build())
                .withNodeSelector(pod.labels("nodeSelector"))
                .withTolerations(SchedulingFields.tolerations(pod));
        boolean empty = said.nodeSelector().isEmpty() && said.tolerations().isEmpty();
        return policy.isEmpty() && empty ? Optional.empty() : Optional.of(said);
    }

    Resources resources() {
        boolean found = false;
        Resources resources = Resources.ofDefaults();
        for (Cursor container : pod.objects("containers")) {
            if (!container.peek("name").asText().equals(POSTGRES)) {
                continue;
            }
            if (found) {
                container.reject("container-twice", "name", "there are two containers of this name", "keep one");
                continue;
            }
            found = true;
            container.skip("name");
            resources = ResourceFields.read(container.object("resources"), "resources", Resources.ofDefaults());
        }
        return resources;
    }

    private void containers(String field, boolean init, List<Container> containers) {
        Set<String> names = new HashSet<>();
        for (Cursor one : pod.objects(field)) {
            String name = one.peek("name").asText("");
            if (name.isEmpty() || OWN.contains(name) || !names.add(name)) {
                continue;
            }
            one.skip("name");
            containers.add(Container.builder()
                    .name(name)
                    .image(one.text("image"))
                    .command(one.texts("command"))
                    .args(one.texts("args"))
                    .environment(environment(one))
                    .resources(ResourceFields.readPlain(one.object("resources")))
                    .init(init)
                    .build());
        }
    }

    /** Plain values only: a list with anything else stays as it is, as a whole. */
    private static Map<String, String> environment(Cursor container) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode variable : container.peek("env")) {
            if (variable.size() != 2
                    || !variable.path("name").isTextual()
                    || !variable.path("value").isTextual()) {
                return Map.of();
            }
            environment.put(
                    variable.path("name").textValue(), variable.path("value").textValue());
        }
        if (environment.size() != container.peek("env").size()) {
            return Map.of();
        }
        container.skip("env");
        return environment;
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        ObjectNode template = spec.objectNode();
        PodSettings said = wish.pod();
        if (!said.labels().isEmpty() || !said.annotations().isEmpty()) {
            ObjectNode metadata = template.putObject("metadata");
            SchedulingFields.texts(metadata, "labels", said.labels());
            SchedulingFields.texts(metadata, "annotations", said.annotations());
        }
        ObjectNode pod = spec.objectNode();
        wish.placement()
                .filter(PolicyMapping::hasPolicy)
                .ifPresent(policy -> pod.putObject("podPlacementPolicy").put("name", PolicyMapping.name(wish)));
        said.priorityClassName().ifPresent(name -> pod.put("priorityClassName", name));
        said.serviceAccountName().ifPresent(name -> pod.put("serviceAccountName", name));
        said.schedulerName().ifPresent(name -> pod.put("schedulerName", name));
        if (!said.imagePullSecrets().isEmpty()) {
            ArrayNode secrets = pod.putArray("imagePullSecrets");
            said.imagePullSecrets().forEach(name -> secrets.addObject().put("name", name));
        }
        wish.placement().ifPresent(policy -> SchedulingFields.write(pod, policy.nodeSelector(), policy.tolerations()));
        containers(wish, pod);
        if (!pod.isEmpty()) {
            template.set("spec", pod);
        }
        if (!template.isEmpty()) {
            spec.set("podTemplate", template);
        }
    }

    private static void containers(PostgresCluster wish, ObjectNode pod) {
        if (!wish.resources().equals(Resources.ofDefaults())) {
            ObjectNode postgres = pod.putArray("containers").addObject().put("name", POSTGRES);
            ResourceFields.write(postgres.putObject("resources"), wish.resources());
        }
        for (Container one : wish.pod().containers()) {
            ObjectNode object = pod.withArray(one.isInit() ? "/initContainers" : "/containers")
                    .addObject()
                    .put("name", one.name());
            one.image().ifPresent(image -> object.put("image", image));
            SchedulingFields.texts(object, "command", one.command());
            SchedulingFields.texts(object, "args", one.args());
            if (!one.environment().isEmpty()) {
                ArrayNode env = object.putArray("env");
                new TreeMap<>(one.environment())
                        .forEach((name, value) ->
                                env.addObject().put("name", name).put("value", value));
            }
            if (!one.resources().equals(Resources.unsaid())) {
                ResourceFields.write(object.putObject("resources"), one.resources());
            }
        }
    }
}
