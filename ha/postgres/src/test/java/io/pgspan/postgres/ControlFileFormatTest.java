package io.pgspan.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ControlFileFormatTest {
    private static byte[] file(int version, int crcAt, long systemIdentifier, int state) {
        ByteBuffer file = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, systemIdentifier).putInt(8, version).putInt(16, state);
        CRC32C crc = new CRC32C();
        crc.update(file.array(), 0, crcAt);
        file.putInt(crcAt, (int) crc.getValue());
        return file.array();
    }

    @Test
    void theSystemIdentifierIsUnsigned() {
        ControlFile file = ControlFileFormat.parse(file(1800, 292, -1L, 6), "here");
        assertThat(file.systemIdentifierText()).isEqualTo("18446744073709551615");
    }

    @Test
    void anUnknownVersionOrStateIsRefused() {
        assertThatThrownBy(() -> ControlFileFormat.parse(file(1201, 288, 1, 6), "here"))
                .hasMessageContaining("here: control file of version 1201");
        assertThatThrownBy(() -> ControlFileFormat.parse(file(1300, 288, 1, 7), "here"))
                .hasMessageContaining("state is 7");
    }

    @Property
    void anySingleDamagedByteIsNoticed(
            @ForAll @IntRange(min = 0, max = 291) int position, @ForAll @IntRange(min = 1, max = 255) int damage) {
        byte[] bytes = file(1300, 288, 42, 1);
        assertThat(ControlFileFormat.parse(bytes, "here").state()).isEqualTo(ControlFile.State.SHUT_DOWN);
        bytes[position] ^= (byte) damage;
        assertThatThrownBy(() -> ControlFileFormat.parse(bytes, "here")).isInstanceOf(PgspanException.class);
    }
}
