package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.access.AccessApi;
import dev.rollcall.isapi.discovery.DeviceDiscovery;
import dev.rollcall.isapi.notification.NotificationApi;
import dev.rollcall.isapi.person.PersonApi;
import dev.rollcall.isapi.system.SystemApi;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of calls in the README. */
final class ReadmeCallsTest {

    private static final Map<String, Class<?>> ROOMS = Map.of(
            "system()", SystemApi.class,
            "access()", AccessApi.class,
            "person()", PersonApi.class,
            "notification()", NotificationApi.class,
            "DeviceDiscovery", DeviceDiscovery.class);

    static Stream<String> calls() {
        return ROOMS.entrySet().stream()
                .flatMap(room -> Stream.of(room.getValue().getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .distinct()
                        .map(name -> "| `" + room.getKey() + "." + name + "("));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void readme_namesEveryCall(String call) throws IOException {
        assertThat(Readme.text().replace("`, `", "` | | `")).contains(call);
    }
}
