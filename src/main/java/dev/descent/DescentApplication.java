package dev.descent;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Nobody logs in with a name and a password, so none are made up. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class DescentApplication {

    public static void main(String[] args) {
        try {
            SpringApplication.run(DescentApplication.class, args);
        } catch (RuntimeException e) {
            endWithItsCode(e);
            throw e;
        }
    }

    /** Spring forgets the exit code of what stops a context from being made. */
    private static void endWithItsCode(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ExitCodeGenerator coded) {
                System.exit(coded.getExitCode());
            }
        }
    }
}
