package dev.rollcall.simulator;

/** How firmwares differ in the lists of people and credentials. */
public final class PeopleTraits {

    /** The most rows of one page: 30, and 10 on DS-K1T8003MF V1.3.37. */
    public static final Trait<Integer> PAGE_LIMIT = Trait.of("people.pageLimit", 30);

    /** What happens when more rows are asked for. */
    public static final Trait<FirmwareProfile.OverLimit> OVER_LIMIT =
            Trait.of("people.overLimit", FirmwareProfile.OverLimit.CLIP);

    /** How many people fit; 1500 on DS-K1A340FWX V1.2.7. */
    public static final Trait<Integer> CAPACITY = Trait.of("people.capacity", 3_000);

    /** Whether an empty answer leaves its list out (CardInfo on DS-K1A340FWX V1.2.7). */
    public static final Trait<Boolean> EMPTY_LIST_LEFT_OUT = Trait.of("people.emptyListLeftOut", true);

    /** Whether faces can be searched for; on DS-K1A340FWX V1.2.7 notSupport comes with HTTP 200. */
    public static final Trait<Boolean> FACES_SUPPORTED = Trait.of("people.facesSupported", true);

    /** Whether fingerprints can be read. */
    public static final Trait<Boolean> FINGERPRINTS_SUPPORTED = Trait.of("people.fingerprintsSupported", true);

    private PeopleTraits() {}
}
