package dev.rollcall.simulator;

import java.time.Duration;

/** Changes single traits of a {@link FirmwareProfile}; what each means is told there. Not thread-safe. */
public final class FirmwareProfileBuilder {
    private final String name;
    private String model;
    private String firmware;
    private String build;
    private int pageLimit;
    private FirmwareProfile.OverLimit overLimit;
    private boolean majorMinorRequired;
    private boolean majorZeroAccepted;
    private int nonceUses;
    private Duration nonceLifetime;
    private FirmwareProfile.SpentNonce spentNonce;
    private boolean basicOffered;
    private boolean lockProlonged;
    private FirmwareProfile.EmptyAnswer emptyAnswer;
    private boolean strictTimes;
    private FirmwareProfile.ForeignOffset foreignOffset;
    private boolean countsEvents;
    private boolean serialWindow;
    private boolean reverseOrderHonoured;
    private FirmwareProfile.RowShape rowShape;
    private int maxPosition;
    private int methodNotAllowedStatus;
    private int notSupportStatus;
    private boolean keepAlive;
    private boolean reprintsInCurrentZone;
    private FirmwareProfile.PushForm pushForm;

    FirmwareProfileBuilder(FirmwareProfile from, String name) {
        this.name = name;
        model = from.model();
        firmware = from.firmware();
        build = from.build();
        pageLimit = from.pageLimit();
        overLimit = from.overLimit();
        majorMinorRequired = from.majorMinorRequired();
        majorZeroAccepted = from.majorZeroAccepted();
        nonceUses = from.nonceUses();
        nonceLifetime = from.nonceLifetime();
        spentNonce = from.spentNonce();
        basicOffered = from.basicOffered();
        lockProlonged = from.lockProlonged();
        emptyAnswer = from.emptyAnswer();
        strictTimes = from.strictTimes();
        foreignOffset = from.foreignOffset();
        countsEvents = from.countsEvents();
        serialWindow = from.serialWindow();
        reverseOrderHonoured = from.reverseOrderHonoured();
        rowShape = from.rowShape();
        maxPosition = from.maxPosition();
        methodNotAllowedStatus = from.methodNotAllowedStatus();
        notSupportStatus = from.notSupportStatus();
        keepAlive = from.keepAlive();
        reprintsInCurrentZone = from.reprintsInCurrentZone();
        pushForm = from.pushForm();
    }

    public FirmwareProfileBuilder identity(String newModel, String newFirmware, String newBuild) {
        model = newModel;
        firmware = newFirmware;
        build = newBuild;
        return this;
    }

    public FirmwareProfileBuilder pages(int limit, FirmwareProfile.OverLimit beyond) {
        pageLimit = limit;
        overLimit = beyond;
        return this;
    }

    public FirmwareProfileBuilder majorMinorRequired(boolean value) {
        majorMinorRequired = value;
        return this;
    }

    public FirmwareProfileBuilder majorZeroAccepted(boolean value) {
        majorZeroAccepted = value;
        return this;
    }

    public FirmwareProfileBuilder nonces(int uses, Duration lifetime, FirmwareProfile.SpentNonce afterwards) {
        nonceUses = uses;
        nonceLifetime = lifetime;
        spentNonce = afterwards;
        return this;
    }

    public FirmwareProfileBuilder basicOffered(boolean value) {
        basicOffered = value;
        return this;
    }

    public FirmwareProfileBuilder lockProlonged(boolean value) {
        lockProlonged = value;
        return this;
    }

    public FirmwareProfileBuilder emptyAnswer(FirmwareProfile.EmptyAnswer value) {
        emptyAnswer = value;
        return this;
    }

    public FirmwareProfileBuilder strictTimes(boolean value) {
        strictTimes = value;
        return this;
    }

    public FirmwareProfileBuilder foreignOffset(FirmwareProfile.ForeignOffset value) {
        foreignOffset = value;
        return this;
    }

    public FirmwareProfileBuilder countsEvents(boolean value) {
        countsEvents = value;
        return this;
    }

    public FirmwareProfileBuilder serialWindow(boolean value) {
        serialWindow = value;
        return this;
    }

    public FirmwareProfileBuilder reverseOrderHonoured(boolean value) {
        reverseOrderHonoured = value;
        return this;
    }

    public FirmwareProfileBuilder rowShape(FirmwareProfile.RowShape value) {
        rowShape = value;
        return this;
    }

    public FirmwareProfileBuilder maxPosition(int value) {
        maxPosition = value;
        return this;
    }

    public FirmwareProfileBuilder statuses(int methodNotAllowed, int notSupport) {
        methodNotAllowedStatus = methodNotAllowed;
        notSupportStatus = notSupport;
        return this;
    }

    public FirmwareProfileBuilder keepAlive(boolean value) {
        keepAlive = value;
        return this;
    }

    public FirmwareProfileBuilder reprintsInCurrentZone(boolean value) {
        reprintsInCurrentZone = value;
        return this;
    }

    public FirmwareProfileBuilder pushForm(FirmwareProfile.PushForm value) {
        pushForm = value;
        return this;
    }

    public FirmwareProfile build() {
        return new FirmwareProfile(
                name,
                model,
                firmware,
                build,
                pageLimit,
                overLimit,
                majorMinorRequired,
                majorZeroAccepted,
                nonceUses,
                nonceLifetime,
                spentNonce,
                basicOffered,
                lockProlonged,
                emptyAnswer,
                strictTimes,
                foreignOffset,
                countsEvents,
                serialWindow,
                reverseOrderHonoured,
                rowShape,
                maxPosition,
                methodNotAllowedStatus,
                notSupportStatus,
                keepAlive,
                reprintsInCurrentZone,
                pushForm);
    }
}
