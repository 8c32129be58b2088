package io.pgspan.agent.fence;

import io.pgspan.model.PgspanException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's watchdog ({@code /dev/watchdog}) as a fence: it resets the whole node when nobody has kept it alive for its timeout.
 * It covers what no process on the node can: agent and guard frozen together, and a kernel that hangs. Optional: containers seldom
 * have the device, and everything else on the node goes down with it.
 *
 * <p>It is kept alive by {@link #guardUntil} alone, which is called after a confirmed renewal, and only when the reset would come no
 * later than the new deadline; so the timeout must be shorter than the time a lease is held without renewal. The timeout itself is
 * the driver's (a module parameter, told under {@code /sys/class/watchdog}), since Java can't send a device its settings. An orderly
 * end is {@link #disarm()}: the character V, then closing. Closing alone leaves the timer running, by intent.
 */
public final class WatchdogDevice implements Fence {
    private static final Logger LOG = LoggerFactory.getLogger(WatchdogDevice.class);
    private static final Path SYSTEM_CLASS = Path.of("/sys/class/watchdog");
    private static final byte[] KEEP_ALIVE = {'\n'};
    private static final byte[] MAGIC_CLOSE = {'V'};

    private final Path device;
    private final Duration timeout;
    private final Supplier<Duration> clock;
    private @Nullable FileOutputStream open;
    private @Nullable Duration wanted;

    /** When the node is reset unless the device is kept alive before; null while it is not armed. */
    private @Nullable Duration firesAt;

    private WatchdogDevice(Path device, Duration timeout, Supplier<Duration> clock) {
        this.device = device;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Checks the device and leaves it shut: opening it would start its timer.
     *
     * @param timeout the longest the device waits; must be the one the driver is set to
     * @param clock the agent's local clock
     * @throws PgspanException when there is no such device, it can't be written to, it waits longer than stated, or it can never be
     *     disarmed ("nowayout")
     */
    public static WatchdogDevice on(Path device, Duration timeout, Supplier<Duration> clock) {
        if (!Files.exists(device) || Files.isDirectory(device)) {
            throw new PgspanException("watchdog: there is no device " + device
                    + "; load a driver (softdog), pass the device into the container, or do without this fence");
        }
        if (!Files.isWritable(device)) {
            throw new PgspanException("watchdog: " + device + " can't be written to by this user; grant it access");
        }
        told(device, "timeout").filter(seconds -> seconds > timeout.toSeconds()).ifPresent(seconds -> {
            throw new PgspanException("watchdog: " + device + " waits " + seconds + " s, which is longer than the "
                    + timeout + " stated; set the driver's timeout");
        });
        told(device, "nowayout").filter(flag -> flag != 0).ifPresent(flag -> {
            throw new PgspanException(
                    "watchdog: " + device + " can't be disarmed once it was opened (nowayout): every planned"
                            + " switchover would reset the node; load the driver without it");
        });
        return new WatchdogDevice(device, timeout, clock);
    }

    private static Optional<Long> told(Path device, String attribute) {
        Path name = device.getFileName();
        try {
            return name == null
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(
                            Files.readString(SYSTEM_CLASS.resolve(name).resolve(attribute))
                                    .strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // an old kernel doesn't tell
        }
    }

    @Override
    public synchronized void guardUntil(Duration deadline) {
        wanted = deadline;
        Duration reset = clock.get().plus(timeout);
        if (reset.compareTo(deadline) > 0) {
            LOG.debug("watchdog {} not kept alive: it would fire after the deadline", device);
            return;
        }
        try {
            FileOutputStream out = open;
            if (out == null) {
                out = new FileOutputStream(device.toFile());
                open = out;
            }
            out.write(KEEP_ALIVE);
            out.flush();
            firesAt = reset;
        } catch (IOException e) {
            LOG.error("watchdog {} can't be kept alive: {}", device, e.getMessage());
        }
    }

    @Override
    public synchronized boolean armed() {
        Duration fires = firesAt;
        Duration until = wanted;
        return open != null
                && fires != null
                && until != null
                && fires.compareTo(until) <= 0
                && clock.get().compareTo(fires) < 0;
    }

    /** Never waits: a write to the device is its confirmation. */
    @Override
    public boolean awaitArmed(Duration limit) {
        return armed();
    }

    @Override
    public synchronized boolean usable() {
        return open != null || Files.isWritable(device);
    }

    @Override
    public synchronized void disarm() {
        wanted = null;
        FileOutputStream out = open;
        if (out == null) {
            return;
        }
        try {
            out.write(MAGIC_CLOSE);
            out.close();
            open = null;
            firesAt = null;
        } catch (IOException e) {
            LOG.error("watchdog {} can't be disarmed, the node will be reset: {}", device, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        FileOutputStream out = open;
        if (out != null) {
            LOG.warn("watchdog {} stays armed: it was not disarmed", device);
            try {
                out.close();
            } catch (IOException e) {
                LOG.debug("watchdog {} did not close: {}", device, e.getMessage());
            }
        }
    }
}
