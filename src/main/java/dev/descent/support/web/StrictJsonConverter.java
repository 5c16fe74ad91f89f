package dev.descent.support.web;

import dev.descent.support.Choice;
import dev.descent.support.Sha256;
import dev.descent.support.StrictJson;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.JsonNode;

/** Reads JSON bodies into our own records by {@link StrictJson}; what it does not read goes on to Jackson. */
final class StrictJsonConverter implements HttpMessageConverter<Object> {

    /** Request attribute: SHA-256 of the raw body in hexadecimal. */
    static final String BODY_HASH = StrictJsonConverter.class.getName() + ".bodyHash";

    private final StrictJson json;

    StrictJsonConverter(StrictJson json) {
        this.json = json;
    }

    @Override
    public boolean canRead(Class<?> type, MediaType mediaType) {
        var ours = type.getName().startsWith("dev.descent.") && (type.isRecord() || Choice.is(type));
        return (ours || type == JsonNode.class) && getSupportedMediaTypes().stream().anyMatch(t -> t.includes(mediaType));
    }

    @Override
    public boolean canWrite(Class<?> type, MediaType mediaType) {
        return false;
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON, MediaType.valueOf("application/merge-patch+json"));
    }

    @Override
    public Object read(Class<?> type, HttpInputMessage message) throws IOException {
        var most = json.maxBytes(type);
        if (message.getHeaders().getContentLength() > most) {
            throw json.tooLarge(type);
        }
        var body = message.getBody().readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
        rememberHash(body);
        if (body.length <= most) {
            checkDigest();
        }
        return json.read(body, type);
    }

    @Override
    public void write(Object value, MediaType mediaType, HttpOutputMessage message) {
        throw new HttpMessageNotWritableException("Bodies are read here, and written by Jackson");
    }

    private static void checkDigest() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web) {
            ContentDigest.check(web.getRequest());
        }
    }

    private static void rememberHash(byte[] body) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(BODY_HASH, Sha256.hex(body), RequestAttributes.SCOPE_REQUEST);
        }
    }
}
