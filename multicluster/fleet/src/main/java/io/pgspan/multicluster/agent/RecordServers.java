package io.pgspan.multicluster.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.pgspan.agent.AgentException;
import io.pgspan.agent.store.MajorityRecordStore;
import io.pgspan.ha.record.RecordStore;
import io.pgspan.ha.record.majority.Acceptor;
import io.pgspan.ha.record.majority.MajorityRegister;
import io.pgspan.multicluster.kubernetes.KubernetesAcceptor;
import io.pgspan.multicluster.kubernetes.KubernetesRecordStore;
import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API servers a cluster's record is kept on: one, or three and more of which a majority decides. A server is told by its address
 * ({@code http://} or {@code https://}, without credentials) or by the path of a kubeconfig file, of which the current context counts.
 *
 * <p>Members, and whoever creates the record or consents to a server, name the same servers by the same names: the names are part of what
 * is agreed. Nothing is sent before a store is used.
 */
public final class RecordServers implements AutoCloseable {
    private static final String ONE = "hub";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern ADDRESS = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE);

    private final SortedMap<String, KubernetesClient> clients = new TreeMap<>();

    private RecordServers(SortedMap<String, Config> servers) {
        servers.forEach((name, config) -> {
            config.setRequestRetryBackoffLimit(0);
            clients.put(
                    name,
                    new KubernetesClientBuilder()
                            .withHttpClientFactory(new JdkHttpClientFactory())
                            .withKubernetesSerialization(ownKindsOnly())
                            .withConfig(config)
                            .build());
        });
    }

    /** Told what an agent is answered: to search the class path for every kind there is takes longer than all else before the first answer. */
    private static KubernetesSerialization ownKindsOnly() {
        KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
        serialization.registerKubernetesResource(Lease.class);
        serialization.registerKubernetesResource("v1", "Status", Status.class);
        return serialization;
    }

    /** One server decides alone. */
    static RecordServers one(String server) {
        return new RecordServers(new TreeMap<>(Map.of(ONE, config(ONE, server))));
    }

    /**
     * A majority of several servers decides.
     *
     * @param text {@code name=server,…} with three entries or more; names are like those of Kubernetes objects
     * @throws io.pgspan.model.PgspanException when an entry is malformed, a name or a server is named twice, or there are fewer than three
     */
    public static RecordServers majorityOf(String text) {
        SortedMap<String, Config> servers = new TreeMap<>();
        for (String entry : text.split(",", -1)) {
            int equals = entry.indexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (!NAME.matcher(name).matches()) {
                throw new AgentException("record servers: entry " + (servers.size() + 1)
                        + " does not begin with a name; wanted name=address or name=kubeconfig path, separated by"
                        + " commas, the name in lower case as of a Kubernetes object");
            }
            if (servers.put(name, config(name, entry.substring(equals + 1).strip())) != null) {
                throw new AgentException("record servers: " + name + " is named twice; name each server once");
            }
        }
        MajorityRegister.requireEnough(servers.keySet());
        requireDistinct(servers);
        return new RecordServers(servers);
    }

    private static void requireDistinct(SortedMap<String, Config> servers) {
        Map<String, String> byAddress = new HashMap<>();
        servers.forEach((name, config) -> {
            String address = config.getMasterUrl().toLowerCase(Locale.ROOT).replaceAll("/+$", "");
            String before = byAddress.put(address, name);
            if (before != null) {
                throw new AgentException("record servers: " + before + " and " + name + " are both " + address
                        + ": one server can't vote twice, for it fails once; name another one");
            }
        });
    }

    private static Config config(String name, String server) {
        if (ADDRESS.matcher(server).matches()) {
            return new ConfigBuilder(Config.empty())
                    .withMasterUrl(address(name, server))
                    .build();
        }
        File file = new File(server);
        if (!file.isFile() || !file.canRead()) {
            throw new AgentException("record server " + name + ": '" + server
                    + "' is neither an address (http:// or https://) nor a kubeconfig file that can be read");
        }
        Config config;
        try {
            config = Config.fromKubeconfig(file);
        } catch (RuntimeException e) { // the client throws whatever its parser stumbled over
            throw new AgentException(
                    "record server " + name + ": kubeconfig " + server + " can't be understood: " + e.getMessage(), e);
        }
        if (config.getCurrentContext() == null) {
            throw new AgentException(
                    "record server " + name + ": kubeconfig " + server + " has no current context; set one");
        }
        return config;
    }

    private static String address(String name, String server) {
        @Nullable URI uri;
        try {
            uri = URI.create(server);
        } catch (IllegalArgumentException e) {
            uri = null;
        }
        if (uri == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new AgentException("record server " + name
                    + ": its address is no http:// or https:// URL with a host and without credentials; where"
                    + " credentials are needed, name a kubeconfig file");
        }
        return server;
    }

    /** The record's store as these servers make it, for a member. */
    RecordStore store(String member, String namespace, String cluster) {
        return clients.size() == 1
                ? KubernetesRecordStore.on(clients.values().iterator().next(), namespace, cluster)
                : majority(member, namespace, cluster);
    }

    /**
     * The record of a cluster on a majority of these servers: the Lease {@code namespace/cluster} on each. Close it before the servers.
     *
     * @param member who uses it: a member's name, or an operator's
     */
    public MajorityRecordStore majority(String member, String namespace, String cluster) {
        Map<String, Acceptor> acceptors = new HashMap<>();
        clients.forEach((name, client) -> acceptors.put(name, KubernetesAcceptor.on(client, namespace, cluster)));
        return MajorityRecordStore.over(member, acceptors);
    }

    /** Why these servers would not take a write of the record from this process: what each that refuses one says. */
    List<String> refusals(String namespace, String cluster, Duration limit) {
        List<String> refusals = new ArrayList<>();
        for (KubernetesClient client : clients.values()) {
            if (clients.size() == 1) {
                try (KubernetesRecordStore store = KubernetesRecordStore.on(client, namespace, cluster)) {
                    store.refusal(limit).ifPresent(refusals::add);
                }
            } else {
                try (KubernetesAcceptor acceptor = KubernetesAcceptor.on(client, namespace, cluster)) {
                    acceptor.refusal(limit).ifPresent(refusals::add);
                }
            }
        }
        return List.copyOf(refusals);
    }

    /** A client of each server, closed with this. */
    Collection<KubernetesClient> clients() {
        return clients.values();
    }

    /** Closes the clients; their stores must be closed before. */
    @Override
    public void close() {
        clients.values().forEach(KubernetesClient::close);
    }
}
