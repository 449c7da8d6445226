package dev.rollcall.isapi.internal;

import java.io.IOException;
import java.util.Arrays;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Application interceptor: reads the whole answer into memory, up to a bound, while the call can still be cancelled. */
record BoundedBody(long maxBytes) implements Interceptor {

    private static final int KEPT = 64 * 1024;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        try (ResponseBody body = response.body()) {
            byte[] read = body.byteStream().readNBytes(Math.toIntExact(maxBytes + 1));
            if (read.length > maxBytes) {
                throw new TooLargeException(
                        response.code(), Arrays.copyOf(read, Math.min(read.length, KEPT)), maxBytes);
            }
            return response.newBuilder()
                    .body(ResponseBody.create(read, body.contentType()))
                    .build();
        }
    }

    /** The answer is larger than the client reads. */
    static final class TooLargeException extends IOException {

        private final int status;
        private final transient byte[] beginning;

        TooLargeException(int status, byte[] beginning, long maxBytes) {
            super("the answer is larger than maxBodyBytes " + maxBytes);
            this.status = status;
            this.beginning = beginning;
        }

        int status() {
            return status;
        }

        byte[] beginning() {
            return beginning;
        }
    }
}
