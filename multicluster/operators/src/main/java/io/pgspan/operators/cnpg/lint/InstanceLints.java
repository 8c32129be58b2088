package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warningBeside;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The instances of a {@code Cluster}: name, image, number, environment and what keeps them up. */
final class InstanceLints {
    private static final int NAME_LENGTH_MAX = 50;
    private static final int MAJOR_MIN = 13;
    private static final int MAJOR_SUPPORTED_MIN = 14;
    private static final int MAJOR_WITH_VOLUMES = 18;
    private static final int SMART_SHUTDOWN_UNSET = 180;
    private static final int STOP_DELAY_UNSET = 1800;
    private static final int CHECK_MILLIS_MIN = 50;
    private static final Pattern OUTWARDS = Pattern.compile("(^|/)\\.\\.(/|$)");
    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern VERSION_TAG = Pattern.compile("\\d{1,3}([.\\-_].*)?");
    private static final Pattern SELECTOR_NAME = Pattern.compile("[a-z]([a-z0-9_-]*[a-z0-9])?");
    private static final Set<String> OPERATORS_ENV = Set.of("POD_NAME", "NAMESPACE", "CLUSTER_NAME");
    private static final Set<String> PULL_POLICIES = Set.of("", "Always", "Never", "IfNotPresent");
    private static final String IMAGE = "spec.imageName";
    private static final String CATALOG = "spec.imageCatalogRef";

