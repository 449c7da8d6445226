package dev.rollcall.receiver.cli;

import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.reconcile.Recount;
import dev.rollcall.receiver.store.AlarmLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** The subcommands about the database itself. */
final class DatabaseCommands {

    private DatabaseCommands() {}

    /** Brings the tables up to date. */
    @CommandLine.Command(
            name = "migrate",
            mixinStandardHelpOptions = true,
            description = "Brings the database's tables up to date, as every start does.")
    static final class Migrate implements Callable<Integer> {

        private final Terminal terminal;

        @CommandLine.Option(
                names = "--restored",
                description =
                        "Say so after the database was restored from a backup: it gets another store id, so that readers"
                                + " begin anew and agents send again what it lacks. Start the receivers again then.")
        private boolean restored;

        Migrate(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            return terminal.with(session -> {
                terminal.say("Database " + session.database().describe() + " is up to date.");
                if (restored) {
                    String id = JdbcStore.restored(
                            session.database(), session.clock().instant());
                    terminal.say("It is store " + id
                            + " now. Start the receivers again, so that agents and readers notice.");
                }
                return 0;
            });
        }
    }

    /** Checks configuration and database. */
    @CommandLine.Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Checks configuration and database, also that writing works, and names what is wrong or unwise.")
    static final class Check implements Callable<Integer> {

        private static final int MOST_ALARMS = 1000;
        private static final Set<String> CHANGED = Set.of(AlarmLog.EDITED, AlarmLog.RECOUNTED);

        private final Terminal terminal;

        @CommandLine.Option(
                names = "--rows",
                description =
                        "Also hold every stored event against its digest and the tallies; takes a while. Exit code 1 if one"
                                + " is edited, or if events were removed or added by hand since the tallies were last held"
                                + " against them; what was found before is mentioned.")
        private boolean rows;

        Check(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            return terminal.with(session -> {
                long events = session.store().write(unit -> unit.feed().count());
                Findings findings = new Findings(session);
                findings.advice().forEach(advice -> terminal.say("Advice: " + advice));
                List<String> problems = findings.problems();
                problems.forEach(problem -> terminal.say("Problem: " + problem));
                if (!problems.isEmpty()) {
                    return 2;
                }
                terminal.say("Fine: database " + session.database().describe() + ", store "
                        + session.store().id() + ", " + events + " events.");
                return rows ? proveRows(session) : 0;
            });
        }

        /** What is still wrong counts; what was found before and is counted since is only mentioned. */
        private int proveRows(Session session) {
            Instant started = session.clock().instant().truncatedTo(ChronoUnit.MILLIS);
            Recount recount = new Recount(session.store(), session.clock());
            List<String> found = session.store().read(unit -> unit.devices().all()).stream()
                    .flatMap(device -> recount.all(device).stream())
                    .toList();
            found.forEach(sentence -> terminal.say("Problem: " + sentence));
            session.store().read(unit -> unit.alarms().latest(MOST_ALARMS)).stream()
                    .filter(alarm ->
                            CHANGED.contains(alarm.kind()) && alarm.lastAt().isBefore(started))
                    .forEach(alarm -> terminal.say("Noted on " + alarm.lastAt() + ", not so now: " + alarm.detail()));
            if (!found.isEmpty()) {
                terminal.say("Agents still have what they sent: restore a backup, then say migrate --restored.");
                return 1;
            }
            terminal.say(
                    "Rows: every event says what it said when it was stored, and the tallies count what is there.");
            return 0;
        }
    }
}
