package dev.rollcall.attendance.reconcile;

import java.time.LocalDate;
import java.util.List;

/**
 * What a comparison of device, journal and receiver came to for one day of a device's clock.
 *
 * @param day      the day
 * @param device   what the device says
 * @param journal  how many records of any class the journal has
 * @param sent     the journal's events that the receiver has acknowledged
 * @param receiver what the receiver had when it was compared, differences that are explained included; its hash only matters to
 *                 notice that something changed since
 * @param compared whether the receiver was asked
 * @param over     whether the device was read beyond the end of the day
 * @param findings what does not agree; what is open comes first where not all of it is here
 * @param leftOut  how many more findings there were
 */
public record DayProof(
        LocalDate day,
        DeviceSays device,
        long journal,
        TallySum sent,
        TallySum receiver,
        boolean compared,
        boolean over,
        List<Finding> findings,
        long leftOut) {

    public DayProof {
        findings = List.copyOf(findings);
    }

    /** A day of which all findings are here. */
    public DayProof(
            LocalDate day,
            DeviceSays device,
            long journal,
            TallySum sent,
            TallySum receiver,
            boolean compared,
            boolean over,
            List<Finding> findings) {
        this(day, device, journal, sent, receiver, compared, over, findings, 0);
    }

    /** Tells whether all three were asked and agree, findings and the end of the day aside. */
    public boolean agrees() {
        return compared
                && switch (device.how()) {
                    case COUNTED, SEARCHED -> Long.valueOf(journal).equals(device.events());
                    case READ, READ_BEFORE -> true;
                    case CANNOT_COUNT, NOT_ASKED -> false;
                };
    }

    /** Returns the verdict at the time of the comparison. No day is complete of which something is lost, whoever has accepted that. */
    public Verdict verdict() {
        return findings.stream().anyMatch(Finding::isAcceptedLoss) ? Verdict.INCOMPLETE : verdictBesideAcceptedLosses();
    }

    /**
     * Returns the verdict as if nothing had been lost of what a person has accepted to be lost: what is to be done, and what holds anything
     * back, is judged by this.
     */
    public Verdict verdictBesideAcceptedLosses() {
        if (findings.stream().anyMatch(Finding::blocks)) {
            return Verdict.INCOMPLETE;
        }
        if (device.how() == DeviceSays.How.CANNOT_COUNT) {
            return Verdict.CANNOT_COUNT;
        }
        return agrees() && over ? Verdict.COMPLETE : Verdict.UNKNOWN;
    }

    /**
     * Returns the verdict now.
     *
     * @param receiverNow what the receiver has of that day now
     */
    public Verdict verdict(TallySum receiverNow) {
        return now(verdict(), receiverNow);
    }

    /**
     * Returns {@link #verdictBesideAcceptedLosses()} now.
     *
     * @param receiverNow what the receiver has of that day now
     */
    public Verdict verdictBesideAcceptedLosses(TallySum receiverNow) {
        return now(verdictBesideAcceptedLosses(), receiverNow);
    }

    private Verdict now(Verdict then, TallySum receiverNow) {
        return then == Verdict.COMPLETE && !receiverNow.equals(receiver) ? Verdict.UNKNOWN : then;
    }
}
