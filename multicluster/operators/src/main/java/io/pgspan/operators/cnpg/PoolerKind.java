package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.service.Pooler;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Fields;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.ResourceFields;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code Pooler}. Of its pods' template the model has what PgBouncer's container asks for. */
final class PoolerKind implements Satellite {
    /** The query the operator would look users up with by itself; it must be written beside a secret. */
    static final String AUTH_QUERY = "SELECT usename, passwd FROM public.user_search($1)";

    static final Words<Pooler.Target> TARGET = Words.of("rw", Pooler.Target.PRIMARY)
            .or("ro", Pooler.Target.STANDBY)
            .or("r", Pooler.Target.ANY);
    static final Words<Pooler.Mode> MODE =
            Words.of("session", Pooler.Mode.SESSION).or("transaction", Pooler.Mode.TRANSACTION);

    private static final String KIND = "Pooler";
    private static final String CONTAINER = "pgbouncer";
    private static final String AUTH_SECRET = "authQuerySecret";
    private static final String CERTIFICATE = "clientTLSSecret";
    private static final String SERVICE = "serviceTemplate";

    @Override
    public String apiVersion() {
        return CnpgWords.API;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fields fields() {
        return SatelliteFields.POOLER;
    }

    @Override
    public boolean read(Cursor object, Joined joined) {
        String name = object.peek("metadata").path(CnpgWords.NAME).asText("");
        if (!joined.isNamedBy(object.peek()) || !joined.claim(KIND, name)) {
            return false;
        }
        Satellites.name(object);
        Cursor spec = object.object(CnpgWords.SPEC);
        Satellites.skipCluster(spec);
        String path = "poolers[" + joined.poolers().size() + "]";
        spec.origin(path);
        spec.origin(path + ".instances", "instances");
        Cursor bouncer = spec.object(CONTAINER);
        if (!bouncer.isPresent() && !spec.isFaulty(CONTAINER)) {
            spec.missing(CONTAINER, "write pgbouncer, be it with poolMode alone");
        }
        Optional<SecretRef> secret = secret(bouncer, AUTH_SECRET);
        if (secret.isPresent()) {
            CnpgWords.skipUsual(bouncer, "authQuery", TextNode.valueOf(AUTH_QUERY));
        }
        joined.add(Pooler.builder()
                .name(name)
                .instances(spec.integer("instances").orElse(1))
                .target(spec.choice("type", TARGET).orElse(Pooler.Target.PRIMARY))
                .mode(bouncer.choice("poolMode", MODE).orElse(Pooler.Mode.SESSION))
                .parameters(bouncer.labels("parameters"))
                .image(bouncer.text("image"))
                .resources(resources(spec))
                .authSecret(secret)
                .certificate(secret(bouncer, CERTIFICATE))
                .service(PoolerService.read(spec, SERVICE))
                .paused(bouncer.bool("paused").orElse(false))
                .build());
        return true;
    }

    private static Optional<SecretRef> secret(Cursor bouncer, String field) {
        return bouncer.has(field)
                ? bouncer.object(field)
                        .requiredText(CnpgWords.NAME, "name the secret")
                        .map(SecretRef::of)
                : Optional.empty();
    }

    private static Resources resources(Cursor spec) {
        for (Cursor container : spec.path("template", "spec").objects("containers")) {
            if (container.peek(CnpgWords.NAME).asText("").equals(CONTAINER)) {
                container.text(CnpgWords.NAME);
                return ResourceFields.read(container.object("resources"));
            }
        }
        return Resources.unsaid();
    }

    @Override
    public List<ObjectNode> write(PostgresCluster wish, CloudNativePgOptions options) {
        List<ObjectNode> objects = new ArrayList<>();
        for (Pooler pooler : wish.poolers()) {
            ObjectNode object = Satellites.object(this, pooler.name(), wish);
            write(pooler, Satellites.spec(object, wish));
            objects.add(object);
        }
        return objects;
    }

    private static void write(Pooler pooler, ObjectNode spec) {
        if (pooler.instances() != 1) {
            spec.put("instances", pooler.instances());
        }
        if (pooler.target() != Pooler.Target.PRIMARY) {
            spec.put("type", TARGET.word(pooler.target()));
        }
        ObjectNode bouncer = spec.putObject(CONTAINER);
        bouncer.put("poolMode", MODE.word(pooler.mode()));
        TextFields.write(bouncer, "parameters", pooler.parameters());
        pooler.image().ifPresent(image -> bouncer.put("image", image));
        pooler.authSecret().ifPresent(secret -> {
            bouncer.putObject(AUTH_SECRET).put(CnpgWords.NAME, secret.name());
            bouncer.put("authQuery", AUTH_QUERY);
        });
        pooler.certificate().ifPresent(secret -> bouncer.putObject(CERTIFICATE).put(CnpgWords.NAME, secret.name()));
        if (pooler.isPaused()) {
            bouncer.put("paused", true);
        }
        if (!pooler.resources().equals(Resources.unsaid())) {
            ObjectNode container = spec.putObject("template")
                    .putObject("spec")
                    .putArray("containers")
                    .addObject()
                    .put(CnpgWords.NAME, CONTAINER);
            ResourceFields.write(container.putObject("resources"), pooler.resources());
        }
        pooler.service().ifPresent(service -> PoolerService.write(service, spec.putObject(SERVICE)));
    }
}
