package dev.rollcall.simulator;

import java.util.List;
import java.util.Optional;

/**
 * GET and PUT /ISAPI/Event/notification/httpHosts: the whole list of receivers. A PUT replaces all of it: a slot it leaves
 * out is reset, or the whole request refused where an empty slot is (DS-K1A8503MF V1.4.0).
 */
final class HostsEndpoint implements Endpoint {
    private final HostList hosts;
    private final FirmwareProfile profile;
    private final HostRules rules;
    private final SlotListener changed;

    HostsEndpoint(HostList hosts, FirmwareProfile profile, SlotListener changed) {
        this.hosts = hosts;
        this.profile = profile;
        this.rules = new HostRules(profile);
        this.changed = changed;
    }

    @Override
    public String path() {
        return HostList.PATH;
    }

    @Override
    public Answer answer(Request request) {
        return switch (request.method()) {
            case "GET" ->
                Answer.xml(
                        200,
                        XmlElement.of("HttpHostNotificationList")
                                .withAll(hosts.all())
                                .document());
            case "PUT" ->
                XmlText.parse(request.body())
                        .filter(root -> root.name().equals("HttpHostNotificationList"))
                        .map(list -> replace(list.all("HttpHostNotification")))
                        .orElseGet(() -> Refusal.badXmlFormat().xml());
            default ->
                Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).xml();
        };
    }

    private Answer replace(List<XmlElement> given) {
        for (XmlElement host : given) {
            Optional<Refusal> refusal = hosts.has(slot(host))
                    ? rules.emptyField(host).or(() -> rules.refusal(host))
                    : Optional.of(Refusal.badXmlContent("id"));
            if (refusal.isPresent()) {
                return refusal.get().xml();
            }
        }
        boolean incomplete = given.stream().map(HostsEndpoint::slot).distinct().count() < hosts.size();
        if (incomplete && profile.get(PushTraits.EMPTY_SLOT_REFUSED)) {
            return Refusal.badXmlContent("HttpHostNotification").xml();
        }
        for (int slot = 1; slot <= hosts.size(); slot++) {
            int wanted = slot;
            given.stream()
                    .filter(host -> slot(host) == wanted)
                    .findFirst()
                    .ifPresentOrElse(host -> hosts.store(wanted, host), () -> hosts.reset(wanted));
            changed.configured(slot);
        }
        return Answer.okXml();
    }

    private static int slot(XmlElement host) {
        return PushHost.number(host.textOrEmpty("id"));
    }

    /** Told of every slot that has been written, whether or not its content changed. */
    interface SlotListener {
        void configured(int slot);
    }
}
