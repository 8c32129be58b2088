package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The files by which a data directory is told what to be. */
final class ConfigFiles {
    static final String STANDBY_SIGNAL = "standby.signal";
    static final String RECOVERY_SIGNAL = "recovery.signal";
    private static final String PROMOTE_SIGNAL = "promote";
    private static final String HEADER = "# written by pgspan as a whole; changes by hand are lost";
    private static final String CONF = "postgresql.conf";
    private static final String AUTO_CONF = "postgresql.auto.conf";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)?");

    private final Path data;
    private final RunAs runAs;
    private final boolean durable;

    ConfigFiles(Path data, RunAs runAs, boolean durable) {
        this.data = data;
        this.runAs = runAs;
        this.durable = durable;
    }

    void configure(Map<String, String> parameters, List<String> hbaLines) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("unix_socket_directories", "");
        all.putAll(parameters);
        StringBuilder conf = new StringBuilder(HEADER).append('\n');
        all.forEach((name, value) -> conf.append(line(name, value)).append('\n'));
        StringBuilder hba = new StringBuilder(HEADER).append('\n');
        for (String line : hbaLines) {
            if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                throw new PgspanException("pg_hba.conf: a line holds a line break; give one rule a line");
            }
            hba.append(line).append('\n');
        }
        put("pg_hba.conf", hba.toString());
        put(CONF, conf.toString());
        clearAutoConf();
    }

    private static String line(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new PgspanException("parameters: '" + name + "' is not a PostgreSQL parameter name");
        }
        return name + " = " + Sql.parameter(value);
    }

    /** Changes one parameter in the file that {@link #configure} wrote: one small write, where that makes three. */
    void change(String name, String value) {
        Path conf = data.resolve(CONF);
        List<String> lines;
        try {
            lines = new ArrayList<>(Files.readAllLines(conf));
        } catch (IOException e) {
            throw new PgspanException("can't read " + conf + ": " + e, e);
        }
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new PgspanException(conf + " wasn't written by pgspan; configure the server as a whole first");
        }
        lines.removeIf(line -> line.startsWith(name + " = "));
        lines.add(line(name, value));
        put(CONF, String.join("\n", lines) + "\n");
    }

    /** What a copy of another server's data is made into before its first start. */
    void becomeStandby() {
        clearAutoConf();
        signal(STANDBY_SIGNAL, true);
        signal(RECOVERY_SIGNAL, false);
    }

    /** ALTER SYSTEM's file wins over postgresql.conf, and a clone carries its source's. */
    private void clearAutoConf() {
        put(AUTO_CONF, "");
    }

    /** Has a running standby become a primary when it next looks. Not flushed: a server that crashes before shall come back as a standby. */
    void promoteSignal() {
        DataFiles.write(data.resolve(PROMOTE_SIGNAL), "", runAs, false);
    }

    void signal(String name, boolean on) {
        if (on) {
            put(name, "");
        } else if (Files.exists(data.resolve(name))) {
            DataFiles.delete(data.resolve(name));
        }
    }

    /** A flush costs more than a look: what stays as it is is not written again. */
    private void put(String name, String text) {
        Path file = data.resolve(name);
        if (!Files.exists(file) || !text.equals(DataFiles.read(file))) {
            DataFiles.write(file, text, runAs, durable);
        }
    }
}
