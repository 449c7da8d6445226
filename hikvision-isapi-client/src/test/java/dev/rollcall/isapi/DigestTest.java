package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.isapi.IsapiException.Unauthorized;
import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.StubDevice.Seen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is answered, and what never is, against scripted challenges. */
@Tag("any-jackson")
@Execution(ExecutionMode.CONCURRENT)
final class DigestTest {

    private static final String TIME =
            "<Time version=\"2.0\"><timeMode>NTP</timeMode><localTime>2026-07-13T19:14:08+03:00</localTime></Time>";
    private static final String WRONG = "<userCheck xmlns=\"http://www.isapi.org/ver20/XMLSchema\">"
            + "<statusValue>401</statusValue><lockStatus>unlock</lockStatus><unlockTime>0</unlockTime>"
            + "<retryLoginTime>4</retryLoginTime></userCheck>";
    private static final String LOCKED = "<?xml version=\"1.0\" ?><userCheck><retryLoginTime>0</retryLoginTime>"
            + "<unlockTime>1800</unlockTime><lockStatus>lock</lockStatus></userCheck>";

    private final StubDevice device;

    DigestTest() throws Exception {
        device = new StubDevice();
    }

    @AfterEach
    void close() {
        device.close();
    }

    /** As where the disk is full: the password is not shown uncounted. */
    @Test
    void guardThatCannotNoteAPresentation_isTheReason_andThePasswordIsNotShown() {
        device.then(Reply.challenge("", StubDevice.DIGEST)).then(Reply.of(200, TIME));
        RecordingGuard guard = new RecordingGuard(true);
        try (IsapiClient client = device.client().passwordGuard(guard).build()) {
            assertThatThrownBy(() -> client.system().time()).isExactlyInstanceOf(IllegalStateException.class);
        }
        assertThat(device.seen()).extracting(Seen::authorization).containsOnlyNulls();
    }

    @Test
    void guard_isToldBeforeAPresentation_andThatABusyDeviceDidNotJudgeIt() {
        device.then(Reply.challenge("", StubDevice.DIGEST)).then(Reply.of(503, "busy"));
        RecordingGuard guard = new RecordingGuard(false);
        try (IsapiClient client = device.client().passwordGuard(guard).build()) {
            assertThatThrownBy(() -> client.system().time()).isInstanceOf(IsapiException.Unavailable.class);
        }
        assertThat(guard.told).containsExactly("presenting", "unjudged");
    }

    private static final class RecordingGuard implements PasswordGuard {

        private final List<String> told = new CopyOnWriteArrayList<>();
        private final boolean broken;

        RecordingGuard(boolean broken) {
            this.broken = broken;
        }

        @Override
        public Decision beforePresenting() {
            return new Present();
        }

        @Override
        public void presenting() {
            told.add("presenting");
            if (broken) {
                throw new IllegalStateException("the disk is full");
            }
        }

        @Override
        public void refused(Refusal refusal) {
            told.add("refused");
        }

        @Override
        public void accepted() {
            told.add("accepted");
        }

        @Override
        public void unjudged() {
            told.add("unjudged");
        }
    }

    @Test
    void call_answersDigestWhereBasicIsOfferedToo() {
        device.then(Reply.challenge("", "Basic realm=\"x\", " + StubDevice.DIGEST.replace("Digest", "digest")))
                .then(Reply.of(200, TIME));
        try (IsapiClient client = device.client().build()) {
            client.system().time();
        }
        assertThat(device.seen()).extracting(Seen::authorization).first().isNull();
        assertThat(device.seen().get(1).authorization())
                .startsWith("Digest ")
                .contains("username=\"admin\"", "realm=\"DS-6E392E44\"", "qop=auth", "nc=00000001");
    }

    @Test
    void call_prefersSha256AndPassesOverAlgorithmsItCannotDo() {
        device.then(Reply.challenge(
                        "",
                        "Digest realm=\"r\", nonce=\"n0\", qop=\"auth\", algorithm=SHA-512-256",
                        "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", algorithm=MD5",
                        "Digest realm=\"r\", nonce=\"n2\", qop=\"auth,auth-int\", algorithm=\"SHA-256\"",
                        "Basic realm=\"r\""))
                .then(Reply.of(200, TIME));
        try (IsapiClient client = device.client().build()) {
            client.system().time();
        }
        assertThat(device.seen().get(1).authorization()).contains("nonce=\"n2\"", "SHA-256", "qop=auth,");
    }

