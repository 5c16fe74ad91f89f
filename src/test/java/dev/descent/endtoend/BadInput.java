package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.endtoend.DescentClient.Answer;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** The cases of a matrix of bad input, each under the number of its row. Whatever the case, nothing may be left of it. */
final class BadInput {

    private static final Pattern INSIDE = Pattern.compile("Exception|\tat |dev\\.descent|org\\.springframework|\\.java\\b|java\\.|(?i:select .* from|insert into)|H2|hibernate|/tmp/|/target/");

    private final List<DynamicTest> tests = new ArrayList<>();
    private final Set<String> rows = new TreeSet<>();
    private final Executable nothingLeft;

    /** @param nothingLeft fails where a case has left something; asked after each of them */
    BadInput(Executable nothingLeft) {
        this.nothingLeft = nothingLeft;
    }

    /** A refusal that is expected, with the places and words that it must name. */
    static final class Refusal {

        private final List<String> pointers = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private boolean retry;

        Refusal at(String... pointers) {
            this.pointers.addAll(List.of(pointers));
            return this;
        }

        Refusal saying(String... words) {
            this.words.addAll(List.of(words));
            return this;
        }

        /** It may pass, and the answer says when. */
        Refusal forNow() {
            retry = true;
            return this;
        }

        private void check(Answer answer, Set<Integer> statuses, Set<String> codes) {
            assertThat(answer.status()).as(answer.text()).isIn(statuses);
            assertThat(answer.header("Content-Type")).as(answer.text()).startsWith("application/problem+json");
            var problem = answer.json();
            assertThat(problem.get("status").asInt()).isEqualTo(answer.status());
            assertThat(problem.get("code").asString()).as(answer.text()).isIn(codes);
            assertThat(problem.get("type").asString()).isEqualTo("/problems/" + problem.get("code").asString());
            assertThat(problem.get("traceId").asString()).hasSize(32);
            assertThat(problem.path("errors").valueStream().map(error -> error.get("pointer").asString())).as(answer.text()).containsAll(pointers);
            words.forEach(word -> assertThat(answer.text()).contains(word));
            assertThat(answer.header("Retry-After")).matches(retry ? "[1-9]\\d*" : "");
            assertThat(answer.text()).doesNotContainPattern(INSIDE);
        }
    }

    /** A request, with the status and code that answer it. */
    Refusal refused(String row, String what, Supplier<Answer> request, int status, String code) {
        return refused(row, what, request, Set.of(status), Set.of(code));
    }

    /** Where the design leaves a choice. */
    Refusal refused(String row, String what, Supplier<Answer> request, Set<Integer> statuses, Set<String> codes) {
        var refusal = new Refusal();
        holds(row, what, () -> refusal.check(request.get(), statuses, codes));
        return refusal;
    }

    /** A request that is fine, but whose answer must contain something. */
    void answered(String row, String what, Supplier<Answer> request, int status, String... words) {
        holds(row, what, () -> assertThat(request.get().expect(status).text()).contains(words));
    }

    void holds(String row, String what, Executable check) {
        rows.add(row);
        tests.add(DynamicTest.dynamicTest(row + " " + what, () -> {
            check.execute();
            nothingLeft.execute();
        }));
    }

    /** Another test holds this part of a row: it must be there. @param where class below {@code dev.descent} */
    void held(String row, String what, String where, String test) {
        rows.add(row);
        tests.add(DynamicTest.dynamicTest(row + " " + what + ": " + where + "." + test, () -> {
            var methods = Class.forName("dev.descent." + where).getDeclaredMethods();
            assertThat(Arrays.stream(methods).filter(method -> AnnotationSupport.isAnnotated(method, Testable.class)).map(Method::getName)).contains(test);
        }));
    }

    /** All cases, and at last one that fails if a row from 1 to {@code last} has none. */
    Stream<DynamicTest> tests(int last) {
        tests.add(DynamicTest.dynamicTest("every row of the matrix has a case", () ->
                assertThat(rows).containsExactlyElementsOf(IntStream.rangeClosed(1, last).mapToObj("B%02d"::formatted).toList())));
        return tests.stream();
    }
}
