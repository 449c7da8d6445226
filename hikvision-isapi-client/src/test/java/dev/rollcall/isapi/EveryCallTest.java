package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.access.EventStorage;
import dev.rollcall.isapi.person.FaceRecord;
import dev.rollcall.isapi.person.PersonQuery;
import dev.rollcall.isapi.person.UserRecord;
import dev.rollcall.isapi.system.NtpServer;
import dev.rollcall.simulator.Credentials;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.FormatFaults;
import dev.rollcall.simulator.PageFaults;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SearchTraits;
import dev.rollcall.simulator.SimulatedDevice;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call of the rooms against simulated terminals, which share no code with the client. */
@Execution(ExecutionMode.CONCURRENT)
final class EveryCallTest {

    private static final EventQuery ALL = EventQuery.builder().build();

    static List<FirmwareProfile> profiles() {
        return FirmwareProfile.all();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyCall_isAnsweredOrUnsupportedOnEveryFirmware(FirmwareProfile profile) throws Exception {
        try (DeviceSimulator terminal = terminal(profile, device(profile, 40));
                IsapiClient client = client(terminal)) {
            Map<String, String> strange = new LinkedHashMap<>();
            EveryCall.calls().forEach((name, call) -> {
                try {
                    assertThat(call.apply(client)).isNotNull();
                } catch (IsapiException.Unsupported without) {
                    assertThat(without.device()).endsWith(":" + terminal.port());
                } catch (IsapiException e) {
                    strange.put(name, e.toString());
                }
            });
            assertThat(strange).isEmpty();
            assertThat(terminal.refusedPasswords()).isZero();
        }
    }

    @Test
    void everyCall_butThoseOfOtherDevicesIsAnsweredByAnOrdinaryTerminal() throws Exception {
        Set<String> without = new TreeSet<>();
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, device(FirmwareProfile.GENERIC, 40));
                IsapiClient client = client(terminal)) {
            EveryCall.calls().forEach((name, call) -> {
                try {
                    assertThat(call.apply(client)).as(name).isNotNull();
                } catch (IsapiException.Unsupported e) {
                    without.add(name);
                }
            });
        }
        assertThat(without).isSubsetOf("system.status", "access.cardReader");
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void people_areAllReadOnEveryFirmware(FirmwareProfile profile) throws Exception {
        try (DeviceSimulator terminal = terminal(profile, device(profile, 0));
                IsapiClient client = client(terminal)) {
            List<UserRecord> users =
                    client.person().users(PersonQuery.everybody()).records().toList();
            assertThat(users)
                    .extracting(UserRecord::employeeNo)
                    .doesNotHaveDuplicates()
                    .hasSize(65);
            assertThat(client.person().countUsers().users()).isEqualTo(65);
            assertThat(client.person().cards(PersonQuery.everybody()).records())
                    .hasSize(client.person().countCards());
            assertThat(client.person().users(PersonQuery.of("00007")).records())
                    .extracting(UserRecord::name)
                    .containsExactly("\u0418\u0432\u0430\u043D 7");
        }
    }

