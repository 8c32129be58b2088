package io.pgspan.testkit.base.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private static final ObjectNode POD = Objects.json("{'metadata':{'name':'p','namespace':'n','labels':{'app':'pg',"
            + "'role/of':'primary'}},'spec':{'nodeName':'node-1'},'status':{'phase':'Running'}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|true",
                "app|true",
                "!app|false",
                "other|false",
                "!other|true",
                "app=pg|true",
                "app == pg|true",
                "app=other|false",
                "app!=pg|false",
                "other!=pg|true",
                "app in (pg, x)|true",
                "app in (x)|false",
                "other in (x)|false",
                "app notin (x)|true",
                "other notin (x)|true",
                "app notin (x,pg)|false",
                "role/of=primary,app in (a,pg)|true",
                "role/of=primary,app in (a,b)|false",
            })
    void labels_are_selected_as_kubernetes_does(String selector, boolean selected) {
        assertThat(Selection.labels(selector).matcher().test(POD)).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|true",
                "metadata.name=p|true",
                "metadata.name!=p|false",
                "metadata.namespace==n|true",
                "spec.nodeName=node-1,status.phase=Running|true",
                "spec.nodeName=node-1,status.phase=Pending|false",
            })
    void fields_are_selected_as_kubernetes_does(String selector, boolean selected) {
        assertThat(Selection.fields(selector).matcher().test(POD)).isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a in", "a in (b", "=x", "a,,b", "a>"})
    void malformed_label_selectors_are_refused(String selector) {
        assertThatThrownBy(() -> Selection.labels(selector).matcher()).isInstanceOf(ApiServerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.x=y", "metadata.name", "metadata.name=a,,"})
    void unknown_fields_are_refused(String selector) {
        assertThatThrownBy(() -> Selection.fields(selector).matcher()).isInstanceOf(ApiServerException.class);
    }
}
