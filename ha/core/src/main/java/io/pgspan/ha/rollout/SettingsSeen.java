package io.pgspan.ha.rollout;

import java.util.Map;

/**
 * The settings of a member, as far as a rollout of parameters asks for them; a name that is missing is not known.
 *
 * @param inEffect what the running server uses
 * @param configured what its next start would use
 * @param demanded the least values of the hot-standby settings that its control file names, so the least it starts with as a standby
 */
public record SettingsSeen(
        Map<String, String> inEffect, Map<String, String> configured, Map<String, Integer> demanded) {

    /** Copies the maps. */
    public SettingsSeen {
        inEffect = Map.copyOf(inEffect);
        configured = Map.copyOf(configured);
        demanded = Map.copyOf(demanded);
    }

    /** Nothing known. */
    public static SettingsSeen none() {
        return new SettingsSeen(Map.of(), Map.of(), Map.of());
    }
}
