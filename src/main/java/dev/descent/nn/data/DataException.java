package dev.descent.nn.data;

/** The rows cannot be trained on or predicted from; the message says which column and why. */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }
}
