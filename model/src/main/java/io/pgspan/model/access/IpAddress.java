package io.pgspan.model.access;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The syntax of addresses, without a name service: how wide an address is, and whether a text is one at all. */
final class IpAddress {
    /** The text is no address: a host name, perhaps. */
    static final int NONE = 0;

    private static final int WIDTH_4 = 32;
    private static final int WIDTH_6 = 128;
    private static final int GROUPS = 8;
    private static final Pattern V4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern ZONE = Pattern.compile("[^\\s/%]+");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private IpAddress() {}

    /** 32 or 128 bits, or {@link #NONE}. */
    static int width(String text) {
        if (V4.matcher(text).matches()) {
            return WIDTH_4;
        }
        int zone = text.indexOf('%');
        boolean zoned = zone >= 0 && ZONE.matcher(text.substring(zone + 1)).matches();
        return isV6(zoned ? text.substring(0, zone) : text) ? WIDTH_6 : NONE;
    }

    private static boolean isV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == GROUPS;
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        if (tail.contains("::") || head.contains(".")) {
            return false;
        }
        int before = head.isEmpty() ? 0 : groups(head);
        int after = tail.isEmpty() ? 0 : groups(tail);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups of 16 bits; −1 when one is malformed. An IPv4 tail counts as two. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        String last = parts[parts.length - 1];
        boolean v4Tail = V4.matcher(last).matches();
        boolean sound = Arrays.stream(parts, 0, parts.length - 1)
                        .allMatch(part -> GROUP.matcher(part).matches())
                && (v4Tail || GROUP.matcher(last).matches());
        return sound ? parts.length + (v4Tail ? 1 : 0) : -1;
    }
}
