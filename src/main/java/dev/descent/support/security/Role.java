package dev.descent.support.security;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller may do in its tenant; each may also do what those before it may. */
public enum Role {
    @JsonProperty("reader") READER,
    @JsonProperty("writer") WRITER,
    @JsonProperty("admin") ADMIN;

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
