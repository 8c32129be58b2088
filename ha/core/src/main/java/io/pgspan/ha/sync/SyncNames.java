package io.pgspan.ha.sync;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Names of standbys as PostgreSQL compares them. A standby's name is its {@code application_name}: at most 63 bytes (longer ones
 * are cut, so they would never match), printable ASCII, compared without regard to case. {@code *} stands for every receiver, quoted or
 * not, so no standby can be named so.
 */
final class SyncNames {
    private static final int LENGTH_MAX = 63;

    private SyncNames() {}

    /** Whether PostgreSQL can tell one standby by this name, and a member may carry it. */
    static boolean usable(String name) {
        return listable(name) && !folded(name).equals(SyncSetting.NOBODY);
    }

    /** Whether the name may stand in a list: {@link #usable}, or the placeholder. */
    static boolean listable(String name) {
        return !name.isEmpty() && name.length() <= LENGTH_MAX && !name.equals("*") && isPrintable(name);
    }

    private static boolean isPrintable(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** In the order given, folded, each once. */
    static List<String> checked(Collection<String> names) {
        return List.copyOf(distinct(names));
    }

    /** Sorted, folded, each once. */
    static List<String> sorted(Collection<String> names) {
        List<String> sorted = distinct(names);
        Collections.sort(sorted);
        return List.copyOf(sorted);
    }

    private static List<String> distinct(Collection<String> names) {
        List<String> distinct = new ArrayList<>(names.size());
        for (String name : names) {
            if (!listable(name)) {
                throw new PgspanException("synchronous_standby_names: '" + name
                        + "' can't name one standby; use 1 to 63 printable ASCII characters, and not *");
            }
            String folded = folded(name);
            if (!distinct.contains(folded)) {
                distinct.add(folded);
            }
        }
        return distinct;
    }

    /** How many of {@code names} are not in {@code others}. */
    static int outside(List<String> names, List<String> others) {
        int outside = 0;
        for (String name : names) {
            outside += others.contains(name) ? 0 : 1;
        }
        return outside;
    }
}