    @Test
    void credentials_areSeenButNotTaken() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, device(FirmwareProfile.GENERIC, 0));
                IsapiClient client = client(terminal)) {
            assertThat(client.person().fingerprints("00007")).hasSize(2).allSatisfy(print -> {
                assertThat(print.hasTemplate()).isTrue();
                assertThat(print.otherFields()).doesNotContainKey("fingerData");
            });
            assertThat(client.person().fingerprints("00001")).isEmpty();
            assertThat(client.person().faces(PersonQuery.of("00007")).records())
                    .extracting(FaceRecord::employeeNo)
                    .containsExactly("00007");
            assertThat(client.person().faces(PersonQuery.of("00001")).records()).isEmpty();
        }
    }

    @Test
    void setTime_movesTheClockOfTheTerminal() throws Exception {
        SimulatedDevice device = device(FirmwareProfile.GENERIC, 0);
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, device);
                IsapiClient client = client(terminal)) {
            Instant wanted = Instant.parse("2031-03-01T00:00:00Z");
            client.system().setTime(wanted);
            assertThat(Duration.between(wanted, device.now().toInstant()).abs()).isLessThan(Duration.ofSeconds(30));
            assertThat(client.system().time().timeMode()).isEqualTo("manual");
            client.system().followTimeServers();
            assertThat(client.system().time().timeMode()).isEqualTo("NTP");
        }
    }

    @Test
    void timeServersAndStorage_areReadBackAsSet() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, device(FirmwareProfile.GENERIC, 0));
                IsapiClient client = client(terminal)) {
            NtpServer server = client.system().ntpServers().get(0).withHostName("time.example.com");
            client.system().putNtpServer(server);
            assertThat(client.system().ntpServer(server.id()).hostName()).isEqualTo("time.example.com");
            EventStorage storage = client.access().eventStorage();
            client.access().putEventStorage(new EventStorage("regular", null, 60, storage.otherFields()));
            assertThat(client.access().eventStorage().period()).isEqualTo(60);
        }
    }

    @Test
    void groupZeroRefused_readsEveryEventOfEveryGroup() throws Exception {
        FirmwareProfile picky = FirmwareProfile.GENERIC.toBuilder("PICKY")
                .with(SearchTraits.MAJOR_ZERO_ACCEPTED, false)
                .build();
        SimulatedDevice device = device(picky, 90);
        device.operation(80);
        device.exception(39);
        try (DeviceSimulator terminal = terminal(picky, device);
                IsapiClient client = client(terminal)) {
            Set<Long> serials = client.access()
                    .events(ALL)
                    .records()
                    .map(EventRecord::serialNo)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(serials).hasSize(device.events().size());
            assertThat(client.access().countEvents(ALL)).isEqualTo(serials.size());
        }
    }

    @Test
    void ignoredFilters_areAppliedHere() throws Exception {
        FirmwareProfile careless = FirmwareProfile.GENERIC.toBuilder("CARELESS")
                .with(SearchTraits.FILTERS_HONOURED, false)
                .build();
        SimulatedDevice device = device(careless, 50);
        device.punch(new Person("00007", "x", null), 38);
        try (DeviceSimulator terminal = terminal(careless, device);
                IsapiClient client = client(terminal)) {
            EventQuery query = EventQuery.builder().employeeNo("00007").build();
            List<EventPage> pages = new ArrayList<>();
            client.access().events(query).forEachRemaining(pages::add);
            assertThat(pages)
                    .flatExtracting(EventPage::records)
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(record.employeeNo()).isEqualTo("00007"));
            assertThat(pages.stream().mapToInt(EventPage::rows).sum())
                    .isEqualTo(device.events().size());
        }
    }

    @Test
    void serialWindow_readsFromASerialOn() throws Exception {
        SimulatedDevice device = device(FirmwareProfile.K1T342EFWX, 90);
        try (DeviceSimulator terminal = terminal(FirmwareProfile.K1T342EFWX, device);
                IsapiClient client = client(terminal)) {
            EventQuery query = EventQuery.builder().serialsFrom(61).build();
            assertThat(client.access().events(query).records().map(EventRecord::serialNo))
                    .hasSize(30)
                    .allMatch(serial -> serial >= 61);
        }
    }

    @Test
    void positionBeyondTheLimit_isNeverACompleteSearch() throws Exception {
        FirmwareProfile small = FirmwareProfile.GENERIC.toBuilder("SMALL")
                .with(SearchTraits.MAX_POSITION, 59)
                .build();
        try (DeviceSimulator terminal = terminal(small, device(small, 90));
                IsapiClient client = client(terminal)) {
            client.access().eventCapabilities();
            List<EventPage> pages = new ArrayList<>();
            client.access().events(ALL).forEachRemaining(pages::add);
            assertThat(pages.get(pages.size() - 1).incomplete()).isTrue();
            assertThat(pages.stream().mapToInt(EventPage::rows).sum()).isEqualTo(60);
        }
    }

    static List<Fault> formsThatChangeNothing() {
        return List.of(
                FormatFaults.byteOrderMark(),
                FormatFaults.leadingBlanks(),
                FormatFaults.unknownFields(),
                FormatFaults.wrongLabel(),
                FormatFaults.hugeBody(100_000),
                PageFaults.unorderedPage(),
                PageFaults.totalChanged(-3),
                PageFaults.totalChanged(7),
                PageFaults.countChanged(-3));
    }

    @ParameterizedTest
    @MethodSource("formsThatChangeNothing")
    void form_changesNothing(Fault fault) throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, device(FirmwareProfile.GENERIC, 45));
                IsapiClient client = client(terminal)) {
            terminal.enqueueFault(fault);
            assertThat(client.access().events(ALL).records().map(EventRecord::serialNo))
                    .doesNotHaveDuplicates()
                    .hasSize(45);
        }
    }

    static List<Fault> formsThatAreNoAnswer() {
        return List.of(
                FormatFaults.deepNesting(5_000),
                FormatFaults.entityBomb(),
                FormatFaults.externalEntity(URI.create("http://127.0.0.1:9/x")),
                FormatFaults.xmlInsteadOfJson());
    }

    @ParameterizedTest
    @MethodSource("formsThatAreNoAnswer")
    void form_isNamedAsNoAnswer(Fault fault) throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, device(FirmwareProfile.GENERIC, 45));
                IsapiClient client = client(terminal)) {
            terminal.enqueueFault(fault);
            assertThatThrownBy(() -> client.access().events(ALL).next())
                    .isInstanceOf(IsapiException.UnexpectedResponse.class);
            assertThat(client.access().events(ALL).records()).hasSize(45);
        }
    }

    @Test
    void garbageRows_costNoneOfTheOthers() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, device(FirmwareProfile.GENERIC, 20));
                IsapiClient client = client(terminal)) {
            terminal.enqueueFault(FormatFaults.garbageRow());
            EventPage page = client.access().events(ALL).next();
            assertThat(page.records().stream().filter(record -> record.serialNo() != null))
                    .hasSize(20);
            assertThat(page.unreadable()).hasSize(1);
        }
    }

    @Test
    void picture_isFetchedUnderTheSameLogin() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, device(FirmwareProfile.GENERIC, 0));
                StubDevice rows = new StubDevice();
                IsapiClient client = client(terminal);
                IsapiClient reading = rows.client().build()) {
            rows.thenJson(
                    "{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[{\"pictureURL\":"
                            + "\"http://192.0.0.64/LOCALS/pic/acsLinkCap/202607_00/01_080000_30075_0.jpeg@WEB000000000011\"}]}}");
            EventRecord event = reading.access().events(ALL).next().records().get(0);
            assertThat(client.access().picture(event).size()).isGreaterThan(100);
        }
    }

    private static SimulatedDevice device(FirmwareProfile profile, int events) {
        List<Person> people = IntStream.rangeClosed(1, 65)
                .mapToObj(number -> new Person(
                                "%05d".formatted(number),
                                "\u0418\u0432\u0430\u043D " + number,
                                number % 2 == 0 ? "1844674407370955" + (1000 + number) : null)
                        .withCredentials(number == 7 ? Credentials.of(2, 1) : Credentials.NONE))
                .toList();
        SimulatedDevice device = SimulatedDevice.builder()
                .identityOf(profile)
                .zone(ZoneId.of("Asia/Colombo"))
                .people(people)
                .build();
        device.seed(7, events);
        return device;
    }

    private static DeviceSimulator terminal(FirmwareProfile profile, SimulatedDevice device) throws Exception {
        return DeviceSimulator.builder()
                .credentials("admin", "right-one")
                .profile(profile)
                .device(device)
                .start();
    }

    private static IsapiClient client(DeviceSimulator terminal) {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(terminal.port())
                .credentials("admin", "right-one")
                .build();
    }
}
