package dev.descent.nn.graph;

/** A formula that cannot be read; the message says where and what would have been right there. */
public final class FormulaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int position;

    FormulaException(int position, String what) {
        super("position " + position + ": " + what);
        this.position = position;
    }

    /** Of the character where reading stopped, from 1. */
    public int position() {
        return position;
    }
}
