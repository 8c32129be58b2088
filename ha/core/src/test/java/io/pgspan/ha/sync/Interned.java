package io.pgspan.ha.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Values numbered as they come. */
final class Interned<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    int number(T value) {
        return numbers.computeIfAbsent(value, v -> {
            values.add(v);
            return values.size() - 1;
        });
    }

    T value(int number) {
        return values.get(number);
    }

    /** Of a set of numbers as bits, those whose values imply none of the others. */
    long least(long bits, BiPredicate<T, T> implies) {
        long least = 0;
        for (int i = 0; i < values.size(); i++) {
            T value = values.get(i);
            boolean overruled = (bits >> i & 1) == 0;
            for (int j = 0; j < values.size() && !overruled; j++) {
                overruled = j != i && (bits >> j & 1) == 1 && implies.test(value, values.get(j));
            }
            least |= overruled ? 0 : 1L << i;
        }
        return least;
    }
}
