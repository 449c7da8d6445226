package dev.rollcall.simulator;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Changes single traits of a {@link FirmwareProfile}; what each means is told at the trait. Not thread-safe. */
public final class FirmwareProfileBuilder {
    private final String name;
    private final Map<Trait<?>, Object> deviations;
    private FirmwareProfile.Release release;

    FirmwareProfileBuilder(FirmwareProfile from, String name) {
        this.name = name;
        this.release = new FirmwareProfile.Release(from.model(), from.firmware(), from.build());
        this.deviations = new HashMap<>(from.deviations());
    }

    /** Sets any trait. */
    public <T> FirmwareProfileBuilder with(Trait<T> trait, T value) {
        deviations.put(trait, value);
        return this;
    }

    public FirmwareProfileBuilder identity(String model, String firmware, String build) {
        release = new FirmwareProfile.Release(model, firmware, build);
        return this;
    }

    public FirmwareProfileBuilder pages(int limit, FirmwareProfile.OverLimit beyond) {
        return with(SearchTraits.PAGE_LIMIT, limit).with(SearchTraits.OVER_LIMIT, beyond);
    }

    public FirmwareProfileBuilder nonces(int uses, Duration lifetime, FirmwareProfile.SpentNonce afterwards) {
        return with(LoginTraits.NONCE_USES, uses)
                .with(LoginTraits.NONCE_LIFETIME, lifetime)
                .with(LoginTraits.SPENT_NONCE, afterwards);
    }

    public FirmwareProfileBuilder basicOffered(boolean value) {
        return with(LoginTraits.BASIC, value ? LoginTraits.BasicOffer.OWN_HEADER : LoginTraits.BasicOffer.NONE);
    }

    /** Refuses every time but {@code yyyy-MM-ddTHH:mm:ss±HH:mm}. */
    public FirmwareProfileBuilder strictTimes(boolean value) {
        return with(
                SearchTraits.REFUSED_TIMES, value ? Set.copyOf(EnumSet.allOf(SearchTraits.TimeForm.class)) : Set.of());
    }

    public FirmwareProfileBuilder statuses(int methodNotAllowed, int notSupport) {
        return with(NetworkTraits.METHOD_NOT_ALLOWED_STATUS, methodNotAllowed)
                .with(NetworkTraits.NOT_SUPPORT_STATUS, notSupport);
    }

    public FirmwareProfileBuilder majorMinorRequired(boolean value) {
        return with(SearchTraits.MAJOR_MINOR_REQUIRED, value);
    }

    public FirmwareProfileBuilder majorZeroAccepted(boolean value) {
        return with(SearchTraits.MAJOR_ZERO_ACCEPTED, value);
    }

    public FirmwareProfileBuilder lockProlonged(boolean value) {
        return with(LoginTraits.LOCK_PROLONGED, value);
    }

    public FirmwareProfileBuilder emptyAnswer(FirmwareProfile.EmptyAnswer value) {
        return with(SearchTraits.EMPTY_ANSWER, value);
    }

    public FirmwareProfileBuilder foreignOffset(FirmwareProfile.ForeignOffset value) {
        return with(SearchTraits.FOREIGN_OFFSET, value);
    }

    public FirmwareProfileBuilder countsEvents(boolean value) {
        return with(SearchTraits.COUNTS_EVENTS, value);
    }

    public FirmwareProfileBuilder serialWindow(boolean value) {
        return with(SearchTraits.SERIAL_WINDOW, value);
    }

    public FirmwareProfileBuilder reverseOrderHonoured(boolean value) {
        return with(SearchTraits.REVERSE_ORDER_HONOURED, value);
    }

    public FirmwareProfileBuilder rowShape(FirmwareProfile.RowShape value) {
        return with(SearchTraits.ROW_SHAPE, value);
    }

    public FirmwareProfileBuilder maxPosition(int value) {
        return with(SearchTraits.MAX_POSITION, value);
    }

    public FirmwareProfileBuilder keepAlive(boolean value) {
        return with(NetworkTraits.KEEP_ALIVE, value);
    }

    public FirmwareProfileBuilder reprintsInCurrentZone(boolean value) {
        return with(SearchTraits.REPRINTS_IN_CURRENT_ZONE, value);
    }

    public FirmwareProfileBuilder pushForm(FirmwareProfile.PushForm value) {
        return with(PushTraits.FORM, value);
    }

    public FirmwareProfile build() {
        return FirmwareProfile.of(name, release, deviations);
    }
}
