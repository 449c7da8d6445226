package dev.rollcall.receiver.jdbc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements for one connection source, written once for both databases. Callers name a table {@code @table}. */
final class Sql {

    /** Rows or values in one statement; keeps the parameters far below the limits of both databases. */
    static final int CHUNK = 200;

    private final JdbcClient client;
    private final Dialect dialect;

    Sql(JdbcClient client, Dialect dialect) {
        this.client = client;
        this.dialect = dialect;
    }

    JdbcClient.StatementSpec of(String text) {
        return client.sql(dialect.sql(text));
    }

    /** Runs a statement for each chunk of values and puts the answers together; {@code #in} stands for the values. */
    <V, T> List<T> forEach(
            String text, List<?> first, Collection<V> values, Function<JdbcClient.StatementSpec, List<T>> answer) {
        List<T> all = new ArrayList<>();
        for (List<V> chunk : chunks(values)) {
            String marks = "?,".repeat(chunk.size() - 1) + "?";
            all.addAll(answer.apply(of(text.replace("#in", marks))
                    .params(new ArrayList<>(first))
                    .params(new ArrayList<>(chunk))));
        }
        return all;
    }

    /** Inserts rows, many in one statement; {@code #rows} stands for them. */
    <T> List<T> insert(String text, List<List<Object>> rows, Function<JdbcClient.StatementSpec, List<T>> answer) {
        List<T> all = new ArrayList<>();
        for (List<List<Object>> chunk : chunks(rows)) {
            String row = "(" + "?,".repeat(chunk.get(0).size() - 1) + "?)";
            JdbcClient.StatementSpec statement = of(text.replace("#rows", (row + ",").repeat(chunk.size() - 1) + row));
            List<Object> values = new ArrayList<>();
            chunk.forEach(values::addAll);
            all.addAll(answer.apply(statement.params(values)));
        }
        return all;
    }

    private static <V> List<List<V>> chunks(Collection<V> values) {
        List<V> list = List.copyOf(values);
        List<List<V>> chunks = new ArrayList<>();
        for (int start = 0; start < list.size(); start += CHUNK) {
            chunks.add(list.subList(start, Math.min(start + CHUNK, list.size())));
        }
        return chunks;
    }
}
