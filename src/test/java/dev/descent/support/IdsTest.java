package dev.descent.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void ids_differ_and_sort_in_the_order_of_their_making() {
        var ids = Stream.generate(() -> Ids.next("run_")).limit(10_000).toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted().allMatch(id -> Ids.hasForm(id, "run_"));
        assertThat(Ids.hasForm("run_../../etc", "run_")).isFalse();
    }
}
