package dev.rollcall.agent.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** Writes request bodies as compressed JSON, whole, so that they carry their length and can be sent again. */
final class GzipJson extends Converter.Factory {

    private static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");

    private final ObjectMapper mapper;

    GzipJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Converter<?, RequestBody> requestBodyConverter(
            Type type, Annotation[] parameterAnnotations, Annotation[] methodAnnotations, Retrofit retrofit) {
        return this::bodyOf;
    }

    private RequestBody bodyOf(Object message) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new QuickGzip(compressed)) {
            mapper.writeValue(gzip, message);
        }
        return RequestBody.create(compressed.toByteArray(), JSON);
    }

    /** The quickest level: events are so alike that a better one saves little and takes several times as long. */
    private static final class QuickGzip extends GZIPOutputStream {

        private static final int BUFFER = 8_192;

        QuickGzip(OutputStream target) throws IOException {
            super(target, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
