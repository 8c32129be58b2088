package io.pgspan.model.validation;

import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What Kubernetes' API server would refuse in a pod, as far as a scheduler asks. */
final class TemplateRules {
    private static final int NAME_MAX = 253;
    private static final int PORT_MAX = 65_535;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private TemplateRules() {}

    static List<Violation> check(PodTemplate pod) {
        String path = "pods[" + pod.name() + "]";
        List<Violation> all = new ArrayList<>(PodRules.check(SchedulingParts.of(pod, path)));
        all.addAll(Findings.of("pods.name", found -> name(pod, path, found)));
        all.addAll(Findings.of("labels.form", found -> {
            LabelRules.check(found, path + ".labels", pod.labels());
            LabelRules.check(found, path + ".nodeSelector", pod.nodeSelector());
        }));
        all.addAll(Findings.of("requests.negative", found -> {
            Parts.each(pod.containers(), path + ".containers").forEach((at, c) -> requests(c, at, found));
            Parts.each(pod.initContainers(), path + ".initContainers").forEach((at, c) -> requests(c, at, found));
            amounts(pod.podRequests(), path + ".podRequests", found);
            amounts(pod.overhead(), path + ".overhead", found);
        }));
        all.addAll(Findings.of("pods.host-port", found -> {
            Parts.each(pod.containers(), path + ".containers").forEach((at, c) -> ports(c, at, found));
            Parts.each(pod.initContainers(), path + ".initContainers").forEach((at, c) -> ports(c, at, found));
        }));
        return all;
    }

    private static void name(PodTemplate pod, String path, Findings found) {
        found.addIf(
                pod.name().length() > NAME_MAX || !NAME.matcher(pod.name()).matches(),
                path + ".name",
                pod.name(),
                "no pod can have that name",
                "use at most " + NAME_MAX + " lower-case letters, digits, dashes and dots that begin and end with a"
                        + " letter or digit");
    }

    private static void requests(PodContainer container, String path, Findings found) {
        amounts(container.requests(), path + ".requests", found);
    }

    static void amounts(Map<String, Quantity> amounts, String path, Findings found) {
        new TreeMap<>(amounts)
                .forEach((resource, amount) -> found.addIf(
                        amount.amount().signum() < 0,
                        path + "[" + resource + "]",
                        amount,
                        "there is no less than nothing of it",
                        "use 0 or more"));
    }

    private static void ports(PodContainer container, String path, Findings found) {
        Parts.each(container.hostPorts(), path + ".hostPorts")
                .forEach((at, port) -> found.addIf(
                        port.port() < 0 || port.port() > PORT_MAX,
                        at + ".port",
                        port.port(),
                        "no node has such a port",
                        "use 1 to " + PORT_MAX + ", or 0 for none"));
    }
}
