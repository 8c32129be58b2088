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
    private static final int OCTETS = 4;
    private static final int OCTET_MAX = 255;
    private static final int OCTET_DIGITS_MAX = 3;
    private static final Pattern ZONE = Pattern.compile("[^\\s/%]+");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private IpAddress() {}

    /** 32 or 128 bits, or {@link #NONE}. */
    static int width(String text) {
        if (isV4(text)) {
            return WIDTH_4;
        }
        if (text.indexOf(':') < 0) {
            return NONE;
        }
        int zone = text.indexOf('%');
        boolean zoned = zone >= 0 && ZONE.matcher(text.substring(zone + 1)).matches();
        return isV6(zoned ? text.substring(0, zone) : text) ? WIDTH_6 : NONE;
    }

    /** Four numbers of at most three digits; of three, the first is no zero. By hand, since each rule of a long file asks twice. */
    private static boolean isV4(String text) {
        int octets = 0;
        int digits = 0;
        int octet = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c >= '0' && c <= '9') {
                boolean padded = digits == OCTET_DIGITS_MAX - 1 && text.charAt(i - digits) == '0';
                digits++;
                octet = 10 * octet + c - '0';
                if (padded || digits > OCTET_DIGITS_MAX || octet > OCTET_MAX) {
                    return false;
                }
            } else if (c == '.' && digits > 0) {
                octets++;
                digits = 0;
                octet = 0;
            } else {
                return false;
            }
        }
        return octets == OCTETS;
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
        boolean v4Tail = isV4(last);
        boolean sound = Arrays.stream(parts, 0, parts.length - 1)
                        .allMatch(part -> GROUP.matcher(part).matches())
                && (v4Tail || GROUP.matcher(last).matches());
        return sound ? parts.length + (v4Tail ? 1 : 0) : -1;
    }
}
