package dev.rollcall.agent.health;

/** Writes the state of the journal for a person. */
final class JournalText {

    private final StatusText text;

    JournalText(StatusText text) {
        this.text = text;
    }

    void write(StatusReport.JournalState journal) {
        text.title("journal");
        text.line(
                "verified",
                journal.verifiedTo() + " of " + journal.writtenTo() + " entries, everything "
                        + text.age(journal.verifiedAt()));
        text.line("kept", journal.keepDays() + " days after delivery, " + journal.pruned() + " events pruned");
        damage(journal);
        if (journal.roomProblem() != null) {
            text.line("NO ROOM", journal.roomProblem());
        }
        journal.setAside().forEach(file -> text.line("set aside", file));
        journal.warnings().forEach(warning -> text.line("WARNING", warning));
        journal.alarms().forEach(alarm -> text.line("ALARM", alarm));
    }

    private void damage(StatusReport.JournalState journal) {
        if (journal.damaged() == 0) {
            return;
        }
        text.line(
                "DAMAGED",
                journal.damaged() + " rows, " + journal.damagedUnsent()
                        + " of them not delivered; they are set aside and the terminals read again");
        journal.damagedEvents()
                .forEach(event -> text.line(
                        "damaged",
                        "serial " + event.serialNo() + " of " + event.device() + " at " + event.wallClock() + ": "
                                + event.reason()));
    }
}
