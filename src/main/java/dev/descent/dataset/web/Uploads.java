package dev.descent.dataset.web;

import dev.descent.dataset.NewDataset;
import dev.descent.dataset.format.SizeLimits;
import dev.descent.dataset.format.Unpacked;
import dev.descent.support.StrictJson;
import java.nio.file.Path;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Hands files that were sent to whoever reads them, and cleans up behind. */
@Component
class Uploads {

    private final StrictJson json;
    private final SizeLimits limits;
    private final Path directory;

    /** @param directory where the server keeps the files that it receives */
    Uploads(StrictJson json, SizeLimits limits, @Value("${server.tomcat.basedir}") Path directory) {
        this.json = json;
        this.limits = limits;
        this.directory = directory;
    }

    <T> T read(UploadRequest request, Function<NewDataset, T> reader) {
        try (var unpacked = Unpacked.of(request.upload(), limits, directory)) {
            return reader.apply(request.toNewDataset(unpacked.upload(), json, limits));
        }
    }
}
