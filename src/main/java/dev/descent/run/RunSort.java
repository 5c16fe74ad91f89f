package dev.descent.run;

import dev.descent.support.Problem;
import dev.descent.support.ProblemCode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The order of a list of runs. */
public record RunSort(Field field, boolean descending) {

    /** What a list may be sorted by. */
    public enum Field {
        CREATED_AT("createdAt"),
        NAME("name"),
        PRIORITY("priority");

        private final String attribute;

        Field(String attribute) {
            this.attribute = attribute;
        }

        String attribute() {
            return attribute;
        }
    }

    /** @param text name of a field, with a minus in front for the descending order */
    public static RunSort of(String text) {
        boolean descending = text.startsWith("-");
        var name = descending ? text.substring(1) : text;
        var field = Arrays.stream(Field.values()).filter(candidate -> candidate.attribute.equals(name)).findFirst();
        return new RunSort(field.orElseThrow(() -> new Problem(ProblemCode.INVALID_PAGINATION, "sort must be one of "
                + Arrays.stream(Field.values()).map(Field::attribute).collect(Collectors.joining(", "))
                + ", with a minus in front for the descending order")), descending);
    }

    /** Where a run stands in this order. */
    record Position(Object value, String id) {

        static Position of(RunSort sort, Run run) {
            return new Position(switch (sort.field()) {
                case CREATED_AT -> run.createdAt();
                case NAME -> run.name();
                case PRIORITY -> run.priority();
            }, run.id());
        }

        /** @throws IllegalArgumentException if the text is none of this order */
        static Position read(RunSort sort, String text) {
            int split = text.indexOf(' ');
            if (split < 0) {
                throw new IllegalArgumentException(text);
            }
            var value = text.substring(split + 1);
            return new Position(switch (sort.field()) {
                case CREATED_AT -> instant(value);
                case NAME -> value;
                case PRIORITY -> Integer.valueOf(value);
            }, text.substring(0, split));
        }

        String text() {
            return id + " " + value;
        }

        private static Instant instant(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
