package dev.rollcall.receiver.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One statement and its values, none of which is a text that a text column cannot hold. */
final class Statement {

    private JdbcClient.StatementSpec spec;

    Statement(JdbcClient.StatementSpec spec) {
        this.spec = spec;
    }

    Statement param(@Nullable Object value) {
        spec = spec.param(Sql.storable(value));
        return this;
    }

    Statement params(List<?> values) {
        values.forEach(this::param);
        return this;
    }

    int update() {
        return spec.update();
    }

    <T> JdbcClient.MappedQuerySpec<T> query(RowMapper<T> mapper) {
        return spec.query(mapper);
    }

    <T> JdbcClient.MappedQuerySpec<T> query(Class<T> type) {
        return spec.query(type);
    }

    void each(RowCallbackHandler row) {
        spec.query(row);
    }
}
