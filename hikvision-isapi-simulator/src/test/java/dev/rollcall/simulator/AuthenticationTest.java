package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final String DEVICE_INFO = "/ISAPI/System/deviceInfo";

    private final SimulatedDevice device = SimulatedDevice.builder()
            .clock(SteppedClock.at("2026-03-01T06:30:00Z"))
            .build();
    private DeviceSimulator simulator;
    private DigestClient client;

    @BeforeEach
    void start() throws Exception {
        use(FirmwareProfile.GENERIC);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void challenge_readsLikeThatOfADevice() throws Exception {
        HttpResponse<String> response = client.send("GET", DEVICE_INFO, "", null);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate"))
                .singleElement()
                .asString()
                .matches("Digest realm=\"DS-X0000001\", domain=\"::\", qop=\"auth\", nonce=\"[0-9a-f]{32}:\\d+\","
                        + " opaque=\"\", algorithm=\"MD5\", stale=\"FALSE\"");
        assertThat(response.body()).contains("<userCheck ").doesNotContain("retryLoginTime");
    }

    @Test
    void requestsWithoutCredentials_areNeverCounted() throws Exception {
        for (int i = 0; i < 8; i++) {
            client.challenge();
        }
        assertThat(simulator.locked()).isFalse();
        assertThat(simulator.refusedPasswords()).isZero();
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void oneNonce_servesManyRequests() throws Exception {
        for (int i = 0; i < 4; i++) {
            client.get(DEVICE_INFO);
        }
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsExactly(401, 200, 200, 200, 200);
        assertThat(simulator.requests())
                .extracting(RecordedRequest::authorized)
                .containsExactly(false, true, true, true, true);
    }

    @Test
    void repeatedCount_isStale() throws Exception {
        client.challenge();
        assertThat(client.withCount(5, DEVICE_INFO).statusCode()).isEqualTo(200);
        assertStale(client.withCount(5, DEVICE_INFO));
        assertStale(client.withCount(4, DEVICE_INFO));
        assertThat(client.withCount(6, DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void oldNonce_isStaleAndNotCounted() throws Exception {
        client.get(DEVICE_INFO);
        device.advance(Duration.ofSeconds(30));
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        device.advance(Duration.ofSeconds(1));
        assertStale(client.get(DEVICE_INFO));
        assertThat(simulator.refusedPasswords()).isZero();
        client.challenge();
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void wrongPassword_countsDownThenLocksForThirtyMinutes() throws Exception {
        DigestClient wrong = new DigestClient(simulator, "admin", "guessed");
        for (int left = 4; left >= 1; left--) {
            HttpResponse<String> response = wrong.get(DEVICE_INFO);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body())
                    .contains("<retryLoginTime>" + left + "</retryLoginTime>")
                    .doesNotContain("lockStatus");
        }
        assertThat(simulator.locked()).isFalse();
        assertThat(wrong.get(DEVICE_INFO).body())
                .contains("<lockStatus>lock</lockStatus>", "<unlockTime>1800</unlockTime>")
                .contains("<retryLoginTime>0</retryLoginTime>");
        assertThat(simulator.locked()).isTrue();
        assertThat(simulator.refusedPasswords()).isEqualTo(5);
    }

    @Test
    void lock_refusesEvenTheRightPasswordUntilTheDeviceClockHasPassed() throws Exception {
        lock();
        device.advance(Duration.ofSeconds(1799));
        client.challenge();
        HttpResponse<String> refused = client.get(DEVICE_INFO);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("<unlockTime>1</unlockTime>");
        assertThat(simulator.refusedPasswords()).isEqualTo(5);
        device.advance(Duration.ofSeconds(1));
        client.challenge();
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        assertThat(simulator.locked()).isFalse();
    }

    @Test
    void lock_isProlongedByRetriesWhereTheProfileSaysSo() throws Exception {
        use(FirmwareProfile.GENERIC.toBuilder("prolonging").lockProlonged(true).build());
        lock();
        device.advance(Duration.ofSeconds(1000));
        client.challenge();
        assertThat(client.get(DEVICE_INFO).body()).contains("<unlockTime>1800</unlockTime>");
    }

    @Test
    void rightPassword_startsTheCountAfresh() throws Exception {
        DigestClient wrong = new DigestClient(simulator, "admin", "guessed");
        for (int i = 0; i < 4; i++) {
            wrong.get(DEVICE_INFO);
        }
        client.get(DEVICE_INFO);
        assertThat(wrong.get(DEVICE_INFO).body()).contains("<retryLoginTime>4</retryLoginTime>");
        assertThat(simulator.locked()).isFalse();
    }

    @Test
    void unknownUser_isRefused() throws Exception {
        assertThat(new DigestClient(simulator, "root", "simulated-1")
                        .get(DEVICE_INFO)
                        .statusCode())
                .isEqualTo(401);
        assertThat(simulator.refusedPasswords()).isEqualTo(1);
    }

    @Test
    void thirdUseOfANonce_isSilentlyRefusedByK1T342mwx() throws Exception {
        use(FirmwareProfile.K1T342MWX);
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        HttpResponse<String> third = client.get(DEVICE_INFO);
        assertThat(third.statusCode()).isEqualTo(401);
        assertThat(third.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(third.body()).contains("<userCheck ");
        assertThat(simulator.refusedPasswords()).isZero();
    }

    @Test
    void basic_isOfferedButNotAccepted() throws Exception {
        use(FirmwareProfile.GENERIC.toBuilder("basic too").basicOffered(true).build());
        HttpResponse<String> response = client.send("GET", DEVICE_INFO, "", "Basic YWRtaW46c2ltdWxhdGVkLTE=");
        assertThat(response.statusCode()).isEqualTo(401);
        List<String> challenges = response.headers().allValues("WWW-Authenticate");
        assertThat(challenges).hasSize(2);
        assertThat(challenges.get(0)).startsWith("Digest ");
        assertThat(challenges.get(1)).isEqualTo("Basic realm=\"DS-X0000001\"");
    }

    @Test
    void recordedRequests_holdNoCredentials() throws Exception {
        client.get(DEVICE_INFO);
        assertThat(simulator.requests().toString()).doesNotContain("simulated-1", "response=", "cnonce");
    }

    private void lock() throws Exception {
        DigestClient wrong = new DigestClient(simulator, "admin", "guessed");
        for (int i = 0; i < 5; i++) {
            wrong.get(DEVICE_INFO);
        }
        assertThat(simulator.locked()).isTrue();
    }

    private void use(FirmwareProfile profile) throws Exception {
        if (simulator != null) {
            simulator.close();
        }
        simulator = DeviceSimulator.builder().device(device).profile(profile).start();
        client = DigestClient.of(simulator);
    }

    private static void assertStale(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(header -> assertThat(header).endsWith("stale=\"TRUE\""));
        assertThat(response.body()).contains("<ResponseStatus ", "<subStatusCode>invalidOperation</subStatusCode>");
    }
}
