package io.pgspan.placement.scheduler;

import java.util.Arrays;

/**
 * Counts by node for the few nodes that have any: a hash table of whole numbers with linear probing, since most classes of pods run on few
 * nodes and a class with a pod each must not cost an array over all nodes. A node stays in the table when its count is back at zero.
 */
final class NodeCounts {
    private static final int FREE = -1;
    private static final int SIZE_MIN = 4;

    private int[] nodes = freed(SIZE_MIN);
    private int[] counts = new int[SIZE_MIN];
    private int size;

    /** What is done with one node's count. */
    @FunctionalInterface
    interface Visitor {
        void visit(int node, int count);
    }

    void add(int node, int more) {
        int at = slot(nodes, node);
        if (nodes[at] == FREE) {
            if (2 * (size + 1) > nodes.length) {
                grow();
                at = slot(nodes, node);
            }
            nodes[at] = node;
            size++;
        }
        counts[at] += more;
    }

    /** Visits each node whose count is not zero, in no order. */
    void forEach(Visitor visitor) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] != FREE && counts[i] != 0) {
                visitor.visit(nodes[i], counts[i]);
            }
        }
    }

    private void grow() {
        int[] larger = freed(2 * nodes.length);
        int[] moved = new int[larger.length];
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] != FREE) {
                int at = slot(larger, nodes[i]);
                larger[at] = nodes[i];
                moved[at] = counts[i];
            }
        }
        nodes = larger;
        counts = moved;
    }

    private static int slot(int[] table, int node) {
        int mask = table.length - 1;
        int at = ((node * 0x9E3779B9) >>> 8) & mask;
        while (table[at] != FREE && table[at] != node) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private static int[] freed(int length) {
        int[] table = new int[length];
        Arrays.fill(table, FREE);
        return table;
    }
}
