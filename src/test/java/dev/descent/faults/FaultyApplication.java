package dev.descent.faults;

import dev.descent.DescentApplication;
import dev.descent.run.Failpoint;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** The service as it is, but that tests can strike it at a failpoint or take a safeguard away from it. */
public final class FaultyApplication {

    static final String FAILPOINTS = "descent.faults.failpoints";

    private FaultyApplication() {}

    public static void main(String[] arguments) {
        // as the packaged service understands it
        sun.misc.Signal.handle(new sun.misc.Signal("TERM"), _ -> System.exit(0));
        var application = new SpringApplication(DescentApplication.class);
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) FaultyApplication::prepare);
        application.run(arguments);
    }

    private static void prepare(GenericApplicationContext context) {
        var directory = Path.of(System.getProperty(FAILPOINTS));
        context.registerBean("armedFailpoint", Failpoint.class, () -> new ArmedFailpoint(directory), definition -> definition.setPrimary(true));
        context.getBeanFactory().addBeanPostProcessor(new MutatedDatabase(directory));
        context.getBeanFactory().addBeanPostProcessor(new DiskImage(directory));
    }
}
