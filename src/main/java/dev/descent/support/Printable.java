package dev.descent.support;

/** Expressions for texts without control characters, in the syntax that Java and the contract's readers share. PostgreSQL cannot store U+0000. */
public final class Printable {

    /** Not blank. */
    public static final String NAME = "[^\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]*[^\\s\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029][^\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]*";
    public static final String NAME_RULE = "must be printable and not blank";
    /** May be empty. */
    public static final String LABEL = "[^\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]*";
    public static final String LABEL_RULE = "must be printable";
    /** Several lines. */
    public static final String TEXT = "[^\\x00]*";
    public static final String TEXT_RULE = "must not contain the character U+0000";

    private Printable() {}
}
