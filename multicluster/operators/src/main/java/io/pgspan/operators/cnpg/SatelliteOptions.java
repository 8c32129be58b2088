package io.pgspan.operators.cnpg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What only the kinds beside the {@code Cluster} have: names of objects for which the model has no place, where they are not the names that
 * would be made up.
 *
 * @param scheduleNames names of {@code ScheduledBackup}s in the order of the schedules; an empty or absent one is made up
 * @param databaseNames names of {@code Database} objects by the database's name; an absent one is made up
 */
public record SatelliteOptions(List<String> scheduleNames, Map<String, String> databaseNames) {
    private static final SatelliteOptions DEFAULTS = new SatelliteOptions(List.of(), Map.of());

    /** Copies the list and the map. */
    public SatelliteOptions {
        scheduleNames = List.copyOf(scheduleNames);
        databaseNames = Map.copyOf(databaseNames);
    }

    /** Nothing said. */
    public static SatelliteOptions ofDefaults() {
        return DEFAULTS;
    }

    Optional<String> scheduleName(int schedule) {
        return schedule < scheduleNames.size()
                ? Optional.of(scheduleNames.get(schedule)).filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    SatelliteOptions withScheduleName(int schedule, String name) {
        List<String> names = new ArrayList<>(scheduleNames);
        while (names.size() <= schedule) {
            names.add("");
        }
        names.set(schedule, name);
        return new SatelliteOptions(names, databaseNames);
    }

    SatelliteOptions withDatabaseName(String database, String name) {
        Map<String, String> names = new TreeMap<>(databaseNames);
        names.put(database, name);
        return new SatelliteOptions(scheduleNames, names);
    }
}
