package dev.descent.support;

import java.util.Map;

/** Answered by every room that keeps something of a tenant. */
public interface Usage {

    /** How much there is of it, by the name of its quota; sizes in bytes. */
    Map<String, Long> of(String tenant);
}
