package dev.descent.nn.train;

/** Bytes that are no checkpoint, or a damaged one, or one of another network. */
public final class CheckpointFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckpointFormatException(String message) {
        super(message);
    }

    CheckpointFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
