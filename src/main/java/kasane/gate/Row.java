package kasane.gate;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;

/** One row of a result, read by column name into plain values; a null where none is allowed is a bug. */
public final class Row {

    private final ResultSet rs;

    Row(ResultSet rs) {
        this.rs = rs;
    }

    private interface Read<T> {
        @Nullable
        T from(ResultSet rs) throws SQLException;
    }

    private <T> @Nullable T read(Read<T> read) {
        try {
            T value = read.from(rs);
            return rs.wasNull() ? null : value;
        } catch (SQLException e) {
            throw new IllegalStateException("Column cannot be read: " + e.getSQLState(), e);
        }
    }

    private static <T> T required(@Nullable T value, String column) {
        return Objects.requireNonNull(value, () -> "column " + column + " is null");
    }

    public String text(String column) {
        return required(textOrNull(column), column);
    }

    public @Nullable String textOrNull(String column) {
        return read(r -> r.getString(column));
    }

    /** The text, or the empty string for null. */
    public String textOrEmpty(String column) {
        String value = textOrNull(column);
        return value == null ? "" : value;
    }

    public int integer(String column) {
        return required(integerOrNull(column), column);
    }

    public @Nullable Integer integerOrNull(String column) {
        return read(r -> r.getInt(column));
    }

    public long longInteger(String column) {
        return required(this.<Long>read(r -> r.getLong(column)), column);
    }

    /** The truth value; null counts as false. */
    public boolean bool(String column) {
        return Boolean.TRUE.equals(this.<Boolean>read(r -> r.getBoolean(column)));
    }

    public UUID uuid(String column) {
        return required(uuidOrNull(column), column);
    }

    public @Nullable UUID uuidOrNull(String column) {
        return read(r -> r.getObject(column, UUID.class));
    }

    public Instant instant(String column) {
        return required(instantOrNull(column), column);
    }

    public @Nullable Instant instantOrNull(String column) {
        OffsetDateTime value = read(r -> r.getObject(column, OffsetDateTime.class));
        return value == null ? null : value.toInstant();
    }

    public LocalDate date(String column) {
        return required(dateOrNull(column), column);
    }

    public @Nullable LocalDate dateOrNull(String column) {
        return read(r -> r.getObject(column, LocalDate.class));
    }

    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        return Enum.valueOf(type, text(column));
    }

    public <E extends Enum<E>> @Nullable E constantOrNull(String column, Class<E> type) {
        String value = textOrNull(column);
        return value == null ? null : Enum.valueOf(type, value);
    }

    public HouseholdId household(String column) {
        return new HouseholdId(uuid(column));
    }

    public PersonId person(String column) {
        return new PersonId(uuid(column));
    }

    public @Nullable PersonId personOrNull(String column) {
        UUID value = uuidOrNull(column);
        return value == null ? null : new PersonId(value);
    }

    public AgencyId agency(String column) {
        return new AgencyId(integer(column));
    }

    public @Nullable AgencyId agencyOrNull(String column) {
        Integer value = integerOrNull(column);
        return value == null ? null : new AgencyId(value);
    }

    public StaffId staff(String column) {
        return new StaffId(integer(column));
    }

    public @Nullable StaffId staffOrNull(String column) {
        Integer value = integerOrNull(column);
        return value == null ? null : new StaffId(value);
    }

    /** A {@code text[]} column; null is empty. */
    public List<String> texts(String column) {
        return array(column, String.class);
    }

    /** An {@code int[]} column; null is empty. */
    public List<Integer> integers(String column) {
        return array(column, Integer.class);
    }

    /** A {@code uuid[]} column; null is empty. */
    public List<UUID> uuids(String column) {
        return array(column, UUID.class);
    }

    /** A {@code uuid[]} column of persons, in its order; null is empty. */
    public Set<PersonId> persons(String column) {
        Set<PersonId> persons = new LinkedHashSet<>();
        uuids(column).forEach(id -> persons.add(new PersonId(id)));
        return persons;
    }

    private <T> List<T> array(String column, Class<T> type) {
        Array array = read(r -> r.getArray(column));
        if (array == null) {
            return List.of();
        }
        try {
            Object[] values = (Object[]) array.getArray();
            return java.util.Arrays.stream(values).map(type::cast).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("Array cannot be read: " + e.getSQLState(), e);
        }
    }

    public byte[] bytes(String column) {
        return required(this.<byte[]>read(r -> r.getBytes(column)), column);
    }
}
