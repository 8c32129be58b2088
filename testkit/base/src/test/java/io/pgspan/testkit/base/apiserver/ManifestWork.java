package io.pgspan.testkit.base.apiserver;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Map;

/** A typed custom resource with spec and status of free form. */
@Group("work.open-cluster-management.io")
@Version("v1")
public class ManifestWork extends CustomResource<Map<String, Object>, Map<String, Object>> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
