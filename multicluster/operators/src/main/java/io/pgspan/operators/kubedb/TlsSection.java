package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Certificate;
import io.pgspan.model.access.Issuer;
import io.pgspan.model.access.SslMode;
import io.pgspan.model.access.Tls;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.GoText;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.TextFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code sslMode} and {@code tls}. */
final class TlsSection {
    private static final Words<SslMode> SSL_MODE = Words.of("disable", SslMode.DISABLE)
            .or("allow", SslMode.ALLOW)
            .or("prefer", SslMode.PREFER)
            .or("require", SslMode.REQUIRE)
            .or("verify-ca", SslMode.VERIFY_CA)
            .or("verify-full", SslMode.VERIFY_FULL);

    private TlsSection() {}

    static Optional<Tls> read(Cursor spec) {
        Optional<SslMode> mode = spec.choice("sslMode", SSL_MODE);
        if (saysNothing(spec.peek("tls"))) {
            return mode.map(said -> Tls.builder().mode(said).build());
        }
        Cursor tls = spec.object("tls");
        Optional<Issuer> issuer = issuer(tls);
        List<Certificate> certificates = certificates(tls);
        if (mode.isEmpty() && issuer.isEmpty() && certificates.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Tls.builder()
                .mode(mode)
                .issuer(issuer)
                .certificates(certificates)
                .build());
    }

    /** An object that only is there, which turns encryption on: it is left over, as it stands. */
    private static boolean saysNothing(JsonNode tls) {
        return tls.isObject()
                && !tls.hasNonNull("issuerRef")
                && tls.path("certificates").isEmpty();
    }

    private static Optional<Issuer> issuer(Cursor parent) {
        Cursor ref = parent.object("issuerRef");
        if (!ref.isPresent()) {
            return Optional.empty();
        }
        Optional<String> kind = ref.requiredText("kind", "write Issuer or ClusterIssuer");
        Optional<String> name = ref.requiredText("name", "name the issuer");
        String group = ref.text("apiGroup").orElse(Issuer.CERT_MANAGER);
        return kind.isEmpty() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Issuer(group, kind.get(), name.get()));
    }

    private static List<Certificate> certificates(Cursor tls) {
        List<Certificate> certificates = new ArrayList<>();
        for (Cursor one : tls.objects("certificates")) {
            Optional<String> alias = one.text("alias");
            if (alias.isPresent()) {
                certificates.add(Certificate.builder()
                        .alias(alias.get())
                        .secretName(one.text("secretName"))
                        .issuer(issuer(one))
                        .duration(one.goDuration("duration"))
                        .renewBefore(one.goDuration("renewBefore"))
                        .organizations(one.object("subject").texts("organizations"))
                        .dnsNames(one.texts("dnsNames"))
                        .ipAddresses(one.texts("ipAddresses"))
                        .uris(one.texts("uris"))
                        .emailAddresses(one.texts("emailAddresses"))
                        .build());
            }
        }
        return certificates;
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        if (wish.tls().isEmpty()) {
            return;
        }
        Tls said = wish.tls().get();
        said.mode().ifPresent(mode -> spec.put("sslMode", SSL_MODE.word(mode)));
        if (said.issuer().isEmpty() && said.certificates().isEmpty()) {
            return;
        }
        ObjectNode tls = spec.putObject("tls");
        said.issuer().ifPresent(issuer -> issuer(tls, issuer));
        if (!said.certificates().isEmpty()) {
            ArrayNode certificates = tls.putArray("certificates");
            said.certificates().forEach(one -> certificate(certificates.addObject(), one));
        }
    }

    private static void certificate(ObjectNode object, Certificate certificate) {
        object.put("alias", certificate.alias());
        certificate.secretName().ifPresent(name -> object.put("secretName", name));
        certificate.issuer().ifPresent(issuer -> issuer(object, issuer));
        certificate.duration().ifPresent(time -> object.put("duration", GoText.text(time)));
        certificate.renewBefore().ifPresent(time -> object.put("renewBefore", GoText.text(time)));
        if (!certificate.organizations().isEmpty()) {
            TextFields.write(object.putObject("subject"), "organizations", certificate.organizations());
        }
        TextFields.write(object, "dnsNames", certificate.dnsNames());
        TextFields.write(object, "ipAddresses", certificate.ipAddresses());
        TextFields.write(object, "uris", certificate.uris());
        TextFields.write(object, "emailAddresses", certificate.emailAddresses());
    }

    private static void issuer(ObjectNode parent, Issuer issuer) {
        parent.putObject("issuerRef")
                .put("apiGroup", issuer.group())
                .put("kind", issuer.kind())
                .put("name", issuer.name());
    }
}
