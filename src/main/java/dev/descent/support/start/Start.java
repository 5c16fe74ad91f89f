package dev.descent.support.start;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Manifest;

/**
 * What {@code java -jar descent.jar} starts: no attribute of a jar adds a module or chooses a Java. It runs on every Java from 17 on, and
 * either calls the application or starts the jar again on a Java 25 with the vector module.
 */
public final class Start {

    /** EX_CONFIG of sysexits.h, like every other refusal to start. */
    private static final int MISCONFIGURED = 78;

    /** The service promises 25 s. */
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(24);

    private Start() {}

    public static void main(String[] arguments) throws Exception {
        if (Relaunch.isChild()) Relaunch.endWithParent();
        if (isReady()) {
            LastResort lastResort = new LastResort(LONGEST_SHUTDOWN, Start::breakOff);
            Sigterm.means(() -> end(lastResort));
            application(arguments);
        } else {
            System.exit(relaunch(arguments));
        }
    }

    private static void end(LastResort lastResort) {
        lastResort.begin();
        System.exit(0);
    }

    private static void breakOff() {
        System.err.println("The shutdown has not come to its end within " + LONGEST_SHUTDOWN.toSeconds() + " s and is broken off; the next start goes on from what is stored");
        Runtime.getRuntime().halt(LastResort.NOT_IN_TIME);
    }

    /** A runtime without the vector module serves too, with the scalar kernels. */
    private static boolean isReady() {
        if (Runtime.version().feature() < JavaRuntime.REQUIRED) return false;
        return Relaunch.isChild()
                || ModuleLayer.boot().findModule(JavaRuntime.VECTOR_MODULE).isPresent()
                || ModuleFinder.ofSystem().find(JavaRuntime.VECTOR_MODULE).isEmpty();
    }

    /** By name: this class is compiled for Java 17, the application for 25. */
    private static void application(String[] arguments) throws Exception {
        Class.forName("dev.descent.DescentApplication").getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    private static int relaunch(String[] arguments) throws IOException, InterruptedException {
        JavaRuntime java = Runtime.version().feature() >= JavaRuntime.REQUIRED
                ? new JavaRuntime(Path.of(System.getProperty("java.home")), Runtime.version().feature(), true)
                : JavaSearch.ofThisMachine().find().orElse(null);
        if (java == null) {
            System.err.println(missing(JavaSearch.ofThisMachine()));
            return MISCONFIGURED;
        }
        return new Relaunch(java, flags()).run(arguments);
    }

    /** The build writes them into the manifest of the jar, which is first on the system class path. */
    private static List<String> flags() throws IOException {
        try (InputStream manifest = ClassLoader.getSystemResourceAsStream("META-INF/MANIFEST.MF")) {
            return List.of(new Manifest(manifest).getMainAttributes().getValue("Descent-Jvm-Flags").split(" "));
        }
    }

    private static String missing(JavaSearch search) {
        String named = search.environment().get(JavaSearch.VARIABLE);
        String looked = named == null || named.isBlank() ? "none was found in JAVA_HOME or under " + search.places()
                : JavaSearch.VARIABLE + " (" + named + ") is none";
        return "Descent needs Java " + JavaRuntime.REQUIRED + " or later. This is Java " + Runtime.version().feature() + ", and " + looked
                + ".\nInstall a JDK 25 (for example Eclipse Temurin 25), or set " + JavaSearch.VARIABLE + " to its directory.";
    }
}
