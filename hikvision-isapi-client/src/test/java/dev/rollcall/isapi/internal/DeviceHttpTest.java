package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.Socket;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

final class DeviceHttpTest {

    @Test
    void plain_sendsSmallPacketsAtOnceAndGoesNowhereElse() throws Exception {
        OkHttpClient client = DeviceHttp.plain("terminal:80").build();
        try (Socket socket = client.socketFactory().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
        assertThat(client.followRedirects()).isFalse();
        assertThat(client.followSslRedirects()).isFalse();
        assertThat(client.proxy()).isEqualTo(Proxy.NO_PROXY);
        assertThat(client.cookieJar()).isEqualTo(okhttp3.CookieJar.NO_COOKIES);
        client.dispatcher().executorService().shutdown();
    }
}
