package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTraitsTest {
    private static final String DEVICE_INFO = "/ISAPI/System/deviceInfo";

    private final SimulatedDevice device = SimulatedDevice.builder()
            .clock(SteppedClock.at("2026-03-01T06:30:00Z"))
            .build();
    private DeviceSimulator simulator;
    private DigestClient client;

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void sha256_isOfferedAndSpoken() throws Exception {
        use(with(LoginTraits.DIGEST, LoginTraits.DigestOffer.SHA_256));
        assertThat(challenges()).singleElement().asString().contains("algorithm=\"SHA-256\"");
        client.speak("SHA-256");
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        assertThat(simulator.refusedPasswords()).isZero();
    }

    @Test
    void md5_isAWrongAnswerWhereOnlySha256WasOffered() throws Exception {
        use(with(LoginTraits.DIGEST, LoginTraits.DigestOffer.SHA_256));
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(401);
        assertThat(simulator.refusedPasswords()).isEqualTo(1);
    }

    @Test
    void bothAlgorithms_standInTwoHeadersOrInOne() throws Exception {
        use(with(LoginTraits.DIGEST, LoginTraits.DigestOffer.MD5_THEN_SHA_256));
        assertThat(challenges())
                .satisfiesExactly(
                        md5 -> assertThat(md5).contains("\"MD5\""),
                        sha -> assertThat(sha).contains("\"SHA-256\""));
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        client.speak("SHA-256");
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        use(with(LoginTraits.DIGEST, LoginTraits.DigestOffer.MD5_AND_SHA_256_IN_ONE_HEADER));
        assertThat(challenges()).singleElement().asString().contains("\"MD5\"", ", Digest realm=", "\"SHA-256\"");
        client.speak("SHA-256");
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void basic_standsBesideTheDigestInOneHeader() throws Exception {
        use(with(LoginTraits.BASIC, LoginTraits.BasicOffer.SAME_HEADER));
        assertThat(challenges()).singleElement().asString().matches("Digest .*, Basic realm=\"DS-X0000001\"");
    }

    @Test
    void basic_letsInOnK1T805() throws Exception {
        use(FirmwareProfile.K1T805MBFWX);
        assertThat(challenges()).hasSize(2).last().asString().startsWith("Basic ");
        assertThat(basic("simulated-1").statusCode()).isEqualTo(200);
        assertThat(basic("guessed").body()).contains("<retryLoginTime>4</retryLoginTime>");
        assertThat(simulator.refusedPasswords()).isEqualTo(1);
    }

    @Test
    void basic_isRefusedByK1T341amAndNotCounted() throws Exception {
        use(FirmwareProfile.K1T341AM);
        assertThat(basic("simulated-1").statusCode()).isEqualTo(401);
        assertThat(simulator.refusedPasswords()).isZero();
    }

    @Test
    void basicAlone_isOfferedByOldCameras() throws Exception {
        use(FirmwareProfile.GENERIC.toBuilder("basic only")
                .with(LoginTraits.DIGEST, LoginTraits.DigestOffer.NONE)
                .with(LoginTraits.BASIC, LoginTraits.BasicOffer.OWN_HEADER)
                .with(LoginTraits.BASIC_ACCEPTED, true)
                .build());
        assertThat(challenges()).containsExactly("Basic realm=\"DS-X0000001\"");
        assertThat(basic("simulated-1").statusCode()).isEqualTo(200);
    }

    @Test
    void oneTimeNonce_servesOneRequest() throws Exception {
        use(FirmwareProfile.GENERIC.toBuilder("one-time")
                .nonces(1, Duration.ofSeconds(30), FirmwareProfile.SpentNonce.STALE_CHALLENGE)
                .build());
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        HttpResponse<String> second = client.get(DEVICE_INFO);
        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(second.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("stale=\"TRUE\"")
                .doesNotContain(client.nonce());
    }

    @Test
    void everyChallenge_hasANonceOfItsOwn() throws Exception {
        use(FirmwareProfile.GENERIC);
        assertThat(challenges()).isNotEqualTo(challenges());
    }

    @Test
    void realm_isLowerCaseOnK1T342mwxV4AndDigitsOnCameras() throws Exception {
        use(FirmwareProfile.K1T342MWX);
        assertThat(challenges().get(0)).contains("realm=\"ds-x0000001\"", "stale=\"FALSE\"");
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        use(FirmwareProfile.GENERIC.toBuilder("camera")
                .with(LoginTraits.REALM, LoginTraits.Realm.HEXADECIMAL)
                .with(LoginTraits.STALE_UPPER_CASE, false)
                .build());
        assertThat(challenges().get(0)).matches("Digest realm=\"[0-9a-f]{24}\".*stale=\"false\"");
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void answerWithoutQop_isTakenAlsoWhereQopIsOffered() throws Exception {
        use(with(LoginTraits.QOP_OFFERED, true));
        assertThat(challenges().get(0)).contains("qop");
        client.withoutQop();
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void missingQop_isAnsweredTheOldWay() throws Exception {
        use(with(LoginTraits.QOP_OFFERED, false));
        assertThat(challenges().get(0)).doesNotContain("qop");
        client.withoutQop();
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void unknownAlgorithm_provesNothing() throws Exception {
        use(with(LoginTraits.DIGEST, LoginTraits.DigestOffer.MD5_THEN_SHA_256));
        client.challenge();
        assertThat(client.send(
                                "GET",
                                DEVICE_INFO,
                                "",
                                client.header(DEVICE_INFO).replace("=MD5", "=NONE-1"))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "USER_CHECK, '(?s).*<isActivated>true.*<lockStatus>lock.*<unlockTime>210<.*<retryLoginTime>0<.*'",
        "REORDERED, '(?s).*<retryLoginTime>0<.*<unlockTime>210<.*<lockStatus>lock<.*'",
        "NO_NAMESPACE, '(?s).*<userCheck>.*<lockStatus>lock<.*<unlockTime>210<.*'",
        "RETRY_TIMES, '(?s).*<unlockTime>210<.*<retryTimes>0<.*'",
        "USER_FLOOR, '(?s).*<ResponseStatus .*userFloor.*<lockStatus>lock<.*<unlockTime>210<.*'",
        "INVALID_OPERATION, '(?s).*<ResponseStatus .*invalidOperation.*<lockStatus>lock<.*<unlockTime>210<.*'"
    })
    void lockBody_hasTheFormOfTheFirmware(LoginTraits.LockBody form, String body) throws Exception {
        use(FirmwareProfile.GENERIC.toBuilder("lock")
                .with(LoginTraits.LOCK_BODY, form)
                .with(LoginTraits.LOCK_TIME, Duration.ofSeconds(210))
                .build());
        guess(4);
        assertThat(new DigestClient(simulator, "admin", "guessed")
                        .get(DEVICE_INFO)
                        .body())
                .matches(body);
        assertThat(simulator.locked()).isTrue();
    }

    @Test
    void lock_lastsTwoMinutesOnK1T8003mf() throws Exception {
        use(FirmwareProfile.K1T8003MF);
        guess(5);
        device.advance(Duration.ofSeconds(119));
        assertThat(simulator.locked()).isTrue();
        device.advance(Duration.ofSeconds(1));
        assertThat(simulator.locked()).isFalse();
    }

    @Test
    void retryCount_startsAtFiveOnSomeCameras() throws Exception {
        use(with(LoginTraits.FIRST_RETRY_COUNT, 5));
        DigestClient wrong = new DigestClient(simulator, "admin", "guessed");
        for (int shown = 5; shown >= 2; shown--) {
            assertThat(wrong.get(DEVICE_INFO).body()).contains("<retryLoginTime>" + shown + "<");
        }
        assertThat(wrong.get(DEVICE_INFO).body()).contains("<lockStatus>lock<");
    }

    @Test
    void lockSettings_areThoseOfTheDevice() throws Exception {
        use(FirmwareProfile.GENERIC);
        device.setLoginLock(new LoginLock(true, 3, Duration.ofSeconds(60)));
        guess(3);
        assertThat(simulator.locked()).isTrue();
        device.advance(Duration.ofSeconds(60));
        device.setLoginLock(new LoginLock(false, 3, Duration.ofSeconds(60)));
        guess(9);
        assertThat(simulator.locked()).isFalse();
    }

    @Test
    void deviceThatIsNotActivated_refusesEverything() throws Exception {
        use(FirmwareProfile.GENERIC);
        device.setActivated(false);
        HttpResponse<String> refused = client.send("GET", DEVICE_INFO, "", null);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<subStatusCode>notActivated<");
        device.setActivated(true);
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void operatorWithoutRights_getsLowPrivilege() throws Exception {
        simulator = DeviceSimulator.builder()
                .device(device)
                .account(Account.operator("reader", "reader-pass", "/ISAPI/System/"))
                .start();
        DigestClient reader = new DigestClient(simulator, "reader", "reader-pass");
        assertThat(reader.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        assertThat(reader.get("/ISAPI/Security/userCheck").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = reader.search("\"major\":0");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"subStatusCode\":\t\"lowPrivilege\"");
        assertThat(DigestClient.of(simulator).get(DEVICE_INFO).statusCode()).isEqualTo(200);
        assertThat(simulator.refusedPasswords()).isZero();
    }

    @Test
    void account_doesNotPrintItsPassword() {
        simulator = DeviceSimulator.builder().build();
        assertThat(Account.administrator("admin", "hush-hush").toString()).doesNotContain("hush");
    }

    @Test
    void logins_areLoggedWhereTheFirmwareLogsThem() throws Exception {
        use(with(LoginTraits.LOGS_LOGINS, true));
        client.get(DEVICE_INFO);
        client.get(DEVICE_INFO);
        assertThat(device.events()).singleElement().satisfies(event -> {
            assertThat(event.major()).isEqualTo(3);
            assertThat(event.minor()).isEqualTo(112);
        });
    }

    private static <T> FirmwareProfile with(Trait<T> trait, T value) {
        return FirmwareProfile.GENERIC.toBuilder(trait.name())
                .with(trait, value)
                .build();
    }

    private List<String> challenges() throws Exception {
        return client.send("GET", DEVICE_INFO, "", null).headers().allValues("WWW-Authenticate");
    }

    private HttpResponse<String> basic(String password) throws Exception {
        byte[] pair = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
        return client.send(
                "GET", DEVICE_INFO, "", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private void guess(int times) throws Exception {
        DigestClient wrong = new DigestClient(simulator, "admin", "guessed");
        for (int i = 0; i < times; i++) {
            wrong.get(DEVICE_INFO);
        }
    }

    private void use(FirmwareProfile profile) throws Exception {
        if (simulator != null) {
            simulator.close();
        }
        simulator = DeviceSimulator.builder().device(device).profile(profile).start();
        client = DigestClient.of(simulator);
    }
}
