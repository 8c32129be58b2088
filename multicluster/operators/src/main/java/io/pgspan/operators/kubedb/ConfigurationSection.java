package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.operators.Severity;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.kubedb.ops.Tuning;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code configuration}: the wish's parameters are the text inline; the secret and what KubeDB computes are options. */
final class ConfigurationSection {
    private static final String OBJECT = "configuration";
    private static final Words<Tuning.Profile> PROFILE = Words.of("web", Tuning.Profile.WEB)
            .or("oltp", Tuning.Profile.OLTP)
            .or("dw", Tuning.Profile.DW)
            .or("mixed", Tuning.Profile.MIXED)
            .or("desktop", Tuning.Profile.DESKTOP);
    private static final Words<Tuning.Media> MEDIA =
            Words.of("ssd", Tuning.Media.SSD).or("hdd", Tuning.Media.HDD).or("san", Tuning.Media.SAN);

    private ConfigurationSection() {}

    /** The parameters; what else there is goes to the options. */
    static Map<String, String> read(Cursor spec, KubeDbOptionsBuilder options) {
        Cursor configuration = spec.object(OBJECT);
        options.configSecret(configuration.text("secretName").orElse(null)).tuning(tuning(configuration));
        Cursor inline = configuration.object("inline");
        JsonNode text = inline.peek(UserConf.KEY);
        if (!text.isTextual()) {
            return Map.of();
        }
        Optional<Map<String, String>> parameters = UserConf.parse(text.textValue());
        if (parameters.isEmpty()) {
            inline.lint(
                    "configuration-opaque",
                    Severity.INFO,
                    UserConf.KEY,
                    "it does more than setting parameters: it is kept as it is, but not understood",
                    "write one parameter a line");
            return Map.of();
        }
        inline.skip(UserConf.KEY);
        inline.origin("parameters", UserConf.KEY);
        if (!text.textValue().equals(UserConf.format(parameters.get()))) {
            options.userConf(text.textValue());
        }
        return parameters.get();
    }

    private static @Nullable Tuning tuning(Cursor configuration) {
        Cursor tuning = configuration.object("tuning");
        return tuning.isPresent()
                ? new Tuning(
                        tuning.choice("profile", PROFILE).orElse(null),
                        tuning.integer("maxConnections").orElse(null),
                        tuning.choice("storageType", MEDIA).orElse(null),
                        tuning.bool("disableAutoTune").orElse(false))
                : null;
    }

    static void write(PostgresCluster wish, KubeDbOptions options, ObjectNode spec) {
        ObjectNode configuration = spec.objectNode();
        if (options.configSecret() != null) {
            configuration.put("secretName", options.configSecret());
        }
        String text = options.configuration()
                .filter(conf ->
                        UserConf.parse(conf).filter(wish.parameters()::equals).isPresent())
                .orElseGet(() -> UserConf.format(wish.parameters()));
        if (!text.isEmpty()) {
            configuration.putObject("inline").put(UserConf.KEY, text);
        }
        @Nullable Tuning tuning = options.tuning();
        if (tuning != null) {
            write(tuning, configuration.putObject("tuning"));
        }
        if (!configuration.isEmpty()) {
            spec.set(OBJECT, configuration);
        }
    }

    private static void write(Tuning tuning, ObjectNode object) {
        if (tuning.profile() != null) {
            object.put("profile", PROFILE.word(tuning.profile()));
        }
        if (tuning.maxConnections() != null) {
            object.put("maxConnections", tuning.maxConnections());
        }
        if (tuning.storageType() != null) {
            object.put("storageType", MEDIA.word(tuning.storageType()));
        }
        if (tuning.disableAutoTune()) {
            object.put("disableAutoTune", true);
        }
    }
}
