package dev.descent.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    @ParameterizedTest
    @ValueSource(strings = {"type", "title", "status", "detail", "instance", "code", "errors", "traceId"})
    void a_further_member_is_none_that_every_problem_has(String member) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Problem(ProblemCode.NOT_FOUND, "There is none", List.of(), Map.of(member, 1)))
                .withMessageContaining(member);
    }

    @Test
    void a_further_member_is_kept() {
        assertThat(new Problem(ProblemCode.NOT_FOUND, "There is none", List.of(), Map.of("limit", 1)).properties()).containsExactly(Map.entry("limit", 1));
    }
}
