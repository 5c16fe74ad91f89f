package dev.descent.worker;

import dev.descent.nn.kernel.Kernels;
import dev.descent.nn.train.SelfTest;
import dev.descent.nn.train.StopSignal.Request;
import dev.descent.nn.train.WarmUp;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Warms the kernels on a thread of its own while the service starts, and then tests their speed. It begins before the beans are
 * made, which takes longer than the warm-up: whoever sends a run to a service that is ready finds it warm. A run that trains ends it.
 */
@Component
class KernelWarmUp implements BeanFactoryPostProcessor, EnvironmentAware, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(KernelWarmUp.class);
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** A product in registers runs at 1.3 (128 bits) to 4 (512 bits) times the speed of a plain loop. */
    private static final double LEAST = 0.6;

    private Environment environment;
    private volatile boolean ended;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var properties = Binder.get(environment).bindOrCreate("descent.worker", WorkerProperties.class);
        if (properties.warmUp() && properties.slots() > 0) {
            Thread.ofPlatform().daemon().name("warm-up").start(this::run);
        }
    }

    /** Seen within a mini-batch. */
    void end() {
        ended = true;
    }

    @Override
    public void destroy() {
        end();
    }

    private void run() {
        long began = System.nanoTime();
        try {
            boolean warm = new WarmUp(() -> ended || System.nanoTime() - began > MOST_NANOS ? Request.STOP : Request.CONTINUE).run();
            LOG.debug("The warm-up took {} ms, {}", (System.nanoTime() - began) / 1_000_000, warm ? "to its end" : "and was ended");
            if (warm && Kernels.best().bits() > 0) {
                test();
            }
        } catch (RuntimeException e) {
            LOG.warn("The kernels could not be warmed; the first runs are slow to begin", e);
        }
    }

    private static void test() {
        double speed = new SelfTest().run();
        if (speed < LEAST) {
            LOG.warn("Matrix products run at {} times the speed of a plain loop, and should at more than one: runs will be slow. Look for -Xint or"
                    + " -XX:TieredStopAtLevel among the flags of the JVM, and for other work on this machine", String.format("%.2f", speed));
        }
    }
}
