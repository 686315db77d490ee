package kasane.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 記録の一行 as it stands in the table, with its canonical bytes: an implementation of the layout described in the
 * migration of this module that shares no code with the database's own.
 */
record Entry(
        int era,
        long id,
        long xid,
        Instant at,
        @Nullable Integer staff,
        @Nullable Integer agency,
        @Nullable String purpose,
        String act,
        String what,
        List<UUID> subjects,
        List<String> fields,
        List<Integer> bases,
        @Nullable UUID item,
        UUID writer,
        long writerNo,
        @Nullable Long settled,
        List<Long> lost) {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final int INT2 = 21;
    private static final int INT4 = 23;
    private static final int INT8 = 20;
    private static final int XID8 = 5069;
    private static final int TIMESTAMPTZ = 1184;
    private static final int TEXT = 25;
    private static final int UUID_TYPE = 2950;
    private static final int INT2_ARRAY = 1005;
    private static final int INT8_ARRAY = 1016;
    private static final int TEXT_ARRAY = 1009;
    private static final int UUID_ARRAY = 2951;

    byte[] canonical() {
        List<Value> values = new ArrayList<>();
        values.add(new Value(INT2, int2(era)));
        values.add(new Value(INT8, int8(id)));
        values.add(new Value(XID8, int8(xid)));
        values.add(new Value(TIMESTAMPTZ, int8(micros(at))));
        values.add(new Value(INT4, staff == null ? null : int4(staff)));
        values.add(new Value(INT4, agency == null ? null : int4(agency)));
        values.add(new Value(TEXT, purpose == null ? null : text(purpose)));
        values.add(new Value(TEXT, text(act)));
        values.add(new Value(TEXT, text(what)));
        values.add(new Value(UUID_ARRAY, array(UUID_TYPE, subjects, Entry::uuid)));
        values.add(new Value(TEXT_ARRAY, array(TEXT, fields, Entry::text)));
        values.add(new Value(INT2_ARRAY, array(INT2, bases, Entry::int2)));
        values.add(new Value(UUID_TYPE, item == null ? null : uuid(item)));
        values.add(new Value(UUID_TYPE, uuid(writer)));
        values.add(new Value(INT8, int8(writerNo)));
        values.add(new Value(INT8, settled == null ? null : int8(settled)));
        values.add(new Value(INT8_ARRAY, array(INT8, lost, Entry::int8)));
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(int4(values.size()));
        for (Value value : values) {
            out.writeBytes(int4(value.type()));
            if (value.bytes() == null) {
                out.writeBytes(int4(-1));
            } else {
                out.writeBytes(int4(value.bytes().length));
                out.writeBytes(value.bytes());
            }
        }
        return out.toByteArray();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, only written out
    private record Value(int type, byte @Nullable [] bytes) {}

    private static <T> byte[] array(int type, List<T> elements, Function<T, byte[]> bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(int4(elements.isEmpty() ? 0 : 1));
        out.writeBytes(int4(0));
        out.writeBytes(int4(type));
        if (!elements.isEmpty()) {
            out.writeBytes(int4(elements.size()));
            out.writeBytes(int4(1));
            for (T element : elements) {
                byte[] value = bytes.apply(element);
                out.writeBytes(int4(value.length));
                out.writeBytes(value);
            }
        }
        return out.toByteArray();
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(EPOCH, at);
    }

    static byte[] int2(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    private static byte[] int4(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] int8(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] uuid(UUID value) {
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }
}
