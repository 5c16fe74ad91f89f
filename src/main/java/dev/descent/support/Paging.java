package dev.descent.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Which page of a list is asked for. Controllers take it as an argument; it is read from {@code ?limit=} and {@code ?after=}.
 *
 * @param limit  rows of the page, 1 to 500
 * @param cursor where the page before ended, as that page wrote it; null for the first page
 */
public record Paging(int limit, String cursor) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    public Paging {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Problem(ProblemCode.INVALID_PAGINATION, "limit must be at least 1 and at most " + MAX_LIMIT + " (was " + limit + ")");
        }
    }

    /** Rows to ask the database for: one more than the page has tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * The last row of the page before, or null for the first page.
     *
     * @param read reads the key that {@link #page} wrote; throws an IllegalArgumentException for text that is none
     */
    public <K> K after(Function<String, K> read) {
        if (cursor == null) {
            return null;
        }
        try {
            return read.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemCode.INVALID_PAGINATION, "after is not a cursor of this list");
        }
    }

    /** The last id of the page before, for lists that are ordered by id; null for the first page. */
    public String afterId(String prefix) {
        return after(id -> {
            if (!Ids.hasForm(id, prefix)) {
                throw new IllegalArgumentException(id);
            }
            return id;
        });
    }

    /**
     * @param rows up to {@link #fetch} rows, those after the cursor
     * @param key  the text that tells where a row stands in the order of the list
     */
    public <T> Page<T> page(List<T> rows, Function<? super T, String> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        var last = key.apply(rows.get(limit - 1)).getBytes(StandardCharsets.UTF_8);
        return new Page<>(List.copyOf(rows.subList(0, limit)), Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }
}
