package dev.rollcall.isapi.system;

import dev.rollcall.isapi.DeviceDocument;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.DevicePath;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.Leaves;
import dev.rollcall.isapi.internal.SystemEndpoints;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What the terminal says about itself, and its clock. Thread-safe; each method that reads is one blocking request, each that sets
 * is two: what the device has is read first, and goes back with everything in it that nobody here knows. Every call throws {@link
 * IsapiException}; its subclass says what to do next.
 */
public final class SystemApi {

    private final DeviceConnection connection;
    private final SystemEndpoints endpoints;
    private final ClockWork clock;

    /** Not for callers: use {@link dev.rollcall.isapi.IsapiClient#system()}. */
    public SystemApi(DeviceConnection connection) {
        this.connection = connection;
        this.endpoints = connection.endpoints(SystemEndpoints.class);
        this.clock = new ClockWork(connection, endpoints);
    }

    /** Model, serial number, firmware. Answered as XML also where JSON was asked for (seen on DS-K1T8003MF V1.3.37). */
    public DeviceInfo deviceInfo() {
        Answer answer = connection.exchange(endpoints.deviceInfo());
        DeviceInfo told = DeviceInfo.of(answer.fields("DeviceInfo"));
        if (told == null) {
            throw answer.unexpected("model or serialNumber is missing", null);
        }
        return told;
    }

    /** The terminal's clock and zone at this moment. Ask it right before a search: the search window must be in device time. */
    public DeviceTime time() {
        return clock.read();
    }

    /**
     * Sets the clock to a moment, printed in the device's own zone, and its mode to {@code manual}. Where the device states both
     * rules and an offset, the rules count, as only they know of daylight saving.
     *
     * @return whether the device asks for a restart before it counts
     * @throws IsapiException.UnexpectedResponse if the device states no zone: give an {@link OffsetDateTime} then
     */
    public boolean setTime(Instant now) {
        return clock.set(now);
    }

    /**
     * Sets the clock to this wall clock with this offset, exactly as given but for fractions of a second, and its mode to {@code
     * manual}.
     *
     * @return whether the device asks for a restart before it counts
     */
    public boolean setTime(OffsetDateTime localTime) {
        return clock.set(localTime);
    }

    /**
     * Lets the clock follow the time servers.
     *
     * @return whether the device asks for a restart before it counts
     */
    public boolean followTimeServers() {
        return clock.follow();
    }

    /** How the clock can be set, as the device claims. */
    public TimeCapabilities timeCapabilities() {
        DeviceDocument told = Leaves.document(connection.exchange(endpoints.timeCapabilities()));
        return new TimeCapabilities(told.options("timeMode"), told.options("timeType"), told);
    }

    /** The time servers the device may ask. */
    public List<NtpServer> ntpServers() {
        return list(connection.exchange(endpoints.ntpServers()), "NTPServerList", "NTPServer").stream()
                .map(fields -> NtpServer.of("1", fields))
                .toList();
    }

    /**
     * One time server, by its slot.
     *
     * @throws IsapiException.Unsupported if there is none of that number
     */
    public NtpServer ntpServer(String id) {
        return NtpServer.of(id, connection.exchange(endpoints.ntpServer(id)).fields("NTPServer"));
    }

    /**
     * Sets a time server; change what {@link #ntpServers()} returned. {@code otherFields} are not sent: the device's own are.
     *
     * @return whether the device asks for a restart before it counts
     * @throws IsapiException.InvalidRequest naming the field the device does not take
     */
    public boolean putNtpServer(NtpServer server) {
        return clock.put(server);
    }

    /** What the device claims to have, as flags like {@code isSupportSubscribeEvent}. Flags are hints: some are untrue. */
    public DeviceDocument capabilities() {
        return Leaves.document(connection.exchange(endpoints.capabilities()));
    }

    /** What the device claims of its security: digest algorithms, password lengths, number of accounts. */
    public DeviceDocument securityCapabilities() {
        return Leaves.document(connection.exchange(endpoints.securityCapabilities()));
    }

    /**
     * How long the device has been running, and how busy it is.
     *
     * @throws IsapiException.Unsupported on terminals, as far as known; {@code access().workStatus()} is their health
     */
    public DeviceStatus status() {
        return DeviceStatus.of(connection.exchange(endpoints.status()).fields("DeviceStatus"));
    }

    /** What the device thinks of the configured account: the cheapest question that needs a log-in. */
    public UserCheck userCheck() {
        return UserCheck.of(connection.exchange(endpoints.userCheck()).fields("userCheck"));
    }

    /** When the device locks an account. */
    public IllegalLoginLock illegalLoginLock() {
        return IllegalLoginLock.of(
                connection.exchange(endpoints.illegalLoginLock()).fields("IllegalLoginLock"));
    }

    /** The device's accounts. */
    public List<DeviceAccount> accounts() {
        return list(connection.exchange(endpoints.accounts()), "UserList", "User").stream()
                .map(DeviceAccount::of)
                .toList();
    }

    /** Over which protocols and ports the device can be administered. */
    public List<AdminAccess> adminAccesses() {
        return list(connection.exchange(endpoints.adminAccesses()), "AdminAccessProtocolList", "AdminAccessProtocol")
                .stream()
                .map(AdminAccess::of)
                .toList();
    }

    /** Who is logged in to the device. */
    public List<OnlineUser> onlineUsers() {
        return list(connection.exchange(endpoints.onlineUsers()), "OnlineUserList", "OnlineUser").stream()
                .map(OnlineUser::of)
                .toList();
    }

    /**
     * Any other resource that can be read, for what has no method here yet: {@code resource("/ISAPI/Event/triggers")}.
     *
     * @param path path and query on this device; scheme and host, if any, are not looked at
     * @throws IllegalArgumentException if it is no path
     */
    public DeviceDocument resource(String path) {
        return Leaves.document(connection.exchange(endpoints.resource(DevicePath.of(path))));
    }

    private static List<Fields> list(Answer answer, String root, String element) {
        return answer.fields(root).each(element, fields -> fields);
    }
}
