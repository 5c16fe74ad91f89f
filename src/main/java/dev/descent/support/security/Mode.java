package dev.descent.support.security;

/** Whom the service takes a caller for. */
enum Mode {
    /** Everybody who reaches it is the admin of the tenant {@code default}. */
    OPEN,
    /** Whoever shows an API key is whom the key was made for. */
    KEYS,
    /** Whoever shows a token of the configured issuer is whom it names; API keys are good as well. */
    JWT
}
