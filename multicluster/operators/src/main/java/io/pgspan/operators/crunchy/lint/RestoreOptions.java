package io.pgspan.operators.crunchy.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A list of options of pgBackRest as the operator uses it: its items are put together to one line, which a shell takes apart again.
 *
 * @param options the options in order, with the item of the list each stands in
 * @param strays the items that hold words which belong to no option
 */
record RestoreOptions(List<Option> options, List<Spot> strays) {

    /**
     * One option.
     *
     * @param name with its dashes
     * @param value as the shell hands it on; empty when there is none
     */
    record Option(Spot item, String name, String value) {}

    RestoreOptions {
        options = List.copyOf(options);
        strays = List.copyOf(strays);
    }

    /** The lists that a cluster's restores have and that are not empty. */
    static List<RestoreOptions> all(Sight sight) {
        return Stream.of(
                        sight.backrest("restore", "options"),
                        sight.spec("dataSource", "postgresCluster", "options"),
                        sight.spec("dataSource", "pgbackrest", "options"))
                .filter(list -> !list.items().isEmpty())
                .map(RestoreOptions::of)
                .toList();
    }

    static RestoreOptions of(Spot list) {
        List<Option> options = new ArrayList<>();
        List<Spot> strays = new ArrayList<>();
        boolean open = false;
        for (Spot item : list.items()) {
            for (String word : words(item.text())) {
                int equals = word.indexOf('=');
                if (word.startsWith("--")) {
                    options.add(new Option(
                            item,
                            equals < 0 ? word : word.substring(0, equals),
                            equals < 0 ? "" : word.substring(equals + 1)));
                    open = equals < 0;
                } else if (open) {
                    Option last = options.remove(options.size() - 1);
                    options.add(new Option(item, last.name(), word));
                    open = false;
                } else {
                    strays.add(item);
                }
            }
        }
        return new RestoreOptions(options, strays.stream().distinct().toList());
    }

    Optional<Option> option(String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst();
    }

    /** A text as a shell takes it apart: at blanks, but not within quotes, which it takes away. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
