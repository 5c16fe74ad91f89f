package dev.descent.support.security;

import dev.descent.support.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a request that comes no further than the door. */
public interface Refusals {

    void send(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException;
}
