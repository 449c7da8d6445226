package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.StorableText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements for one connection source, written once for both databases. Callers name a table {@code @table}. */
final class Sql {

    /** Values in one list; keeps the parameters of a statement far below the limits of both databases. */
    static final int CHUNK = 500;

    private final JdbcTemplate template;
    private final JdbcClient client;
    private final Dialect dialect;
    private final Together together;
    private final Noted noted;
    private final Set<String> notedHere = new HashSet<>();

    Sql(DataSource source, Dialect dialect) {
        this(source, dialect, new Noted());
    }

    Sql(DataSource source, Dialect dialect, Noted noted) {
        this(new JdbcTemplate(source), dialect, noted);
    }

    private Sql(JdbcTemplate template, Dialect dialect, Noted noted) {
        this.noted = noted;
        this.template = template;
        this.client = JdbcClient.create(template);
        this.dialect = dialect;
        this.together = new Together(template);
    }

    /** Returns the same for another transaction, so that what one leaves for later never travels with the other. */
    Sql anew() {
        return new Sql(template, dialect, noted);
    }

    Statement of(String text) {
        together.run();
        return new Statement(client.sql(dialect.sql(text)));
    }

    /** Runs a statement before the next one that somebody waits for, or when {@link #finish} is called. */
    void later(String text, List<?> values) {
        if (dialect == Dialect.SQLITE) {
            of(text).params(values).update();
        } else {
            later(text, filling(values));
        }
    }

    /** The same in PostgreSQL alone, with values of its own. */
    void later(String text, Together.Filling filling) {
        together.add(dialect.sql(text), filling);
    }

    /** Asks, and lets what was left for later travel along. */
    <T> List<T> ask(String text, List<?> values, RowMapper<T> mapper) {
        return together.isEmpty()
                ? of(text).params(values).query(mapper).list()
                : together.ask(dialect.sql(text), filling(values), mapper);
    }

    /** Asks in PostgreSQL, with values of their own. */
    <T> List<T> ask(String text, Together.Filling filling, RowMapper<T> mapper) {
        return together.ask(dialect.sql(text), filling, mapper);
    }

    /** Runs what was left for later; to be called before the commit. */
    void finish() {
        together.run();
    }

    private static Together.Filling filling(List<?> values) {
        return (statement, from) -> {
            int place = from;
            for (Object value : values) {
                statement.setObject(place++, storable(value));
            }
            return place;
        };
    }

    /** Tells whether something is to be noted now, since no transaction of this store has noted it within the last second. */
    boolean isDue(String what, long millis) {
        boolean due = noted.isDue(what, millis);
        if (due) {
            notedHere.add(what);
        }
        return due;
    }

    /** To be called when this transaction was undone, and with it what it noted. */
    void undone() {
        noted.forget(notedHere);
    }

    Dialect dialect() {
        return dialect;
    }

    JdbcTemplate template() {
        together.run();
        return template;
    }

    /** Runs a statement for each chunk of values and puts the answers together; {@code #in} stands for the values. */
    <V, T> List<T> forEach(String text, List<?> first, Collection<V> values, Function<Statement, List<T>> answer) {
        List<T> all = new ArrayList<>();
        for (List<V> chunk : chunks(values)) {
            all.addAll(answer.apply(of(text.replace("#in", marks(chunk.size())))
                    .params(new ArrayList<>(first))
                    .params(new ArrayList<>(chunk))));
        }
        return all;
    }

    static String marks(int count) {
        return "?,".repeat(count - 1) + "?";
    }

    static <V> List<List<V>> chunks(Collection<V> values) {
        List<V> list = List.copyOf(values);
        List<List<V>> chunks = new ArrayList<>();
        for (int start = 0; start < list.size(); start += CHUNK) {
            chunks.add(list.subList(start, Math.min(start + CHUNK, list.size())));
        }
        return chunks;
    }

    /** The last guard of text columns: what they cannot hold becomes U+FFFD, whoever forgot to refuse it. */
    static @Nullable Object storable(@Nullable Object value) {
        return value instanceof String text ? StorableText.wellFormed(text) : value;
    }
}
