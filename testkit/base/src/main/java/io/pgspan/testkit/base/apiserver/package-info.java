/**
 * One model of a Kubernetes API server: pure and deterministic in {@link io.pgspan.testkit.base.apiserver.ApiServerModel},
 * and the same model over HTTP in {@link io.pgspan.testkit.base.apiserver.ApiServerHttp}.
 */
@NullMarked
package io.pgspan.testkit.base.apiserver;

import org.jspecify.annotations.NullMarked;
