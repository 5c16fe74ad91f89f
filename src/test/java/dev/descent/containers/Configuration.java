package dev.descent.containers;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application's configuration as a process with these environment variables reads it, and the properties that exist at all. */
final class Configuration {

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Map<String, JsonNode> known = knownProperties();

    Configuration(Map<String, String> variables) {
        environment.getPropertySources().replace("systemEnvironment",
                new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<String, Object>(variables)));
        environment.getPropertySources().replace("systemProperties", new MapPropertySource("systemProperties", Map.of()));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
    }

    String get(String property) {
        return environment.getRequiredProperty(property);
    }

    List<String> list(String property) {
        return Binder.get(environment).bind(property, Bindable.listOf(String.class)).get();
    }

    /** Converts the value of an environment variable to the type of the property that it sets, or fails as the start would. */
    Object bind(String variable) throws ClassNotFoundException {
        JsonNode property = known.get(uniform(variable));
        if (property == null) throw new AssertionError(variable + " sets no property that the application knows");
        String type = property.path("type").asString();
        Bindable<?> target = type.startsWith("java.util.") ? Bindable.listOf(String.class) : Bindable.of(Class.forName(type));
        return Binder.get(environment).bind(property.path("name").asString(), target).get();
    }

    private static Map<String, JsonNode> knownProperties() {
        var known = new TreeMap<String, JsonNode>();
        try {
            for (URL metadata : Collections.list(Configuration.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                try (InputStream stream = metadata.openStream()) {
                    JsonMapper.shared().readTree(stream).path("properties").forEach(property -> known.put(uniform(property.path("name").asString()), property));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return known;
    }

    /** How Spring compares the name of a variable with that of a property: letters and digits alone. */
    private static String uniform(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
