package io.pgspan.model.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateRulesTest {
    private static final PodTemplate GOOD = PodTemplate.of(
                    "hippo-0", Map.of("app.kubernetes.io/name", "pg"), "1", "1Gi")
            .nodeSelector(Map.of("disk", "fast"))
            .spread(Spread.acrossZones())
            .build();

    @Test
    void aPodThatKubernetesTakesIsValid() {
        assertThat(Validator.validate(GOOD)).isEmpty();
    }

    @Test
    void everythingWrongIsFoundAtOnce() {
        PodTemplate bad = GOOD.withName("Hippo_0")
                .withLabels(Map.of("a b", "x"))
                .withNodeSelector(Map.of("disk", "v".repeat(64)))
                .withSpreads(List.of(Spread.across("").maxSkew(0)))
                .withTolerations(List.of(Toleration.equal("", "v")))
                .withOverhead(Map.of("cpu", Quantity.of("-1m")))
                .withInitContainers(List.of(PodContainer.of("init", Map.of("memory", Quantity.of("-1Gi")))
                        .hostPorts(PodContainer.HostPort.tcp(70_000))));

        assertThat(Validator.validate(bad))
                .extracting(v -> v.rule() + " " + v.path() + " = " + v.value())
                .containsExactly(
                        "spread.skew-positive pods[Hippo_0].spreads[0].maxSkew = 0",
                        "pods.topology-key pods[Hippo_0].spreads[0].topologyKey = ",
                        "toleration.form pods[Hippo_0].tolerations[0].key = ",
                        "pods.name pods[Hippo_0].name = Hippo_0",
                        "labels.form pods[Hippo_0].labels[a b] = a b",
                        "labels.form pods[Hippo_0].nodeSelector[disk] = " + "v".repeat(64),
                        "requests.negative pods[Hippo_0].initContainers[0].requests[memory] = -1Gi",
                        "requests.negative pods[Hippo_0].overhead[cpu] = -1m",
                        "pods.host-port pods[Hippo_0].initContainers[0].hostPorts[0].port = 70000");
    }

    @Test
    void aNameMayBeAsLongAsADnsSubdomain() {
        assertThat(Validator.validate(GOOD.withName("a".repeat(253)))).isEmpty();
        assertThat(Validator.validate(GOOD.withName("a".repeat(254)))).hasSize(1);
        assertThat(Validator.validate(GOOD.withName("a.b-c"))).isEmpty();
        assertThat(Validator.validate(GOOD.withName("a."))).hasSize(1);
    }
}
