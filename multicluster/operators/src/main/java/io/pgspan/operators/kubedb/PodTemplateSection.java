package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Container;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.ContainerFields;
import io.pgspan.operators.podspec.ResourceFields;
import io.pgspan.operators.podspec.SchedulingFields;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code podTemplate}. Containers of names that KubeDB makes itself are its own: of {@code postgres} the resources belong to the wish, the
 * rest stays as it is.
 */
final class PodTemplateSection {
    private static final String POSTGRES = "postgres";
    private static final String COORDINATOR = "pg-coordinator";
    private static final String INIT = "postgres-init-container";
    private static final String CONTAINERS = "containers";
    private static final String INIT_CONTAINERS = "initContainers";
    static final Set<String> OWN = Set.of(POSTGRES, COORDINATOR, INIT, "exporter");

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
        containers.addAll(ContainerFields.read(pod, CONTAINERS, false, OWN));
        containers.addAll(ContainerFields.read(pod, INIT_CONTAINERS, true, OWN));
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
        @Nullable Cursor postgres = own(CONTAINERS, POSTGRES);
        return postgres == null
                ? Resources.ofDefaults()
                : FilledResources.read(postgres.object("resources"), "resources", Resources.ofDefaults());
    }

    PodDetails details(Cursor spec) {
        @Nullable Cursor coordinator = own(CONTAINERS, COORDINATOR);
        @Nullable Cursor init = own(INIT_CONTAINERS, INIT);
        Cursor controller = template.object("controller");
        return new PodDetails(
                coordinator == null
                        ? PodDetails.COORDINATOR
                        : FilledResources.readOwn(coordinator.object("resources"), PodDetails.COORDINATOR),
                init == null ? PodDetails.INIT : FilledResources.readOwn(init.object("resources"), PodDetails.INIT),
                controller.labels("labels"),
                controller.labels("annotations"),
                spec.bool("enforceFsGroup").orElse(false));
    }

    /** The first container of a name that KubeDB makes itself; a second one is left over, which is an error. */
    private @Nullable Cursor own(String field, String name) {
        @Nullable Cursor found = null;
        for (Cursor container : pod.objects(field)) {
            if (!container.peek("name").asText().equals(name)) {
                continue;
            }
            if (found == null) {
                found = container;
                container.skip("name");
            }
        }
        return found;
    }

    static void write(PostgresCluster wish, PodDetails details, ObjectNode spec) {
        if (details.enforceFsGroup()) {
            spec.put("enforceFsGroup", true);
        }
        ObjectNode template = spec.objectNode();
        metadata(template, "controller", details.controllerLabels(), details.controllerAnnotations());
        PodSettings said = wish.pod();
        metadata(template, "metadata", said.labels(), said.annotations());
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
        containers(wish, details, pod);
        if (!pod.isEmpty()) {
            template.set("spec", pod);
        }
        if (!template.isEmpty()) {
            spec.set("podTemplate", template);
        }
    }

    private static void metadata(
            ObjectNode template, String field, Map<String, String> labels, Map<String, String> annotations) {
        if (!labels.isEmpty() || !annotations.isEmpty()) {
            ObjectNode metadata = template.putObject(field);
            TextFields.write(metadata, "labels", labels);
            TextFields.write(metadata, "annotations", annotations);
        }
    }

    private static void own(ObjectNode pod, String field, String name, Resources said, Resources defaults) {
        if (!said.equals(defaults)) {
            ObjectNode container = pod.withArrayProperty(field).addObject().put("name", name);
            ResourceFields.write(container.putObject("resources"), said);
        }
    }

    private static void containers(PostgresCluster wish, PodDetails details, ObjectNode pod) {
        own(pod, CONTAINERS, POSTGRES, wish.resources(), Resources.ofDefaults());
        own(pod, CONTAINERS, COORDINATOR, details.coordinator(), PodDetails.COORDINATOR);
        own(pod, INIT_CONTAINERS, INIT, details.init(), PodDetails.INIT);
        for (Container one : wish.pod().containers()) {
            ContainerFields.write(
                    pod.withArrayProperty(one.isInit() ? INIT_CONTAINERS : CONTAINERS)
                            .addObject(),
                    one);
        }
    }
}
