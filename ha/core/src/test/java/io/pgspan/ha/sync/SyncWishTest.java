package io.pgspan.ha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import org.junit.jupiter.api.Test;

class SyncWishTest {
    @Test
    void saysWhatIsWished() {
        assertThat(SyncWish.off()).isEqualTo(new SyncWish(SyncWish.Mode.OFF, false, 0));
        assertThat(SyncWish.priority(2)).isEqualTo(new SyncWish(SyncWish.Mode.PRIORITY, false, 2));
        assertThat(SyncWish.quorum(1).strictly()).isEqualTo(new SyncWish(SyncWish.Mode.QUORUM, true, 1));
    }

    @Test
    void refusesAWishThatCantBeMet() {
        assertThatThrownBy(() -> SyncWish.priority(0)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> SyncWish.quorum(-1)).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> SyncWish.off().strictly())
                .isInstanceOf(PgspanException.class)
                .hasMessageContaining("can't be strict");
        assertThatThrownBy(() -> new SyncWish(SyncWish.Mode.OFF, false, 1)).isInstanceOf(PgspanException.class);
    }
}