    @Test
    void call_neverSendsThePasswordInClear() {
        device.then(Reply.challenge("", "Basic realm=\"x\""));
        try (IsapiClient client = device.client().build()) {
            assertThatThrownBy(() -> client.system().time())
                    .isInstanceOfSatisfying(
                            Unauthorized.class,
                            e -> assertThat(e.reason()).isEqualTo(Unauthorized.Cause.NO_DIGEST_OFFERED));
        }
        assertThat(device.seen())
                .hasSize(1)
                .allSatisfy(seen -> assertThat(seen.authorization()).isNull());
    }

    @Test
    void call_presentsAWrongPasswordTwiceInAllThenSendsNothing() {
        device.then(Reply.challenge(WRONG, StubDevice.DIGEST));
        try (IsapiClient client = device.client().build()) {
            for (int call = 1; call <= 2; call++) {
                Unauthorized refused = unauthorized(client);
                assertThat(refused.reason()).isEqualTo(Unauthorized.Cause.WRONG_PASSWORD);
                assertThat(refused).hasMessageContaining("4 tries left");
                assertThat(presentations()).isEqualTo(call);
            }
            int requests = device.seen().size();
            for (int call = 3; call <= 10; call++) {
                assertThat(unauthorized(client).reason()).isEqualTo(Unauthorized.Cause.WITHHELD);
            }
            assertThat(device.seen()).hasSize(requests);
        }
    }

    @Test
    void call_stopsADeviceThatCallsEveryNonceStale() {
        device.then(Reply.challenge("", StubDevice.DIGEST.replace("FALSE", "TRUE")));
        try (IsapiClient client = device.client().build()) {
            unauthorized(client);
            unauthorized(client);
        }
        assertThat(presentations()).isEqualTo(2);
    }

    @Test
    void call_doesNotAnswerALockedDevice() {
        device.then(Reply.challenge(LOCKED, StubDevice.DIGEST));
        try (IsapiClient client = device.client().build()) {
            Unauthorized locked = unauthorized(client);
            assertThat(locked.reason()).isEqualTo(Unauthorized.Cause.LOCKED);
            assertThat(locked.unlockTime()).contains(Duration.ofMinutes(30));
            assertThat(presentations()).isZero();
            assertThat(unauthorized(client).withheldUntil()).isPresent();
        }
        assertThat(device.seen()).hasSize(1);
    }

    @Test
    void call_reportsTheLockAndGoesOnAfterIt() {
        var now = new java.util.concurrent.atomic.AtomicReference<>(Instant.EPOCH);
        device.then(Reply.challenge("", StubDevice.DIGEST))
                .then(Reply.challenge(LOCKED, StubDevice.DIGEST))
                .then(Reply.challenge("", StubDevice.DIGEST))
                .then(Reply.of(200, TIME));
        try (IsapiClient client =
                device.client().passwordGuard(PasswordGuard.inMemory(now::get)).build()) {
            assertThat(unauthorized(client).reason()).isEqualTo(Unauthorized.Cause.LOCKED);
            assertThat(unauthorized(client).reason()).isEqualTo(Unauthorized.Cause.WITHHELD);
            now.set(Instant.EPOCH.plusSeconds(1800));
            assertThat(client.system().time().timeMode()).isEqualTo("NTP");
        }
    }

