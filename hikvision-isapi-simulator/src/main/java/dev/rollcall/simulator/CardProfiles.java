package dev.rollcall.simulator;

import java.time.Duration;
import java.time.ZoneId;

/**
 * The named profiles of card and fingerprint terminals and of door stations. Each sets what was seen on that device and
 * leaves the rest as usual. No static fields: {@link FirmwareProfile} calls it while it is being initialised.
 */
final class CardProfiles {
    private CardProfiles() {}

    /**
     * An OpenXava integrator's log: locked for 1800 s, times at +08:00 from the factory; of two push slots the first is
     * EHome's; plain HTTP to an IP address and a port from 1024, url up to 128 characters; an empty field in the foreign
     * slot is Invalid Content for the whole list. Its page limit and row shape were not described.
     */
    static FirmwareProfile k1a8503mf() {
        return FirmwareProfile.GENERIC.toBuilder("K1A8503MF")
                .identity("DS-K1A8503MF", "V1.4.0", "200316")
                .with(LoginTraits.LOCK_TIME, Duration.ofMinutes(30))
                .with(LoginTraits.LOCK_BODY, LoginTraits.LockBody.USER_CHECK)
                .with(StorageTraits.FACTORY_ZONE, ZoneId.of("+08:00"))
                .with(PushTraits.SLOTS, 2)
                .with(PushTraits.FIRST_SLOT_EHOME, true)
                .with(PushTraits.IP_ONLY, true)
                .with(PushTraits.LOWEST_PORT, 1024)
                .with(PushTraits.URL_LIMIT, 128)
                .with(PushTraits.HTTPS_ALLOWED, false)
                .with(PushTraits.EMPTY_SLOT_REFUSED, true)
                .build();
    }

    /**
     * An agent's tests: ten rows of events or people at most, more is refused; an empty answer has no InfoList; short rows;
     * no window needed; a lock of 120 s; line ends before the XML declaration. That it cannot count and ignores serial
     * windows is an assumption: nobody reports either.
     */
    static FirmwareProfile k1t8003mf() {
        return FirmwareProfile.GENERIC.toBuilder("K1T8003MF")
                .identity("DS-K1T8003MF", "V1.3.37", "210408")
                .pages(10, FirmwareProfile.OverLimit.REFUSE)
                .emptyAnswer(FirmwareProfile.EmptyAnswer.NO_LIST)
                .countsEvents(false)
                .serialWindow(false)
                .rowShape(FirmwareProfile.RowShape.MINIMAL)
                .with(SearchTraits.TOTAL_FIRST, false)
                .with(LoginTraits.LOCK_TIME, Duration.ofMinutes(2))
                .with(NetworkTraits.BEFORE_XML, "\r\n")
                .with(PeopleTraits.PAGE_LIMIT, 10)
                .with(PeopleTraits.OVER_LIMIT, FirmwareProfile.OverLimit.REFUSE)
                .build();
    }

    /**
     * A probe of every endpoint: all fields in every row, events counted, 300 000 positions, timeReverseOrder without
     * effect; methodNotAllowed as HTTP 404, notSupport as HTTP 200; five wrong passwords lock for 1800 s; pushes that never
     * arrive, url not kept, no host names; the stream replays the log; storage can be set; 1500 people, no face search.
     */
    static FirmwareProfile k1a340fwx() {
        return FirmwareProfile.GENERIC.toBuilder("K1A340FWX")
                .identity("DS-K1A340FWX", "V1.2.7", "240102")
                .reverseOrderHonoured(false)
                .rowShape(FirmwareProfile.RowShape.FULL)
                .maxPosition(300_000)
                .statuses(404, 200)
                .pushForm(FirmwareProfile.PushForm.NEVER)
                .with(SearchTraits.TOTAL_FIRST, false)
                .with(PushTraits.IP_ONLY, true)
                .with(PushTraits.URL_KEPT, false)
                .with(PushTraits.TEST_ALLOWED, false)
                .with(PushTraits.CAPABILITIES, false)
                .with(StreamTraits.REPLAYS_LOG, true)
                .with(StorageTraits.RING_SIZE, 300_000)
                .with(StorageTraits.CONFIGURABLE, true)
                .with(PeopleTraits.CAPACITY, 1_500)
                .with(PeopleTraits.FACES_SUPPORTED, false)
                .build();
    }

    /** An owner's report about a DS-K1T502: silent after a reboot until httpHosts is PUT again. The version is made up. */
    static FirmwareProfile k1t502() {
        return FirmwareProfile.GENERIC.toBuilder("K1T502")
                .identity("DS-K1T502DBFWX-C", "V3.6.0", "221108")
                .with(PushTraits.RESUMES_AFTER_REBOOT, false)
                .build();
    }

    /** A home automation integration: Basic lets in, the stream replays the log. */
    static FirmwareProfile k1t805mbfwx() {
        return FirmwareProfile.GENERIC.toBuilder("K1T805MBFWX")
                .identity("DS-K1T805MBFWX", "V1.9.1", "230706")
                .with(LoginTraits.BASIC, LoginTraits.BasicOffer.OWN_HEADER)
                .with(LoginTraits.BASIC_ACCEPTED, true)
                .with(StreamTraits.REPLAYS_LOG, true)
                .build();
    }

    /** An integrator's note: AcsEvent is notSupport, but the stream replays. The version is made up. */
    static FirmwareProfile kv9503() {
        return FirmwareProfile.GENERIC.toBuilder("KV9503")
                .identity("DS-KV9503", "V2.2.45", "211220")
                .countsEvents(false)
                .with(SearchTraits.SUPPORTED, false)
                .with(StreamTraits.REPLAYS_LOG, true)
                .build();
    }
}