    private InstanceLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "cluster-name",
                        "metadata.name",
                        o -> !ClusterSpec.name(o).isEmpty() && !isName(ClusterSpec.name(o)),
                        "names of services and pods are made of it: it must be a DNS label that begins with a "
                                + "letter, of at "
                                + "most 50 characters",
                        "use lower-case letters, digits and hyphens"),
                refused(
                        "instances",
                        "spec.instances",
                        o -> ClusterSpec.instances(o) < 1,
                        "at least one instance is needed",
                        "write 1 or more; to stop a cluster and keep its data use the annotation cnpg.io/hibernation"),
                info(
                        "one-instance",
                        "spec.instances",
                        o -> ClusterSpec.instances(o) == 1,
                        "nobody takes over when it fails, and its disruption budget holds up the draining of its node",
                        "write 2 or more for data that must stay available"),
                refused(
                        "image-tag",
                        IMAGE,
                        o -> ClusterSpec.has(o, "imageName") && !isVersioned(image(o)),
                        "upgrades can't be told without a tag that begins with the version; latest is refused too",
                        "write for example :18.1-system-trixie; a digest may follow it"),
                refused(
                        "image-major",
                        IMAGE,
                        o -> isVersioned(image(o)) && majorOf(o) < MAJOR_MIN,
                        "PostgreSQL below 13 is refused",
                        "use 14 or later"),
                warning(
                        "image-unsupported",
                        IMAGE,
                        o -> isVersioned(image(o)) && majorOf(o) >= MAJOR_MIN && majorOf(o) < MAJOR_SUPPORTED_MIN,
                        "the operator still accepts this version, but no longer supports it",
                        "use 14 or later"),
                refused(
                        "image-and-catalog",
                        CATALOG,
                        o -> ClusterSpec.has(o, "imageName") && ClusterSpec.has(o, "imageCatalogRef"),
                        "the image is named twice",
                        "keep one of imageName and imageCatalogRef"),
                refused(
                        "catalog-reference",
                        CATALOG,
                        o -> CatalogLints.isWrongReference(ClusterSpec.at(o, "imageCatalogRef")),
                        "only an ImageCatalog or a ClusterImageCatalog of postgresql.cnpg.io can be referred to",
                        "write apiGroup: postgresql.cnpg.io and one of these kinds"),
                warningBeside(
                        "catalog-without-major",
                        "spec.imageCatalogRef.major",
                        InstanceLints::lacksMajor,
                        "the catalog has no image of this major version: nothing is created until it has",
                        "add it to the catalog, or ask for another one"),
                refused(
                        "pull-policy",
                        "spec.imagePullPolicy",
                        o -> !PULL_POLICIES.contains(Look.text(o, "spec", "imagePullPolicy")),
                        "Kubernetes knows no such policy",
                        "use one of Always, IfNotPresent, Never"),
                refused(
                        "reserved-environment",
                        "spec.env[].name",
                        Places.items("spec.env", "name", e -> isReserved(Look.text(e, "name"))),
                        "the operator sets this variable itself",
                        "use another name: those that begin with CNPG_ or PG, POD_NAME, NAMESPACE and CLUSTER_NAME "
                                + "are taken"),
                refused(
                        "limit-below-request",
                        "spec.resources",
                        Places.among(
                                List.of("spec.resources"),
                                r -> Sizes.isLess(
                                                r.path("limits").path("cpu"),
                                                r.path("requests").path("cpu"))
                                        || Sizes.isLess(
                                                r.path("limits").path("memory"),
                                                r.path("requests").path("memory"))
                                        || Sizes.isLess(
                                                r.path("limits").path("ephemeral-storage"),
                                                r.path("requests").path("ephemeral-storage"))),
                        "more is requested than the limit allows",
                        "write a limit that is at least the request"),
                refused(
                        "pod-selector-name",
                        "spec.podSelectorRefs[].name",
                        Places.items(
                                "spec.podSelectorRefs",
                                "name",
                                s -> !SELECTOR_NAME
                                        .matcher(Look.text(s, "name"))
                                        .matches()),
                        "the name of a selector begins with a lower-case letter",
                        "use lower-case letters, digits, hyphens and underscores"),
                warning(
                        "extension-volumes-version",
                        "spec.postgresql.extensions",
                        o -> ClusterSpec.at(o, "postgresql", "extensions").size() > 0
                                && ClusterSpec.major(o) > 0
                                && ClusterSpec.major(o) < MAJOR_WITH_VOLUMES,
                        "PostgreSQL finds extensions in volumes of their own from version 18 on",
                        "use version 18, or an image that has the extensions"),
                refused(
                        "extension-path",
                        "spec.postgresql.extensions",
                        Places.items("spec.postgresql.extensions", "", InstanceLints::leavesItsDirectory),
                        "a path leads out of the extension's own directory",
                        "write it without .."),
                warning(
                        "isolation-check-off",
                        "spec.probes.liveness.isolationCheck.enabled",
                        o -> ClusterSpec.at(o, "probes", "liveness", "isolationCheck", "enabled")
                                        .isBoolean()
                                && !Look.isTrue(o, "spec", "probes", "liveness", "isolationCheck", "enabled"),
                        "a primary that is cut off from the API server and its peers goes on accepting writes that "
                                + "are lost "
                                + "when it returns",
                        "leave the check on"),
                warning(
                        "isolation-check-milliseconds",
                        "spec.probes.liveness.isolationCheck",
                        o -> isShort(o, "requestTimeout") || isShort(o, "connectionTimeout"),
                        "these are milliseconds: so little time makes a healthy primary look cut off",
                        "leave them out: the default is 1000"),
                refused(
                        "lease-times",
                        "spec.primaryLease",
                        o -> ClusterSpec.has(o, "primaryLease") && !isSane(ClusterSpec.at(o, "primaryLease")),
                        "a lease must last longer than its holder tries to renew it, and the holder must try more "
                                + "than once",
                        "keep leaseDurationSeconds above renewDeadlineSeconds and that above 1.2 times "
                                + "retryPeriodSeconds"),
                warning(
                        "smart-shutdown-skipped",
                        "spec.smartShutdownTimeout",
                        o -> ClusterSpec.at(o, "smartShutdownTimeout").asInt(SMART_SHUTDOWN_UNSET)
                                >= ClusterSpec.at(o, "stopDelay").asInt(STOP_DELAY_UNSET),
                        "no time is left after it: clients are not waited for at all",
                        "keep it below stopDelay"));
    }

    private static boolean isName(String name) {
        return name.length() <= NAME_LENGTH_MAX && LABEL.matcher(name).matches();
    }

    private static String image(JsonNode cluster) {
        return Look.text(cluster, "spec", "imageName");
    }

    private static int majorOf(JsonNode cluster) {
        return ClusterSpec.majorOfTag(ClusterSpec.tag(image(cluster)));
    }

    private static boolean isVersioned(String image) {
        return VERSION_TAG.matcher(ClusterSpec.tag(image)).matches();
    }

    private static boolean isReserved(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("CNPG_") || upper.startsWith("PG") || OPERATORS_ENV.contains(upper);
    }

    private static boolean isShort(JsonNode cluster, String field) {
        JsonNode time = ClusterSpec.at(cluster, "probes", "liveness", "isolationCheck", field);
        return time.isInt() && time.intValue() < CHECK_MILLIS_MIN;
    }

    private static boolean leavesItsDirectory(JsonNode extension) {
        return List.of("extension_control_path", "dynamic_library_path", "ld_library_path", "bin_path").stream()
                .anyMatch(field -> {
                    for (JsonNode path : extension.path(field)) {
                        if (OUTWARDS.matcher(path.asText("")).find()) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static boolean isSane(JsonNode lease) {
        int duration = lease.path("leaseDurationSeconds").asInt(15);
        int renew = lease.path("renewDeadlineSeconds").asInt(10);
        int retry = lease.path("retryPeriodSeconds").asInt(2);
        int released = lease.path("releasedLeaseDurationSeconds").asInt(1);
        return duration > renew && 5L * renew > 6L * retry && retry >= 1 && released >= 1;
    }

    private static boolean lacksMajor(JsonNode cluster, Surroundings around) {
        JsonNode ref = ClusterSpec.at(cluster, "imageCatalogRef");
        String name = Look.text(ref, "name");
        JsonNode catalog = Look.is(ref, "ClusterImageCatalog", "kind")
                ? around.clusterWide("ClusterImageCatalog", name)
                : around.neighbour(cluster, Look.text(ref, "kind"), name);
        if (catalog.isMissingNode()) {
            return false;
        }
        for (JsonNode image : Look.at(catalog, "spec", "images")) {
            if (image.path("major").equals(ref.path("major"))) {
                return false;
            }
        }
        return true;
    }
}
