package dev.descent.support;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param nextCursor what to send as {@code after} to read on; null on the last page
 */
public record Page<T>(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<T> data,
        @Schema(description = "Send it as `after` to read on; null on the last page", types = {"string", "null"}) String nextCursor) {

    /** The same page with other rows, such as views in place of entities. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(data.stream().<R>map(change).toList(), nextCursor);
    }
}