    /** Whoever takes the password and hangs up has refused nothing, and may have counted it all the same. */
    @Test
    void call_whoseLoginIsCutOff_isUnavailable_andThePasswordRests() throws Exception {
        byte[] challenge = ("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: " + StubDevice.DIGEST
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        AtomicReference<RawDevice> itself = new AtomicReference<>();
        try (RawDevice hangingUp = new RawDevice(out -> {
                    if (!isLogin(
                            itself.get().requests().get(itself.get().requests().size() - 1))) {
                        out.write(challenge);
                    }
                });
                IsapiClient client = hangingUp.client().build()) {
            itself.set(hangingUp);
            IsapiException.Unavailable last = null;
            for (int call = 0; call < 6; call++) {
                last = catchThrowableOfType(
                        IsapiException.Unavailable.class, () -> client.system().time());
                assertThat(last).as("call %d", call).isNotNull();
            }
            assertThat(last.withheldUntil()).isPresent();
            assertThat(last).hasMessageContaining("lost during log-in");
            assertThat(hangingUp.requests().stream().filter(DigestTest::isLogin))
                    .hasSize(2);
        }
    }

    private static boolean isLogin(String request) {
        return request.contains("Authorization: ");
    }

    @Test
    void call_asksForAFreshChallengeWhereARefusalBringsNone() {
        device.then(Reply.challenge("", StubDevice.DIGEST))
                .then(Reply.of(200, TIME))
                .then(Reply.of(401, WRONG))
                .then(Reply.challenge("", StubDevice.DIGEST.replace("158ca9b5", "fresh")))
                .then(Reply.of(200, TIME));
        try (IsapiClient client = device.client().build()) {
            client.system().time();
            client.system().time();
        }
        assertThat(device.seen()).hasSize(5);
        assertThat(device.seen().get(2).authorization()).contains("158ca9b5", "nc=00000002");
        assertThat(device.seen().get(3).authorization()).isNull();
        assertThat(device.seen().get(4).authorization()).contains("fresh", "nc=00000001");
    }

    @Test
    void call_answersTheNewChallengeOfAnExpiredNonceOnce() {
        device.then(Reply.challenge("", StubDevice.DIGEST))
                .then(Reply.of(200, TIME))
                .then(Reply.challenge("", StubDevice.DIGEST.replace("158ca9b5", "fresh")))
                .then(Reply.of(200, TIME));
        try (IsapiClient client = device.client().build()) {
            client.system().time();
            client.system().time();
        }
        assertThat(device.seen()).hasSize(4);
        assertThat(device.seen().get(3).authorization()).contains("fresh");
    }

    @Test
    void call_followsNoRedirect() throws Exception {
        try (StubDevice elsewhere = new StubDevice().then(Reply.challenge("", StubDevice.DIGEST))) {
            device.then(Reply.of(302, "").with("Location: http://127.0.0.1:" + elsewhere.port() + "/"));
            try (IsapiClient client = device.client().build()) {
                assertThatThrownBy(() -> client.system().time()).isInstanceOf(IsapiException.UnexpectedResponse.class);
            }
            assertThat(elsewhere.seen()).isEmpty();
        }
    }

    @Test
    void call_keepsItsDeadlineWhileAnotherClientPresents() throws Exception {
        PasswordGuard guard = PasswordGuard.inMemory();
        device.then(Reply.challenge("", StubDevice.DIGEST)).then(Reply.of(200, TIME));
        try (IsapiClient client = device.client()
                .passwordGuard(guard)
                .callTimeout(Duration.ofMillis(100))
                .build()) {
            synchronized (guard) {
                CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(
                        () -> catchThrowable(() -> client.system().time()));
                assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(IsapiException.Unavailable.class);
            }
        }
        assertThat(presentations())
                .as("nothing is presented after the deadline")
                .isZero();
    }

    @Test
    void call_tellsTheGuardWhatHappened() {
        java.util.List<Object> told = new java.util.ArrayList<>();
        PasswordGuard guard = new PasswordGuard() {
            @Override
            public Decision beforePresenting() {
                told.add("asked");
                return new Present();
            }

            @Override
            public void refused(Refusal refusal) {
                told.add(refusal);
            }

            @Override
            public void accepted() {
                told.add("accepted");
            }
        };
        device.then(Reply.challenge("", StubDevice.DIGEST))
                .then(Reply.challenge(WRONG, StubDevice.DIGEST))
                .then(Reply.challenge("", StubDevice.DIGEST))
                .then(Reply.of(200, TIME));
        try (IsapiClient client = device.client().passwordGuard(guard).build()) {
            unauthorized(client);
            client.system().time();
        }
        assertThat(told)
                .as("asked at the start of the call and again right before presenting")
                .containsExactly(
                        "asked",
                        "asked",
                        new PasswordGuard.Refusal(true, 4, null, false),
                        "asked",
                        "asked",
                        "accepted");
    }

    private static Unauthorized unauthorized(IsapiClient client) {
        Unauthorized refused =
                catchThrowableOfType(Unauthorized.class, () -> client.system().time());
        assertThat(refused).isNotNull();
        assertThat(refused.getMessage()).doesNotContain("correct-horse");
        return refused;
    }

    private long presentations() {
        return device.seen().stream()
                .filter(seen -> seen.authorization() != null)
                .count();
    }
}
