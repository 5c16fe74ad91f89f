package dev.descent.support.security;

import dev.descent.support.store.StartRefusedException;
import java.net.InetAddress;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/** Lets no service start that everybody in a network could use without credentials. It looks before anything is opened or touched. */
final class OpenDoor implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(context.getEnvironment());
    }

    /** @throws StartRefusedException if it would be reached from elsewhere and asks for no credentials */
    static void check(Environment environment) {
        if (environment instanceof ConfigurableEnvironment sources && sources.getPropertySources().get("commandLineArgs") instanceof EnumerablePropertySource<?> arguments
                && arguments.containsProperty("descent.security.admin-key")) {
            throw new StartRefusedException("the operator's key stands on the command line, where every user of the machine can read it; use the environment variable"
                    + " DESCENT_SECURITY_ADMINKEY, or the file descent.security.admin-key-file");
        }
        var binder = Binder.get(environment);
        var mode = binder.bind("descent.security.mode", Mode.class).orElse(Mode.OPEN);
        boolean accepted = binder.bind("descent.security.accept-open", Boolean.class).orElse(false);
        if (mode == Mode.OPEN && !accepted) {
            var address = binder.bind("server.address", InetAddress.class).orElse(null);
            if (address == null || !address.isLoopbackAddress()) {
                throw new StartRefusedException("it would listen on " + (address == null ? "all interfaces" : address.getHostAddress())
                        + ", where everybody in the network could use it without credentials; set descent.security.mode=keys (or jwt) to ask for them,"
                        + " or leave server.address at 127.0.0.1. Only where something else keeps others away, such as a container that is published"
                        + " on loopback, set descent.security.accept-open=true");
            }
        }
    }
}
