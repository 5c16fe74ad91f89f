package dev.descent.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {

    @Test
    void numbers_are_ordered_by_value_and_spellings_of_one_value_by_text() {
        assertThat(Labels.sorted(List.of("10", "9", "-.5", "1e1", "+2.", "9"))).containsExactly("-.5", "+2.", "9", "10", "1e1");
    }

    @Test
    void one_word_makes_all_of_them_words_and_java_s_own_suffixes_are_words() {
        assertThat(Labels.sorted(List.of("10", "9", "x"))).containsExactly("10", "9", "x");
        assertThat(Labels.sorted(List.of("10", "9", "1d"))).containsExactly("10", "1d", "9");
        assertThat(Labels.sorted(List.of("10", "9", "1e999"))).containsExactly("10", "1e999", "9");
    }

    @Test
    void words_are_ordered_by_code_point_not_by_utf_16_unit() {
        // U+FF21 comes before U+1F600, whose first unit is U+D83D
        assertThat(Labels.sorted(Arrays.asList("\uD83D\uDE00", "\uFF21", null, "a"))).containsExactly("a", "\uFF21", "\uD83D\uDE00");
    }
}
