package dev.descent.support;

import java.util.Locale;

/** Every way a request can be refused: the HTTP status and the slug that clients read. The slug never changes. */
public enum ProblemCode {
    MALFORMED_JSON(400, "The body is not valid JSON"),
    JSON_TOO_DEEP(400, "The JSON is nested too deeply"),
    DUPLICATE_KEY(400, "A key appears twice in one object"),
    NUMBER_OUT_OF_RANGE(400, "A number cannot be represented"),
    INVALID_ID(400, "The id cannot be read"),
    INVALID_MULTIPART(400, "The multipart body cannot be read"),
    INVALID_PAGINATION(400, "The page cannot be read"),
    INVALID_PARAMETER(400, "A query parameter cannot be read"),
    UNAUTHENTICATED(401, "Not let in"),
    FORBIDDEN(403, "Not allowed"),
    FOREIGN_ORIGIN(403, "Not for pages of another origin"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    NOT_ACCEPTABLE(406, "No offered media type is acceptable"),
    IN_USE(409, "The resource is in use"),
    EXPORT_DIFFERS(409, "The exported file answers something else"),
    NAME_TAKEN(409, "The name is taken"),
    ALREADY_TERMINAL(409, "It has ended already"),
    ILLEGAL_STATE(409, "Impossible in this state"),
    MODEL_NOT_READY(409, "The run has no such checkpoint yet"),
    IDEMPOTENCY_IN_FLIGHT(409, "A request with this key is still being answered"),
    PRECONDITION_FAILED(412, "It has been changed meanwhile"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    DATASET_TOO_LARGE(413, "The dataset is too large"),
    DECOMPRESSED_TOO_LARGE(413, "The decompressed data is too large"),
    BATCH_TOO_LARGE(413, "Too many rows in one request"),
    URI_TOO_LONG(414, "The path is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not read here"),
    UNSUPPORTED_ENCODING(415, "The text encoding is not supported"),
    UNSUPPORTED_FORMAT(415, "The file format is not supported"),
    ARCHIVES_NOT_SUPPORTED(415, "Archives are not supported"),
    MISDIRECTED_HOST(421, "This host name is not served here"),
    UNKNOWN_PROPERTY(422, "A property is unknown"),
    INVALID_TYPE(422, "A value has the wrong type"),
    MISSING_PROPERTY(422, "A required property is missing"),
    CONSTRAINT_VIOLATION(422, "A value is out of range"),
    EXPRESSION_REJECTED(422, "The formula cannot be read"),
    INVALID_MODEL_SPEC(422, "The model cannot be built"),
    MODEL_TOO_LARGE(422, "The model has too many parameters"),
    MEMORY_BUDGET_EXCEEDED(422, "The run would need too much memory"),
    COMPUTE_BUDGET_EXCEEDED(422, "The run would compute for too long"),
    BATCH_EXCEEDS_ROWS(422, "The batch is larger than the training set"),
    INCOMPATIBLE_LOSS(422, "Loss, output and target do not fit together"),
    UNKNOWN_REFERENCE(422, "A referenced resource does not exist"),
    DATASET_EMPTY(422, "The dataset has no row"),
    CSV_RAGGED_ROW(422, "Rows differ in length"),
    CSV_FIELD_TOO_LONG(422, "A field is too long"),
    INVALID_CELL(422, "A cell cannot be read"),
    CORRUPT_ARCHIVE(422, "The compressed data is damaged"),
    CHECKSUM_MISMATCH(422, "The content differs from its digest"),
    INVALID_HEADER(422, "The header line cannot be used"),
    TARGET_MISSING(422, "The target cannot be used"),
    TARGET_CONSTANT(422, "The target has one class only"),
    DATASET_TOO_SMALL(422, "Too few rows"),
    CLASS_NOT_IN_TRAINING(422, "A class has no training row"),
    CARDINALITY_TOO_HIGH(422, "Too many categories"),
    NON_FINITE_VALUE(422, "A value is not finite"),
    FEATURE_MISMATCH(422, "The columns are not those of the model"),
    UNKNOWN_CATEGORY(422, "A category was not seen in training"),
    IDEMPOTENCY_CONFLICT(422, "The key was used for another request"),
    RATE_LIMITED(429, "Asked too often"),
    QUOTA_EXCEEDED(429, "The quota is used up"),
    TOO_MANY_ATTEMPTS(429, "Too many wrong credentials"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    INTERNAL(500, "Internal error"),
    STORAGE_EXHAUSTED(503, "No room to store data"),
    QUEUE_FULL(503, "The queue is full"),
    UNAVAILABLE(503, "Not available at the moment");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if no code has this slug */
    public static ProblemCode ofSlug(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
