package dev.rollcall.disklab;

import dev.rollcall.disklab.DiskCall.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what strace wrote of one thread: the calls that change the files of one folder, and what was written to the file of notes. */
final class StraceReader {

    /** The calls to be traced, and how: with paths, all bytes in full. */
    static final List<String> OPTIONS = List.of(
            "-f",
            "-ff",
            "-qq",
            "-y",
            "-xx",
            "-s",
            "70000",
            "--seccomp-bpf",
            "-e",
            "trace=openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,unlink");

    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)\\s+= (-?\\d+).*", Pattern.DOTALL);
    private static final Pattern TEXT =
            Pattern.compile("<((?:\\\\x[0-9a-f]{2})+)>|\"((?:\\\\x[0-9a-f]{2})*)\"(\\.\\.\\.)?");
    private static final int FIRST_FD = 3;

    private final Path folder;
    private final Path notes;
    private final Set<String> known = new HashSet<>();
    private final Map<String, Long> places = new HashMap<>();
    private final List<DiskCall> calls = new ArrayList<>();

    StraceReader(Path folder, Path notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /** Reads on; files that were there stay known. */
    void read(Path trace) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher call = CALL.matcher(line);
                if (call.matches() && Long.parseLong(call.group(3)) >= 0) {
                    note(call.group(1), call.group(2), Long.parseLong(call.group(3)));
                }
            }
        }
    }

    Recording recording() {
        return new Recording(calls);
    }

    private void note(String call, String arguments, long result) {
        List<byte[]> texts = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        Matcher text = TEXT.matcher(arguments);
        while (text.find()) {
            if (text.group(3) != null) {
                throw new IllegalStateException("strace left something out of " + call);
            }
            texts.add(bytes(text.group(1) == null ? text.group(2) : text.group(1)));
            text.appendReplacement(rest, "");
        }
        text.appendTail(rest);
        String[] numbers = rest.toString().split(",\\s*");
        if (call.equals("openat")) {
            open(path(texts.get(texts.size() - 1)), rest.toString());
        } else if (!texts.isEmpty()) {
            change(call, texts, numbers, result);
        }
    }

    private void open(Path path, String flags) {
        if (!isOurs(path)) {
            return;
        }
        String name = path.getFileName().toString();
        if (flags.contains("O_CREAT") && known.add(name)) {
            calls.add(DiskCall.of(Kind.CREATE, name));
        }
        if (flags.contains("O_TRUNC")) {
            calls.add(DiskCall.truncate(name, 0));
        }
        places.put(name, 0L);
    }

    private void change(String call, List<byte[]> texts, String[] numbers, long result) {
        Path path = path(texts.get(0));
        if (call.equals("write") && path.equals(notes)) {
            new String(texts.get(1), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> calls.add(DiskCall.of(Kind.NOTE, line)));
        } else if (path.equals(folder)) {
            calls.add(DiskCall.of(Kind.SYNC_FOLDER, ""));
        } else if (isOurs(path)) {
            String name = path.getFileName().toString();
            switch (call) {
                case "write" -> write(name, places.merge(name, result, Long::sum) - result, texts.get(1), result);
                case "pwrite64" -> write(name, Long.parseLong(numbers[FIRST_FD]), texts.get(1), result);
                case "ftruncate" -> calls.add(DiskCall.truncate(name, Long.parseLong(numbers[1])));
                case "fsync", "fdatasync" -> calls.add(DiskCall.of(Kind.SYNC, name));
                case "rename" -> rename(name, path(texts.get(1)).getFileName().toString());
                case "unlink" -> {
                    known.remove(name);
                    calls.add(DiskCall.of(Kind.UNLINK, name));
                }
                default -> throw new IllegalStateException("an untold call " + call);
            }
        }
    }

    private void write(String name, long at, byte[] bytes, long written) {
        if (written != bytes.length) {
            throw new IllegalStateException("half a write of " + name);
        }
        calls.add(DiskCall.write(name, at, bytes));
    }

    private void rename(String name, String other) {
        known.remove(name);
        known.add(other);
        calls.add(DiskCall.rename(name, other));
    }

    /** The index of the write-ahead log is made anew by whoever opens the journal first; it is no file to be relied on. */
    private boolean isOurs(Path path) {
        return folder.equals(path.getParent()) && !path.toString().endsWith("-shm");
    }

    private static Path path(byte[] text) {
        return Path.of(new String(text, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String escaped) {
        return HexFormat.of().parseHex(escaped.replace("\\x", ""));
    }
}
