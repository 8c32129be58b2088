package io.pgspan.testkit.base.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A toy to tell stories about: lamps that are switched now or later, in virtual time that stops at every switch. */
final class Lamps implements StoryClock {
    private final TreeSet<String> burning = new TreeSet<>();
    private final TreeMap<Duration, List<Runnable>> later = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private Duration now = Duration.ZERO;

    static Vocabulary<Lamps> vocabulary() {
        return Vocabulary.<Lamps>builder()
                .verb("switch <lamp> <state:on|off>", (lamps, a) -> lamps.set(a.word("lamp"), a.word("state")))
                .verb(
                        "switch <lamp> <state:on|off> after <delay:time>",
                        (lamps, a) -> lamps.after(a.time("delay"), a.word("lamp"), a.word("state")))
                .verb("light <lamps...>", (lamps, a) -> a.words("lamps").forEach(lamp -> lamps.set(lamp, "on")))
                .verb("drop <lamp>", (lamps, a) -> {
                    throw new IllegalStateException(a.word("lamp") + " is in pieces");
                })
                .condition(
                        "<lamp> is <state:on|off>",
                        (lamps, a) -> lamps.burning.contains(a.word("lamp"))
                                == a.word("state").equals("on"))
                .condition("<count:int> lamps burn", (lamps, a) -> lamps.burning.size() == a.number("count"))
                .invariant(
                        "L1",
                        lamps -> lamps.burning.size() > 2
                                ? Optional.of(lamps.burning.size() + " lamps on one fuse")
                                : Optional.empty())
                .invariant("L2", lamps -> Optional.of("L2 never holds").filter(text -> lamps.burning.contains("bad")))
                .state(lamps -> lamps.burning.toString())
                .build();
    }

    void set(String lamp, String state) {
        log.add(StoryTime.format(now) + " " + lamp + " " + state);
        if (state.equals("on")) {
            burning.add(lamp);
        } else {
            burning.remove(lamp);
        }
    }

    private void after(Duration delay, String lamp, String state) {
        later.computeIfAbsent(now.plus(delay), at -> new ArrayList<>()).add(() -> set(lamp, state));
    }

    List<String> log() {
        return log;
    }

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public void advanceTo(Duration time) {
        if (!later.isEmpty() && later.firstKey().compareTo(time) <= 0) {
            now = later.firstKey();
            later.pollFirstEntry().getValue().forEach(Runnable::run);
        } else {
            now = time;
        }
    }
}
