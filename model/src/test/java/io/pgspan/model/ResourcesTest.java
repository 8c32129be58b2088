package io.pgspan.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.model.text.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    @Test
    void memoryIsLimitedToWhatIsRequestedAndProcessorTimeIsNot() {
        assertThat(Resources.of("500m", "1Gi").limits()).isEqualTo(Map.of("memory", Quantity.of("1Gi")));
    }

    @Test
    void aResourceThatIsOnlyLimitedIsReservedInTheSameAmount() {
        Resources limited = new Resources(Map.of(), Map.of("cpu", Quantity.of("2")));
        assertThat(limited.cpu()).isEqualTo(Quantity.of("2"));
        assertThat(limited.memory()).isEqualTo(Quantity.of("0"));
    }

    @Test
    void aRequestCountsBeforeALimit() {
        assertThat(Resources.of("1", "1Gi").limitCpu("4").limitMemory("2Gi").cpu())
                .isEqualTo(Quantity.of("1"));
        assertThat(Resources.of("1", "1Gi").limitMemory("2Gi").memory()).isEqualTo(Quantity.of("1Gi"));
    }

    @Test
    void anyResourceNameCanBeAskedFor() {
        Resources more = Resources.ofDefaults()
                .request("ephemeral-storage", Quantity.of("1Gi"))
                .limit("hugepages-2Mi", Quantity.of("64Mi"));
        assertThat(more.reserved("ephemeral-storage")).isEqualTo(Quantity.of("1Gi"));
        assertThat(more.reserved("hugepages-2Mi")).isEqualTo(Quantity.of("64Mi"));
        assertThat(more.cpu()).isEqualTo(Quantity.of("500m"));
    }
}
