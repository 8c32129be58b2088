package io.pgspan.ha.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * Standbys by number, sets of them as bits.
 *
 * @param count how many there are, named a, b, c and so on
 */
record Standbys(int count) {
    int all() {
        return (1 << count) - 1;
    }

    static String name(int standby) {
        return String.valueOf((char) ('a' + standby));
    }

    List<String> names(int bits) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if ((bits >> i & 1) == 1) {
                names.add(name(i));
            }
        }
        return names;
    }

    /** Those of {@code names} that are standbys. */
    int bits(List<String> names) {
        int bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= names.contains(name(i)) ? 1 << i : 0;
        }
        return bits;
    }
}
