package dev.descent.support.security;

import dev.descent.support.store.StartRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Sees to it that somebody can come in: the operator's key is given by whoever starts the service, or made at the first start. */
@Component
class FirstKey implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstKey.class);

    private final SecurityProperties properties;
    private final ApiKeys keys;
    private final Path file;

    FirstKey(SecurityProperties properties, ApiKeys keys, @Value("${descent.data-directory}") Path data) {
        this.properties = properties;
        this.keys = keys;
        this.file = properties.adminKeyFile() == null ? data.resolve("admin.key") : properties.adminKeyFile();
    }

    /** Before the first request. */
    @Override
    public void afterSingletonsInstantiated() {
        if (properties.mode() == Mode.OPEN) {
            return;
        }
        if (properties.adminKey() != null && !properties.adminKey().isBlank()) {
            adopt(properties.adminKey(), "descent.security.admin-key");
        }
        if (Files.exists(file)) {
            adopt(read(), file.toString());
        } else if (properties.mode() == Mode.KEYS && !keys.hasOperator()) {
            make();
        }
    }

    private void adopt(String text, String place) {
        var key = KeyText.of(text.strip()).orElseThrow(() -> new StartRefusedException(place + " holds no key: it must be dk_ and 10 characters of 0-9 and a-v, _ and 52 more"
                + "; without it one is made at the first start"));
        if (!keys.adopt(key, "from " + (place.equals(file.toString()) ? "the file of the operator's key" : "the environment"))) {
            LOG.warn("The key in {} was revoked or has expired, and opens nothing", place);
        }
    }

    private void make() {
        var key = KeyText.next();
        try {
            write(key);
        } catch (IOException e) {
            throw new StartRefusedException("the operator's key cannot be written to " + file + ": " + e.getMessage() + "; give one by descent.security.admin-key", e);
        }
        keys.adopt(key, "made at the first start");
        LOG.info("The first key, of an admin of the tenant {}, was written to {}", Tenant.DEFAULT, file.toAbsolutePath());
    }

    /** For the owner of the process only, from its first byte on. */
    private void write(KeyText key) throws IOException {
        boolean posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        var permissions = posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))} : new FileAttribute<?>[0];
        try (var channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions)) {
            channel.write(ByteBuffer.wrap((key.reveal() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StartRefusedException("the operator's key cannot be read from " + file + ": " + e.getMessage(), e);
        }
    }
}
