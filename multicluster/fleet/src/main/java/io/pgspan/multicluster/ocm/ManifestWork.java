package io.pgspan.multicluster.ocm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import io.pgspan.model.PgspanException;
import java.util.Optional;

/**
 * Objects for one Kubernetes cluster, in the namespace on the hub that is called like that cluster; its agent applies them and
 * reports back in the status. Holds the fields pgspan writes and reads; a status of a newer version keeps what is known of it.
 */
@Group("work.open-cluster-management.io")
@Version("v1")
@Kind("ManifestWork")
@Plural("manifestworks")
public final class ManifestWork extends CustomResource<ManifestWorkSpec, ManifestWorkStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** Where the objects go: the work's namespace on the hub. */
    public String clusterName() {
        return getMetadata().getNamespace();
    }

    /**
     * The first object it carries; works planned here carry exactly one.
     *
     * @throws PgspanException when it carries none, which no hub accepts
     */
    public ObjectNode object() {
        return getSpec().workload().manifests().stream()
                .findFirst()
                .orElseThrow(() -> new PgspanException(
                        "ManifestWork " + clusterName() + "/" + getMetadata().getName()
                                + ": workload.manifests is empty; a work carries at least one object"));
    }

    /** What the agent has reported; empty before its first report. */
    public Optional<ManifestWorkStatus> reported() {
        return Optional.ofNullable(getStatus());
    }
}
