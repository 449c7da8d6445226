package dev.rollcall.receiver.testing;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.Agent;
import dev.rollcall.receiver.store.AgentRegister;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.DeviceRegister;
import dev.rollcall.receiver.store.DeviceReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Devices, agents and alarms of {@link InMemoryStore}. */
final class InMemoryRegisters {

    private InMemoryRegisters() {}

    /** The devices. */
    record Devices(InMemoryTables tables) implements DeviceRegister {

        @Override
        public Device lock(DeviceKey key, Instant now) {
            return find(key).orElseGet(() -> enter(key, null, null, null, false, now));
        }

        @Override
        public Optional<Device> lockKnown(DeviceKey key) {
            return find(key);
        }

        @Override
        public long newOnes() {
            return tables.devices.values().stream()
                    .filter(device -> !device.acknowledged())
                    .count();
        }

        @Override
        public Optional<Device> find(DeviceKey key) {
            Integer number = tables.deviceNumbers.get(key.value());
            return number == null ? Optional.empty() : find(number.intValue());
        }

        @Override
        public Optional<Device> find(int id) {
            return Optional.ofNullable(tables.devices.get(id));
        }

        @Override
        public List<Device> all() {
            return tables.devices.values().stream()
                    .sorted(Comparator.comparing(Device::key))
                    .toList();
        }

        @Override
        public Device add(DeviceKey key, String name, String mac, String zone, Instant now) {
            return enter(key, name, mac, zone, true, now);
        }

        private Device enter(DeviceKey key, String name, String mac, String zone, boolean acknowledged, Instant now) {
            Device known = find(key).orElse(null);
            int id = known == null ? (int) tables.next("device") : known.id();
            Device device = new Device(
                    id,
                    key,
                    name,
                    mac != null || known == null ? mac : known.mac(),
                    zone != null || known == null ? zone : known.zone(),
                    known == null ? null : known.reportedZone(),
                    known == null ? null : known.model(),
                    known == null ? null : known.firmware(),
                    known == null ? null : known.clockOffset(),
                    acknowledged,
                    known == null ? now : known.createdAt());
            tables.deviceNumbers.put(key.value(), id);
            tables.devices.put(id, device);
            return device;
        }

        @Override
        public void report(int id, DeviceReport report) {
            Device device = tables.devices.get(id);
            boolean named = device.acknowledged() && device.name() != null;
            tables.devices.put(
                    id,
                    new Device(
                            id,
                            device.key(),
                            named ? device.name() : or(report.name(), device.name()),
                            device.mac(),
                            device.zone(),
                            or(report.zone(), device.reportedZone()),
                            or(report.model(), device.model()),
                            or(report.firmware(), device.firmware()),
                            or(report.clockOffset(), device.clockOffset()),
                            device.acknowledged(),
                            device.createdAt()));
        }

        private static <T> T or(T said, T known) {
            return said == null ? known : said;
        }

        @Override
        public void sawBy(int id, Channel channel, Instant at) {
            String place = id + " " + channel;
            Instant before = tables.channels.get(place);
            if (before == null || before.isBefore(at)) {
                tables.channels.put(place, at);
            }
        }

        @Override
        public Map<Integer, Map<Channel, Instant>> lastSeen() {
            Map<Integer, Map<Channel, Instant>> seen = new HashMap<>();
            tables.channels.all().forEach((place, at) -> {
                String[] words = place.split(" ", 2);
                seen.computeIfAbsent(Integer.valueOf(words[0]), device -> new EnumMap<>(Channel.class))
                        .put(Channel.valueOf(words[1]), at);
            });
            return seen;
        }

        @Override
        public Optional<String> postedMac(int id) {
            return Optional.ofNullable(tables.postedMacs.get(id));
        }

        @Override
        public void notePostedMac(int id, String mac) {
            if (postedMac(id).isEmpty()) {
                tables.postedMacs.put(id, mac);
            }
        }

        @Override
        public void keepHeartbeat(int id, String contentType, byte[] body, Instant at) {
            sawBy(id, Channel.WEBHOOK, at);
        }
    }

    /** The agents. */
    record Agents(InMemoryTables tables) implements AgentRegister {

        @Override
        public void saw(String id, Instant at) {
            tables.agents.put(id, new Agent(id, null, null, null, at));
        }

        @Override
        public void heartbeat(String id, String version, String json, Instant at) {
            tables.agents.put(id, new Agent(id, version, json, at, at));
        }

        @Override
        public List<Agent> all() {
            return List.copyOf(tables.agents.values());
        }
    }

    /** The alarms. */
    record Alarms(InMemoryTables tables) implements AlarmLog {

        @Override
        public void raise(int deviceId, String kind, String subject, String detail, Instant now) {
            String place = deviceId + " " + kind + " " + subject;
            Alarm before = tables.alarms.get(place);
            tables.alarms.put(
                    place,
                    before == null
                            ? new Alarm(deviceId, kind, subject, detail, now, now, 1)
                            : new Alarm(deviceId, kind, subject, detail, before.raisedAt(), now, before.times() + 1));
        }

        @Override
        public List<Alarm> latest(int limit) {
            return tables.alarms.values().stream()
                    .sorted(Comparator.comparing(Alarm::lastAt).reversed())
                    .limit(limit)
                    .toList();
        }
    }
}
