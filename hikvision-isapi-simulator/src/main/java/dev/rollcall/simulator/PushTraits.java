package dev.rollcall.simulator;

import java.time.Duration;

/** How firmwares differ in pushing: what httpHosts takes and keeps, and what is sent. */
public final class PushTraits {

    /** What a pushed event looks like. */
    public static final Trait<FirmwareProfile.PushForm> FORM =
            Trait.of("push.form", FirmwareProfile.PushForm.MULTIPART);

    /** How many httpHosts there are; 2 on DS-K1A8503MF V1.4.0. */
    public static final Trait<Integer> SLOTS = Trait.of("push.slots", 1);

    /** A host name is refused, badXmlContent ipAddress (DS-K1A340FWX V1.2.7, DS-K1A8503MF V1.4.0). */
    public static final Trait<Boolean> IP_ONLY = Trait.of("push.ipOnly", false);

    /** The lowest port; 1024 on DS-K1A8503MF V1.4.0. */
    public static final Trait<Integer> LOWEST_PORT = Trait.of("push.lowestPort", 1);

    /** The most characters of a url; 128 on DS-K1A8503MF V1.4.0. */
    public static final Trait<Integer> URL_LIMIT = Trait.of("push.urlLimit", 128);

    /** Whether https can be set; not on DS-K1A8503MF V1.4.0. */
    public static final Trait<Boolean> HTTPS_ALLOWED = Trait.of("push.httpsAllowed", true);

    /** Whether url and httpBroken are kept; PUT says OK and drops them on DS-K1A340FWX V1.2.7. */
    public static final Trait<Boolean> URL_KEPT = Trait.of("push.urlKept", true);

    /** Whether parameterFormatType is kept; not on DS-K1T341BM V3.7.80. */
    public static final Trait<Boolean> FORMAT_KEPT = Trait.of("push.formatKept", true);

    /** Whether {@code POST httpHosts/<id>/test} exists; methodNotAllowed on DS-K1T341BM V3.7.80. */
    public static final Trait<Boolean> TEST_ALLOWED = Trait.of("push.testAllowed", true);

    /** Whether httpHosts/capabilities exists; notSupport on DS-K1A340FWX V1.2.7. */
    public static final Trait<Boolean> CAPABILITIES = Trait.of("push.capabilities", true);

    /** An empty field in any slot of a PUT list refuses all of it, Invalid Content (DS-K1A8503MF V1.4.0). */
    public static final Trait<Boolean> EMPTY_SLOT_REFUSED = Trait.of("push.emptySlotRefused", false);

    /** Slot 1 belongs to EHome, port 15300, from the factory (DS-K1A8503MF V1.4.0). */
    public static final Trait<Boolean> FIRST_SLOT_EHOME = Trait.of("push.firstSlotEhome", false);

    /** The device fills in SubscribeEvent: heartbeat 30, eventMode all, pictureURLType binary (DS-K1T341BM V3.7.80). */
    public static final Trait<Boolean> FILLS_SUBSCRIPTION = Trait.of("push.fillsSubscription", false);

    /** Whether pushing goes on after a reboot; on a DS-K1T502 only once httpHosts is PUT again. */
    public static final Trait<Boolean> RESUMES_AFTER_REBOOT = Trait.of("push.resumesAfterReboot", true);

    /** Anything but 200 is sent again for ever and blocks the rest (204 on DS-K1T341CMFW V3.3.8); else any 2xx will do. */
    public static final Trait<Boolean> ONLY_200_ACKNOWLEDGES = Trait.of("push.only200Acknowledges", true);

    /** Stored events are sent first, oldest first, once a receiver is set (DS-K1T342EFWX V3.3.5, DS-K1T341BM V3.7.80). */
    public static final Trait<Boolean> SENDS_STORED_EVENTS = Trait.of("push.sendsStoredEvents", false);

    /** The pause between heartbeats, zero for none; 10 to 30 s where there are any, 30 s on DS-K1T341BM V3.7.80. */
    public static final Trait<Duration> HEARTBEAT = Trait.of("push.heartbeat", Duration.ZERO);

    /** How many unacknowledged events are kept for pushing, 0 for all; what is older is dropped in silence (assumed). */
    public static final Trait<Integer> BUFFER = Trait.of("push.buffer", 0);

    /** Whether a slot has an {@code enabled} that must be true (newer firmware, from an integrators' guide). */
    public static final Trait<Boolean> ENABLED_FLAG = Trait.of("push.enabledFlag", false);

    /** Whether pushes carry currentEvent; often left out (DS-K1T341CMFW V3.3.8). */
    public static final Trait<Boolean> MARKS_CURRENT = Trait.of("push.marksCurrent", false);

    private PushTraits() {}
}
