package io.pgspan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.ha.PeerStatus;
import io.pgspan.model.wal.Lsn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusCodecTest {
    private static final PeerStatus STATUS = new PeerStatus(
            "hippo-0", PeerStatus.Role.STANDBY, 3, "77", 2, Lsn.of("0/30"), Lsn.of("0/28"), true, "v9", 2, false);

    @Test
    void aStatusReadsAsItWasWritten() {
        assertThat(StatusCodec.decode(StatusCodec.encode(STATUS).toString())).isEqualTo(STATUS);
    }

    @Test
    void halfAStatusElectsNobody() {
        List<String> fields = new ArrayList<>();
        StatusCodec.encode(STATUS).fieldNames().forEachRemaining(fields::add);
        assertThat(fields).hasSize(11);
        // what an older agent does not say: which format it knows, and whether it is guarded
        fields.removeAll(List.of("newestFormat", "guarded"));
        for (String field : fields) {
            ObjectNode half = StatusCodec.encode(STATUS);
            half.remove(field);
            assertThatThrownBy(() -> StatusCodec.decode(half.toString()))
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining(field);
        }
        assertThatThrownBy(() -> StatusCodec.decode("nonsense")).isInstanceOf(AgentException.class);
    }
}
