package io.pgspan.multicluster;

import io.pgspan.model.PgspanException;
import java.time.Duration;

/**
 * How often a request to the hub is repeated, and with what waits between. Only what may pass by itself is repeated: no answer, 408,
 * 429 and 5xx. Each request may be repeated without harm, because each says the whole of what is wanted.
 *
 * @param attempts how often at most, the first included; at least 1
 * @param firstWait the wait after the first attempt
 * @param factor by what the wait grows; at least 1
 * @param longestWait the longest wait
 * @param requestLimit how long one attempt may take
 */
public record DeliveryRetry(
        int attempts, Duration firstWait, double factor, Duration longestWait, Duration requestLimit) {

    /** @throws PgspanException when a number is out of range */
    public DeliveryRetry {
        if (attempts < 1
                || factor < 1
                || firstWait.toMillis() < 1
                || longestWait.compareTo(firstWait) < 0
                || requestLimit.toMillis() < 1) {
            throw new PgspanException("delivery retry: attempts " + attempts + ", first wait " + firstWait + ", factor "
                    + factor + ", longest wait " + longestWait + ", request limit " + requestLimit
                    + ": attempts and factor must be at least 1, durations at least 1 ms, and the longest wait no shorter"
                    + " than the first");
        }
    }

    /** 5 attempts, waits of 200 ms doubling up to 5 s, 10 s for each attempt. */
    public static DeliveryRetry ofDefaults() {
        return new DeliveryRetry(5, Duration.ofMillis(200), 2, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
