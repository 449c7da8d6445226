package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiException.Unauthorized;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of challenge that was seen on devices or that the standards allow, against an arithmetic of our own. */
@Tag("any-jackson")
@Execution(ExecutionMode.CONCURRENT)
final class DigestVariantsTest {

    private static final String CAMERA = "Digest realm=\"DS-6E392E44\", domain=\"::\", qop=\"auth\", nonce=\"NONCE\","
            + " opaque=\"\", algorithm=\"MD5\", stale=\"FALSE\"";
    private static final String SHA = "Digest realm=\"r\", nonce=\"NONCE\", qop=\"auth\", algorithm=SHA-256";
    private static final String MD5 = "Digest realm=\"r\", nonce=\"NONCE\", qop=\"auth\", algorithm=MD5";

    static Stream<Arguments> answerable() {
        return Stream.of(
                variant("as cameras send it", CAMERA),
                variant("stale in lower case and bare", CAMERA.replace("\"FALSE\"", "false")),
                variant("stale missing", CAMERA.replace(", stale=\"FALSE\"", "")),
                variant("algorithm bare", CAMERA.replace("\"MD5\"", "MD5")),
                variant("algorithm in lower case", CAMERA.replace("MD5", "md5")),
                variant("algorithm missing", CAMERA.replace(", algorithm=\"MD5\"", "")),
                variant("opaque missing", CAMERA.replace(" opaque=\"\",", "")),
                variant("opaque filled", CAMERA.replace("opaque=\"\"", "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"")),
                variant("scheme in lower case", CAMERA.replace("Digest", "digest")),
                variant("scheme in upper case", CAMERA.replace("Digest", "DIGEST")),
                variant("Digest, then Basic in a second header", CAMERA, "Basic realm=\"DS-6E392E44\""),
                variant("Basic, then Digest in a second header", "Basic realm=\"DS-6E392E44\"", CAMERA),
                variant("Basic and Digest in one header", "Basic realm=\"x\", " + CAMERA),
                variant("Digest and Basic in one header", CAMERA + ", Basic realm=\"x\""),
                variant("Negotiate beside it", "Negotiate", CAMERA),
                variant("qop missing", CAMERA.replace(" qop=\"auth\",", "")),
                variant("qop bare", CAMERA.replace("\"auth\"", "auth")),
                variant("qop a list", CAMERA.replace("\"auth\"", "\"auth-int,auth\"")),
                variant("qop a list with blanks", CAMERA.replace("\"auth\"", "\"auth, auth-int\"")),
                variant("realm a hash", CAMERA.replace("DS-6E392E44", "9e8f7a6b5c4d3e2f1a0b9c8d")),
                variant("realm a sentence", CAMERA.replace("DS-6E392E44", "Door 2, entrance = north; (ground floor)")),
                variant("realm empty", CAMERA.replace("DS-6E392E44", "")),
                variant("unknown parameters", CAMERA + ", charset=UTF-8, userhash=false, x-vendor=\"a=b,c\""),
                variant("blanks around the equals signs", CAMERA.replace("=\"auth\"", " = \"auth\"")),
                variant("tabs between parameters", CAMERA.replace(", ", ",\t")),
                variant("MD5-sess", CAMERA.replace("MD5", "MD5-sess")),
                variant("SHA-256", SHA),
                variant("SHA-256 quoted and in lower case", SHA.replace("SHA-256", "\"sha-256\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answerable")
    void call_answersEveryKnownChallenge(String name, List<String> challenges) throws Exception {
        try (VerifyingDevice device = new VerifyingDevice(challenges);
                IsapiClient client = device.client().build()) {
            for (int call = 0; call < 3; call++) {
                assertThat(client.system().time().timeMode()).isEqualTo("NTP");
            }
            assertThat(device.requests).as("one extra round trip in all").hasValue(4);
            assertThat(device.wrong).hasValue(0);
        }
    }

    static Stream<Arguments> stronger() {
        return Stream.of(
                variant("MD5 first, in two headers", MD5, SHA),
                variant("SHA-256 first, in two headers", SHA, MD5),
                variant("MD5 first, in one header", MD5 + ", " + SHA),
                variant("SHA-256 first, in one header", SHA + ", " + MD5),
                variant("between Basic and an unknown one", "Basic realm=\"r\", " + SHA, MD5.replace("MD5", "FUTURE")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stronger")
    void call_prefersSha256OverMd5(String name, List<String> challenges) throws Exception {
        try (VerifyingDevice device = new VerifyingDevice(challenges);
                IsapiClient client = device.client().build()) {
            client.system().time();
            assertThat(device.lastAuthorization).contains("SHA-256");
            assertThat(device.wrong).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-512-256", "SHA-256-sess", "SHA512", "\"token\""})
    void call_passesOverAlgorithmsItCannotDo(String unknown) throws Exception {
        List<String> challenges = List.of(MD5.replace("MD5", unknown), MD5);
        try (VerifyingDevice device = new VerifyingDevice(challenges);
                IsapiClient client = device.client().build()) {
            client.system().time();
            assertThat(device.lastAuthorization).contains("algorithm=MD5");
        }
    }

    static Stream<Arguments> unanswerable() {
        return Stream.of(
                variant("no challenge at all"),
                variant("nothing but Basic", "Basic realm=\"x\""),
                variant("nonce missing (okhttp-digest issue 22)", CAMERA.replace(" nonce=\"NONCE\",", "")),
                variant("realm missing", CAMERA.replace("realm=\"DS-6E392E44\", ", "")),
                variant("only auth-int", CAMERA.replace("\"auth\"", "\"auth-int\"")),
                variant("only an unknown algorithm", CAMERA.replace("MD5", "SHA-512-256")),
                variant("quote never closed", "Digest realm=\"r, nonce=NONCE"),
                variant("no parameters", "Digest"),
                variant("a realm no header can carry", CAMERA.replace("DS-6E392E44", "Eing\u00E4ng")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unanswerable")
    void call_saysWhatCannotBeAnsweredAndPresentsNothing(String name, List<String> challenges) throws Exception {
        try (VerifyingDevice device = new VerifyingDevice(challenges);
                IsapiClient client = device.client().build()) {
            for (int call = 0; call < 3; call++) {
                assertThatThrownBy(() -> client.system().time())
                        .isInstanceOfSatisfying(
                                Unauthorized.class,
                                e -> assertThat(e.reason()).isEqualTo(Unauthorized.Cause.NO_DIGEST_OFFERED));
            }
            assertThat(device.presented).hasValue(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, false", "2, true", "3, false", "5, true", "8, false"})
    void call_learnsHowOftenANonceServes(int uses, boolean silentWhenSpent) throws Exception {
        try (VerifyingDevice device = new VerifyingDevice(List.of(CAMERA), uses, silentWhenSpent);
                IsapiClient client = device.client().build()) {
            calls(client, 3 * uses + 2);
            assertThat(device.spent).as("refused while learning").hasValueLessThanOrEqualTo(3);
            int spent = device.spent.get();
            int requests = device.requests.get();
            calls(client, 10 * uses);
            assertThat(device.spent).as("no spent nonce is presented any more").hasValue(spent);
            assertThat(device.requests.get() - requests)
                    .as("one challenge per nonce")
                    .isBetween(10 * (uses + 1) - 1, 10 * (uses + 1) + 1);
            assertThat(device.wrong).hasValue(0);
        }
    }

    @Test
    void call_countsTheUsesOfANonce() throws Exception {
        try (VerifyingDevice device = new VerifyingDevice(List.of(CAMERA));
                IsapiClient client = device.client().build()) {
            calls(client, 17);
            assertThat(device.lastAuthorization).contains("nc=00000011");
        }
    }

    private static void calls(IsapiClient client, int count) {
        for (int call = 0; call < count; call++) {
            assertThat(client.system().time().timeMode()).isEqualTo("NTP");
        }
    }

    private static Arguments variant(String name, String... challenges) {
        return Arguments.of(name, List.of(challenges));
    }
}
