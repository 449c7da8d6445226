package dev.rollcall.killrounds;

import dev.rollcall.house.Artifacts;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.lab.LabNote;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows R1 and P1. The seeds are fixed; what a strike hits depends on the machine, and how much was sent is printed. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class ReceiverKillIT {

    private static final int FEW = 5;
    private static final int MANY = Integer.getInteger("rollcall.lab.rounds", 100);

    @TempDir
    private Path folder;

    @Test
    void R1_receiverOnSqlite_killedUnderTraffic_losesNothingAcknowledged_andRepeatsNothing() throws Exception {
        System.out.println(onSqlite(FEW));
    }

    @Test
    void P1_receiverAndPostgres_killedInTurnUnderTraffic_loseNothingAcknowledged_andRepeatNothing() throws Exception {
        System.out.println(onPostgres(FEW));
    }

    @Tag("long")
    @Test
    void R1_receiverOnSqlite_killedAHundredTimes_losesNothingAcknowledged_andRepeatsNothing() throws Exception {
        System.out.println(onSqlite(MANY));
    }

    @Tag("long")
    @Test
    void P1_receiverAndPostgres_killedAHundredTimes_loseNothingAcknowledged_andRepeatNothing() throws Exception {
        System.out.println(onPostgres(MANY));
    }

    private String onSqlite(int count) throws Exception {
        try (ReceiverProcess receiver = receiver(List.of())) {
            KillRounds rounds = new KillRounds(receiver, 11);
            return told("SQLite", count, rounds, List.of(rounds::killReceiver));
        }
    }

    private String onPostgres(int count) throws Exception {
        try (KilledPostgres postgres = KilledPostgres.start(folder);
                ReceiverProcess receiver = receiver(postgres.options())) {
            KillRounds rounds = new KillRounds(receiver, 12);
            KillRounds.Strike crash = () -> {
                postgres.crash();
                postgres.startAgain();
            };
            return told("PostgreSQL", count, rounds, List.of(crash, rounds::killReceiver));
        }
    }

    private static String told(String database, int count, KillRounds rounds, List<KillRounds.Strike> strikes)
            throws Exception {
        LabNote note = LabNote.begin("receiver", database + ", " + count + " crashes under traffic");
        String said = rounds.run(count, strikes);
        note.counted(count, count).say("%s", said).end();
        return database + ": " + said;
    }

    private ReceiverProcess receiver(List<String> database) throws Exception {
        Artifacts artifacts = new Artifacts(Path.of(System.getProperty("rollcall.home")));
        return ReceiverProcess.unpacked(artifacts, folder, database);
    }
}
