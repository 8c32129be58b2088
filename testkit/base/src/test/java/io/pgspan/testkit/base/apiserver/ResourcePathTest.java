package io.pgspan.testkit.base.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nodes",
                "/api/v1/namespaces",
                "/api/v1/namespaces/demo",
                "/api/v1/namespaces/demo/status",
                "/api/v1/namespaces/demo/pods",
                "/api/v1/namespaces/demo/pods/p",
                "/api/v1/namespaces/demo/pods/p/status",
                "/apis/apps/v1/deployments",
                "/apis/cluster.open-cluster-management.io/v1/managedclusters/c/status",
            })
    void a_path_reads_as_it_is_written(String path) {
        assertThat(ResourcePath.parse(path)).hasToString(path);
    }

    @Test
    void the_parts_of_a_path_are_told_apart() {
        assertThat(ResourcePath.parse("/apis/apps/v1/namespaces/demo/deployments/d/status"))
                .isEqualTo(ResourcePath.of("apps/v1", "deployments")
                        .in("demo")
                        .named("d")
                        .status());
        assertThat(ResourcePath.parse("/api/v1/namespaces/demo"))
                .isEqualTo(ResourcePath.of("v1", "namespaces").named("demo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/api", "/api/v1", "/apis/apps/v1", "/healthz", "/api/v1/pods//x", "/api/v1/a/b/c/d"})
    void what_names_no_resource_is_not_found(String path) {
        assertThatThrownBy(() -> ResourcePath.parse(path)).isInstanceOf(ApiServerException.class);
    }
}
