package io.pgspan.operators.kubedb.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelCountTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "obj.spec.replicas/2 + 1",
                "obj.spec.replicas > 3 ? 2 : 1",
                "int(obj.metadata.labels['size'])",
                "size(obj.spec.template.spec.containers)",
                "(obj.spec.replicas - 1) % 3",
                "-1 + obj.spec.replicas"
            })
    void anExpressionThatMayBeAWholeNumberPasses(String cel) {
        assertThat(CelCount.fault(cel)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "obj.spec.replicas * 0.5",
                "obj.spec.replicas > 3",
                "replicas/2",
                "double(obj.spec.replicas)",
                "(obj.spec.replicas",
                "obj.spec.replicas)",
                "'3'",
                "true",
                "obj.spec.replicas; 3",
                "1e3"
            })
    void anExpressionThatIsNoWholeNumberIsTold(String cel) {
        assertThat(CelCount.fault(cel)).isPresent();
    }
}
