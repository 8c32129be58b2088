package io.pgspan.multicluster.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pgspan.agent.AgentConfig;
import io.pgspan.agent.AgentEndpoints;
import io.pgspan.agent.AgentException;
import io.pgspan.agent.MemberAddress;
import io.pgspan.agent.tls.AgentTransport;
import io.pgspan.agent.tls.TlsFiles;
import io.pgspan.agent.tls.TlsIdentity;
import io.pgspan.backup.wal.ArchiveCommand;
import io.pgspan.ha.HaPolicy;
import io.pgspan.ha.HaRules;
import io.pgspan.ha.record.Holder;
import io.pgspan.ha.sync.SyncWish;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.text.Redacted;
import io.pgspan.postgres.Credentials;
import io.pgspan.postgres.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables of the agent's container, read once. A missing or malformed one ends the program with a sentence that
 * names it.
 *
 * <p>{@code PGSPAN_MEMBERS} lists {@link MemberEntries}. {@code PGSPAN_LEASE_MILLIS}, where given, is {@code lease,renewDeadline,stopBudget,retryPeriod}.
 */
final class AgentEnvironment {
    private static final int PROBE_PORT = 8009;
    private static final String RECORD_API = "PGSPAN_RECORD_API";
    private static final String RECORD_APIS = "PGSPAN_RECORD_APIS";
    private static final String PLAINTEXT_CONSENT = "only-in-tests";
    private static final Duration ELECTION_WINDOW = Duration.ofSeconds(1);
    private static final double CLOCK_RATIO = 1.1;

    private final Map<String, String> env;

    AgentEnvironment(Map<String, String> env) {
        this.env = env;
    }

    String member() {
        return need("PGSPAN_MEMBER");
    }

    String namespace() {
        return need("PGSPAN_NAMESPACE");
    }

    String cluster() {
        return need("PGSPAN_CLUSTER");
    }

    /**
     * Where the record is: {@code PGSPAN_RECORD_API} names one API server by its address or by the path of a kubeconfig file,
     * {@code PGSPAN_RECORD_APIS} three or more as {@code name=address-or-path}, separated by commas. Only one of the two may be given: a
     * member that agrees with others in another place than they do is a second cluster.
     */
    RecordServers recordServers() {
        Optional<String> one = optional(RECORD_API);
        Optional<String> several = optional(RECORD_APIS);
        if (one.isPresent() == several.isPresent()) {
            throw new AgentException("agent: wanted either environment variable " + RECORD_API + " (one API server) or "
                    + RECORD_APIS + " (three or more); " + (one.isPresent() ? "both are" : "neither is") + " given");
        }
        try {
            return several.map(RecordServers::majorityOf).orElseGet(() -> RecordServers.one(one.orElseThrow()));
        } catch (PgspanException e) {
            String variable = one.isPresent() ? RECORD_API : RECORD_APIS;
            throw new AgentException("agent: environment variable " + variable + ": " + e.getMessage(), e);
        }
    }

    Path binDirectory() {
        return Path.of(need("PGSPAN_BIN_DIRECTORY"));
    }

    Path dataDirectory() {
        return Path.of(need("PGSPAN_DATA_DIRECTORY"));
    }

    /** The process whose end is this program's, where there is one. */
    Optional<Long> parentPid() {
        return optional("PGSPAN_PARENT_PID")
                .map(p -> number("PGSPAN_PARENT_PID", p).longValue());
    }

    /**
     * How agents prove to each other who they are: by {@code tls.crt}, {@code tls.key} and {@code ca.crt} of
     * {@code PGSPAN_TLS_DIRECTORY}. Nothing else is a default; {@code PGSPAN_PLAINTEXT=only-in-tests} goes without.
     */
    AgentTransport transport() {
        Optional<String> plaintext = optional("PGSPAN_PLAINTEXT");
        if (plaintext.isPresent()) {
            if (!plaintext.get().equals(PLAINTEXT_CONSENT)) {
                throw malformed("PGSPAN_PLAINTEXT", plaintext.get(), PLAINTEXT_CONSENT + ", or nothing");
            }
            return AgentTransport.plaintextForTests();
        }
        return AgentTransport.mutualTls(TlsIdentity.load(member(), TlsFiles.in(Path.of(need("PGSPAN_TLS_DIRECTORY")))));
    }

    AgentConfig config(PostgresVersion version, AgentTransport transport) {
        String host = optional("PGSPAN_LISTEN_ADDRESS").orElse("0.0.0.0");
        List<MemberAddress> members = MemberEntries.read(need("PGSPAN_MEMBERS"));
        return new AgentConfig(
                new Holder(member(), need("PGSPAN_POD_UID"), UUID.randomUUID().toString()),
                version,
                members,
                policy(),
                rules(),
                new Credentials(
                        optional("PGSPAN_USER").orElse("postgres"),
                        Redacted.of(optional("PGSPAN_PASSWORD").orElse(""))),
                new Endpoint(host, port("PGSPAN_POSTGRES_PORT", MemberEntries.POSTGRES_PORT)),
                new AgentEndpoints(
                        new Endpoint(host, port("PGSPAN_AGENT_PORT", MemberEntries.AGENT_PORT)),
                        transport,
                        callers(members),
                        new Endpoint(host, port("PGSPAN_PROBE_PORT", PROBE_PORT))),
                parameters());
    }

