package io.pgspan.placement.scheduler;

/**
 * Which class of pod came to or left which node, in order. Whoever keeps figures about the pods remembers how far it has read and reads on
 * when it is asked next: a change costs nothing for those who aren't asked. Only the last {@value #LENGTH} changes are kept; whoever is
 * further behind starts anew from the classes' counts.
 */
final class ChangeLog {
    private static final int LENGTH = 1 << 14;

    private final int[] classes = new int[LENGTH];
    private final int[] nodes = new int[LENGTH];
    private final int[] signs = new int[LENGTH];
    private long end;

    /** What is done with one change. */
    @FunctionalInterface
    interface Reader {
        void changed(int podClass, int node, int sign);
    }

    void add(int podClass, int node, int sign) {
        int at = (int) (end & (LENGTH - 1));
        classes[at] = podClass;
        nodes[at] = node;
        signs[at] = sign;
        end++;
    }

    /** The number of changes so far. */
    long end() {
        return end;
    }

    boolean has(long from) {
        return end - from <= LENGTH;
    }

    /** Reads every change from that number on; {@link #has} must hold. */
    void read(long from, Reader reader) {
        for (long i = from; i < end; i++) {
            int at = (int) (i & (LENGTH - 1));
            reader.changed(classes[at], nodes[at], signs[at]);
        }
    }
}
