package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.PasswordGuard.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginRefusalTest {

    private static final List<String> LOCK_ELEMENTS = List.of(
            "<statusValue>401</statusValue><statusString>Unauthorized</statusString><isActivated>true</isActivated>",
            "<lockStatus>lock</lockStatus>",
            "<unlockTime>1800</unlockTime>",
            "<retryLoginTime>0</retryLoginTime>");

    static Stream<String> locks() {
        List<String> bodies = new ArrayList<>();
        for (String elements : orders(LOCK_ELEMENTS)) {
            bodies.add("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<userCheck version=\"2.0\""
                    + " xmlns=\"http://www.isapi.org/ver20/XMLSchema\">" + elements + "</userCheck>");
            bodies.add("<userCheck>" + elements + "</userCheck>");
        }
        String all = String.join("", LOCK_ELEMENTS);
        bodies.add("<h:userCheck xmlns:h=\"http://www.hikvision.com/ver20/XMLSchema\">"
                + all.replace("</", "</h:").replaceAll("<(\\w)(?!:)", "<h:$1") + "</h:userCheck>");
        bodies.add("<ResponseStatus><subStatusCode>userFloor</subStatusCode>" + all + "</ResponseStatus>");
        bodies.add("<ResponseStatus><subStatusCode>invalidOperation</subStatusCode>" + all + "</ResponseStatus>");
        bodies.add("\n\n <userCheck>" + all.replace("lock</lock", " LOCK </lock") + "</userCheck>");
        bodies.add("<userCheck>" + all.replace("retryLoginTime", "retryTimes") + "</userCheck>");
        bodies.add("<userCheck><unlockTime>1800</unlockTime><retryLoginTime>0</retryLoginTime></userCheck>");
        bodies.add("{\"userCheck\":{\"lockStatus\":\"lock\",\"unlockTime\":1800,\"retryLoginTime\":0}}");
        bodies.add("{\"lockStatus\":\"lock\",\"unlockTime\":\"1800\",\"retryLoginTime\":\"0\"}");
        return bodies.stream();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void read_seesALockInEveryForm(String body) {
        Refusal refusal = read(body, true);
        assertThat(refusal).isEqualTo(new Refusal(false, 0, Duration.ofMinutes(30), true));
    }

    @Test
    void read_doesNotTakeUnlockForLock() {
        Refusal refusal = read(
                "<userCheck><lockStatus>unlock</lockStatus><unlockTime>0</unlockTime><retryLoginTime>4</retryLoginTime>"
                        + "</userCheck>",
                true);
        assertThat(refusal).isEqualTo(new Refusal(true, 4, null, false));
        assertThat(read("<userCheck><lockStatus>unlock</lockStatus><unlockTime>30</unlockTime></userCheck>", true)
                        .locked())
                .isFalse();
    }

    @Test
    void read_blamesThePasswordOnlyForAFreshNonceAndAUserCheck() {
        String wrong = "<userCheck><statusValue>401</statusValue><retryLoginTime>3</retryLoginTime></userCheck>";
        assertThat(read(wrong, true).explicitWrongPassword()).isTrue();
        assertThat(read(wrong, false).explicitWrongPassword()).isFalse();
        assertThat(read("<ResponseStatus><subStatusCode>invalidOperation</subStatusCode></ResponseStatus>", true))
                .isEqualTo(new Refusal(false, null, null, false));
    }

    @Test
    void read_takesRetryTimesForRetryLoginTime() {
        assertThat(read("<userCheck><retryTimes>2</retryTimes></userCheck>", true)
                        .retryLoginTime())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>401</body></html>",
                "Unauthorized",
                "<userCheck><lockSta",
                "<!DOCTYPE a><userCheck/>",
                "<ResponseStatus><unlockTime>-5</unlockTime></ResponseStatus>",
                "<ResponseStatus><unlockTime>99999999999999999999</unlockTime></ResponseStatus>"
            })
    void read_saysNothingOfWhatItDoesNotUnderstand(String body) {
        assertThat(read(body, true)).isEqualTo(new Refusal(false, null, null, false));
    }

    private static List<String> orders(List<String> elements) {
        if (elements.isEmpty()) {
            return List.of("");
        }
        List<String> orders = new ArrayList<>();
        for (String first : elements) {
            List<String> rest = new ArrayList<>(elements);
            rest.remove(first);
            orders(rest).forEach(order -> orders.add(first + order));
        }
        return orders;
    }

    private static Refusal read(String body, boolean freshNonce) {
        return LoginRefusal.read(body.getBytes(StandardCharsets.UTF_8), freshNonce);
    }
}