    /** The members, and the names of {@code PGSPAN_CALLERS}, separated by commas: whoever else may ask and command. */
    private Set<String> callers(List<MemberAddress> members) {
        return Stream.concat(
                        members.stream().map(MemberAddress::name),
                        optional("PGSPAN_CALLERS").stream().flatMap(t -> Arrays.stream(t.split(",", -1))))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What leadership shall be like: {@code PGSPAN_SYNC_…}, {@code PGSPAN_MAXIMUM_LAG_BYTES}, {@code PGSPAN_FAILSAFE}. */
    private HaRules rules() {
        HaRules rules = HaRules.ofDefaults().with(sync());
        Optional<String> lag = optional("PGSPAN_MAXIMUM_LAG_BYTES");
        rules = lag.isPresent() ? rules.withMaximumLag(bytes("PGSPAN_MAXIMUM_LAG_BYTES", lag.get())) : rules;
        rules = flag("PGSPAN_FAILSAFE", false) ? rules.withFailsafe() : rules;
        return flag("PGSPAN_MEMBER_MAJORITY", false) ? rules.withMemberMajority() : rules;
    }

    private SyncWish sync() {
        int confirmations = number(
                "PGSPAN_SYNC_CONFIRMATIONS",
                optional("PGSPAN_SYNC_CONFIRMATIONS").orElse("0"));
        if (confirmations < 1) {
            return SyncWish.off();
        }
        String mode = optional("PGSPAN_SYNC_MODE").orElse("quorum");
        SyncWish wish = switch (mode) {
            case "quorum" -> SyncWish.quorum(confirmations);
            case "priority" -> SyncWish.priority(confirmations);
            default -> throw malformed("PGSPAN_SYNC_MODE", mode, "quorum or priority");
        };
        return flag("PGSPAN_SYNC_STRICT", true) ? wish.strictly() : wish;
    }

    private boolean flag(String name, boolean otherwise) {
        Optional<String> text = optional(name);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            throw malformed(name, text.get(), "true or false");
        }
        return text.map("true"::equals).orElse(otherwise);
    }

    private static long bytes(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw malformed(name, text, "a whole number of bytes");
        }
    }

    private HaPolicy policy() {
        Optional<String> text = optional("PGSPAN_LEASE_MILLIS");
        if (text.isEmpty()) {
            return HaPolicy.ofDefaults();
        }
        String[] parts = text.get().split(",", -1);
        if (parts.length != 4) {
            throw malformed(
                    "PGSPAN_LEASE_MILLIS", text.get(), "lease,renewDeadline,stopBudget,retryPeriod in milliseconds");
        }
        List<Duration> d = new ArrayList<>();
        for (String part : parts) {
            d.add(Duration.ofMillis(number("PGSPAN_LEASE_MILLIS", part.strip())));
        }
        return new HaPolicy(d.get(0), d.get(1), d.get(2), d.get(3), CLOCK_RATIO, ELECTION_WINDOW);
    }

    /** The wish's parameters, and the archive's where there is one. Standbys archive as well: what a dead primary left out is kept. */
    private Map<String, String> parameters() {
        Map<String, String> all = new TreeMap<>();
        String text = optional("PGSPAN_PARAMETERS").orElse("{}");
        try {
            all.putAll(new ObjectMapper().readValue(text, new TypeReference<Map<String, String>>() {}));
        } catch (JsonProcessingException e) {
            throw malformed("PGSPAN_PARAMETERS", text, "a JSON object of texts");
        }
        optional("PGSPAN_ARCHIVE_STORE").ifPresent(store -> {
            all.put("archive_mode", "always");
            all.put("archive_command", ArchiveCommand.archiveCommand(Path.of(store), namespace() + "/" + cluster()));
        });
        return all;
    }

    private int port(String name, int otherwise) {
        return optional(name).map(p -> number(name, p)).orElse(otherwise);
    }

    static Integer number(String name, String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw malformed(name, text, "a whole number");
        }
    }

    static AgentException malformed(String name, String text, String wanted) {
        return new AgentException("agent: environment variable " + name + " is '" + text + "', wanted: " + wanted);
    }

    private Optional<String> optional(String name) {
        return Optional.ofNullable(env.get(name)).filter(v -> !v.isEmpty());
    }

    private String need(String name) {
        return optional(name)
                .orElseThrow(() -> new AgentException("agent: environment variable " + name + " is missing or empty"));
    }
}
