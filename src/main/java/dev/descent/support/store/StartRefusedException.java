package dev.descent.support.store;

import org.springframework.boot.ExitCodeGenerator;

/** Going on would risk what is stored, or cannot succeed. The message says what is the matter and what to do. */
public final class StartRefusedException extends RuntimeException implements ExitCodeGenerator {

    private static final long serialVersionUID = 1L;

    /** EX_CONFIG of sysexits.h. */
    private static final int MISCONFIGURED = 78;

    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    public StartRefusedException(String message) {
        this(message, null);
    }

    @Override
    public int getExitCode() {
        return MISCONFIGURED;
    }
}
