package io.pgspan.operators.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import io.pgspan.model.PgspanException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Trees as YAML that every YAML reader takes for the same: a text that could be taken for something else is quoted. */
public final class ManifestWriter {
    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .stringQuotingChecker(new Quoting())
                    .build())
            .build();

    private ManifestWriter() {}

    /** One document per tree, each preceded by {@code ---} but the first. */
    public static String toYaml(List<? extends JsonNode> trees) {
        StringBuilder text = new StringBuilder();
        try {
            for (JsonNode tree : trees) {
                text.append(text.isEmpty() ? "" : "---\n").append(MAPPER.writeValueAsString(tree));
            }
        } catch (JsonProcessingException e) {
            throw new PgspanException("manifest: a tree can't be written as YAML; correct the tree", e);
        }
        return text.toString();
    }

    private static final class Quoting extends StringQuotingChecker {
        private static final long serialVersionUID = 1L;
        private static final Pattern SAFE = Pattern.compile("[A-Za-z/][A-Za-z0-9._/-]*|[0-9]{1,9}(m|[KMGT]i)");
        private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

        @Override
        public boolean needToQuoteName(String name) {
            return needToQuoteValue(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return !SAFE.matcher(value).matches() || WORDS.contains(value.toLowerCase(Locale.ROOT));
        }
    }
}
