package dev.rollcall.disklab;

import java.nio.file.Path;

/**
 * Works on a journal as a process of its own, so that its calls can be followed: {@code JOURNAL NOTES SEED PAGES STEPS BEGUN END}, where the
 * end is {@code close}, or {@code halt} to leave all as it is, as SIGKILL does.
 */
public final class JournalWorkMain {

    private JournalWorkMain() {}

    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[2]);
        int pages = Integer.parseInt(arguments[3]);
        int begun = Integer.parseInt(arguments[5]);
        Notebook notes = Notebook.open(Path.of(arguments[1]));
        JournalWork work = new JournalWork(Path.of(arguments[0]), seed, notes, pages, begun);
        work.go(Integer.parseInt(arguments[4]));
        if (arguments[6].equals("halt")) {
            Runtime.getRuntime().halt(0);
        }
        work.close();
        notes.close();
    }
}
