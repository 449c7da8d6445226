package dev.rollcall.agent.cloud;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;

/** Compresses request bodies, whole, so that they carry their length and can be sent again. */
final class GzipRequests implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        RequestBody body = request.body();
        if (body == null || request.header("Content-Encoding") != null) {
            return chain.proceed(request);
        }
        Buffer compressed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(compressed))) {
            body.writeTo(sink);
        }
        RequestBody gzip = RequestBody.create(compressed.readByteString(), body.contentType());
        return chain.proceed(request.newBuilder()
                .header("Content-Encoding", "gzip")
                .method(request.method(), gzip)
                .build());
    }
}
