package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that changes when a pod comes or goes, and the log of it. */
final class State {
    private final KubernetesCluster cluster;
    private final SchedulerProfile profile;
    private final NodeTable nodes;
    private final ResourceTable resources;
    private final PortTable ports = new PortTable();
    private final ImageScores images;
    private final VolumeTable volumes;
    private final ChangeLog log = new ChangeLog();
    private final Map<PodClass.Identity, PodClass> classes = new HashMap<>();
    private final List<PodClass> byNumber = new ArrayList<>();

    State(KubernetesCluster cluster, SchedulerProfile profile) {
        this.cluster = cluster;
        this.profile = profile;
        this.nodes = new NodeTable(cluster.nodes());
        this.resources = new ResourceTable(nodes);
        this.images = new ImageScores(nodes);
        this.volumes = new VolumeTable(cluster, nodes);
    }

    SchedulerProfile profile() {
        return profile;
    }

    KubernetesCluster cluster() {
        return cluster;
    }

    ClusterContents contents() {
        return cluster.contents();
    }

    NodeTable nodes() {
        return nodes;
    }

    ResourceTable resources() {
        return resources;
    }

    PortTable ports() {
        return ports;
    }

    ImageScores images() {
        return images;
    }

    VolumeTable volumes() {
        return volumes;
    }

    ChangeLog log() {
        return log;
    }

    List<PodClass> classes() {
        return byNumber;
    }

    PodClass podClass(PodClass.Identity identity) {
        PodClass known = classes.get(identity);
        if (known == null) {
            known = new PodClass(byNumber.size(), identity);
            classes.put(identity, known);
            byNumber.add(known);
        }
        return known;
    }

    /** The labels of a namespace; one that nobody knows has none. */
    Map<String, String> namespaceLabels(String name) {
        return contents().namespaces().getOrDefault(name, Map.of());
    }

    void add(Placed pod) {
        change(pod, 1);
    }

    void remove(Placed pod) {
        change(pod, -1);
    }

    private void change(Placed pod, int sign) {
        int node = pod.node();
        resources.add(node, pod.request(), sign);
        ports.add(node, pod.ports(), sign);
        volumes.add(node, pod.volumes(), sign);
        pod.podClass().counts().add(node, sign);
        log.add(pod.podClass().number(), node, sign);
    }
}
