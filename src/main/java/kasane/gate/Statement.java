package kasane.gate;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kasane.shared.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One constant SQL text with its named parameters, ready to be read as records or executed. */
public final class Statement {

    private final JdbcClient.StatementSpec spec;

    Statement(JdbcClient.StatementSpec spec) {
        this.spec = spec;
    }

    /** Binds a named parameter: ids, enums (by name), instants, collections (as arrays) and plain values. */
    public Statement param(String name, @Nullable Object value) {
        switch (value) {
            case null -> spec.param(name, null, Types.NULL);
            case Id id -> spec.param(name, id.value());
            case Enum<?> constant -> spec.param(name, constant.name());
            case Instant instant -> spec.param(name, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            case LocalDate date -> spec.param(name, date, Types.DATE);
            case Collection<?> many -> spec.param(name, new ArrayValue(many));
            default -> spec.param(name, value);
        }
        return this;
    }

    /** Binds JSON text to a parameter that the SQL casts with {@code ::jsonb}. */
    public Statement json(String name, String json) {
        spec.param(name, json, Types.OTHER);
        return this;
    }

    /** All rows, in the statement's order. */
    public <T> List<T> list(Function<Row, T> mapper) {
        return spec.query((rs, no) -> mapper.apply(new Row(rs))).list();
    }

    /** The only row, or empty; more than one is a bug. */
    public <T> Optional<T> optional(Function<Row, T> mapper) {
        return spec.query((rs, no) -> mapper.apply(new Row(rs))).optional();
    }

    /** The only row; none or more than one is a bug. */
    public <T> T one(Function<Row, T> mapper) {
        return spec.query((rs, no) -> mapper.apply(new Row(rs))).single();
    }

    /** Executes and tells how many rows were written. */
    public int update() {
        return spec.update();
    }

    /** Executes a statement whose answer does not matter, such as {@code select some.function(…)}. */
    public void call() {
        spec.query((rs, no) -> Boolean.TRUE).list();
    }

    /** A collection sent as a PostgreSQL array of uuid, integer or text, after its first element. */
    private record ArrayValue(Collection<?> many) implements org.springframework.jdbc.core.SqlTypeValue {
        @Override
        public void setTypeValue(
                java.sql.PreparedStatement statement, int index, int sqlType, @Nullable String typeName)
                throws SQLException {
            Object[] values = many.stream()
                    .map(v -> v instanceof Id id ? id.value() : v instanceof Enum<?> e ? e.name() : v)
                    .toArray();
            // An empty collection has no element to tell its type; '{}' as text is an empty array of any type.
            if (values.length == 0) {
                statement.setObject(index, "{}", Types.OTHER);
                return;
            }
            String type = switch (values[0]) {
                case UUID u -> "uuid";
                case Integer i -> "int4";
                case Long l -> "int8";
                default -> "text";
            };
            Array array = statement.getConnection().createArrayOf(type, values);
            statement.setArray(index, array);
        }
    }
}
