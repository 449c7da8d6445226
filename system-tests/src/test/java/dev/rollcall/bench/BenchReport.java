package dev.rollcall.bench;

import dev.rollcall.bench.IsapiClientBench.Measurement;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/** What was measured, as Markdown. */
final class BenchReport {

    private BenchReport() {}

    static String of(int events, List<Measurement> measured, List<Long> heap) {
        StringBuilder text = new StringBuilder();
        text.append(line(
                "%,d events, heap of at most %d MB, Java %s on %s %s, %d processors.%n",
                events,
                Runtime.getRuntime().maxMemory() >> 20,
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
        text.append(line("%n| Latency | Pages | Requests | of them 401 | Time | Events/s | of pages x latency |"));
        text.append(line(
                " Fresh digest per page, connection kept | Times faster | connection per request | Times faster |%n"));
        text.append(line("|---|---|---|---|---|---|---|---|---|---|---|%n"));
        for (Measurement one : measured) {
            text.append(row(events, one));
        }
        LongSummaryStatistics used =
                heap.stream().mapToLong(Long::longValue).skip(1).summaryStatistics();
        text.append(line(
                "%nHeap after a collection, every 100 pages of one search: %.1f to %.1f MB, last %.1f MB (%d samples).%n",
                used.getMin() / 1048576.0,
                used.getMax() / 1048576.0,
                heap.get(heap.size() - 1) / 1048576.0,
                heap.size()));
        return text.toString();
    }

    private static String row(int events, Measurement one) {
        double seconds = one.clientNanos() / 1e9;
        String bound = one.latency() == 0 ? "-" : line("%.3f", one.ofBound());
        return line(
                "| %d ms%s | %,d | %,d | %d | %.1f s | %,.0f | %s | %.2f ms a page (%,d pages) | %.2f | %.2f ms a page | %.2f |%n",
                one.latency(),
                one.ahead() ? ", read ahead" : "",
                one.pages(),
                one.counts().requests(),
                one.counts().refused(),
                seconds,
                events / seconds,
                bound,
                one.kept().millisPerPage(),
                one.kept().pages(),
                one.timesFasterThan(one.kept()),
                one.closed().millisPerPage(),
                one.timesFasterThan(one.closed()));
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
