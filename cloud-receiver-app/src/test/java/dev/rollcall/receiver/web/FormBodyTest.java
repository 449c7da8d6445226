package dev.rollcall.receiver.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Forms, which are read within the time that every body has. */
class FormBodyTest {

    private static Map<String, List<String>> read(String body, Map<String, String[]> query) throws IOException {
        return FormBody.read(new ByteArrayInputStream(body.getBytes(UTF_8)), query).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    }

    @Test
    void fields_areDecoded_andStandBehindThoseOfTheAddress() throws IOException {
        assertThat(read("name=a+b%C3%A9&empty=&bare&name=2&&x=1=2", Map.of("name", new String[] {"1"})))
                .isEqualTo(Map.of(
                        "name", List.of("1", "a b\u00e9", "2"),
                        "empty", List.of(""),
                        "bare", List.of(""),
                        "x", List.of("1=2")));
    }

    @Test
    void formThatIsTooLarge_orNotEncoded_isAProblem() {
        assertThatThrownBy(() -> read("a=" + "x".repeat(70_000), Map.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Form too large");
        assertThatThrownBy(() -> read("a=%zz", Map.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("encoded");
    }

    @Test
    void form_isToldByItsType() {
        assertThat(FormBody.isForm("application/x-www-form-urlencoded; charset=utf-8"))
                .isTrue();
        assertThat(FormBody.isForm("multipart/form-data")).isFalse();
        assertThat(FormBody.isForm(null)).isFalse();
    }
}
