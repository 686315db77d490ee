package kasane.access;

import java.time.LocalDate;
import kasane.gate.Row;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import org.jspecify.annotations.Nullable;

/**
 * 代わりに入力: how an agency for which nobody signs in let its answer be known; whoever keys it in has it from there.
 *
 * @param who the person over there who said so
 */
public record Told(Way way, String who, LocalDate on) {

    /** By which paper, or by word of mouth. */
    public enum Way {
        /** FAXの返信票. */
        FAX,
        /** 郵便の返信票. */
        POST,
        /** 電話. */
        PHONE,
        /** 会って. */
        PERSON;

        /** The word for it. */
        public String word() {
            return Texts.text("access.told." + name());
        }
    }

    /** The way as its column has it; empty for what was not keyed in for anybody. */
    public static String way(@Nullable Told told) {
        return told == null ? "" : told.way().name();
    }

    /** Who said so, as its column has it. */
    public static String who(@Nullable Told told) {
        return told == null ? "" : told.who();
    }

    /** The day, as its column has it. */
    public static @Nullable LocalDate on(@Nullable Told told) {
        return told == null ? null : told.on();
    }

    /** From the columns {@code told_way}, {@code told_by} and {@code told_on}; null for what was not keyed in. */
    public static @Nullable Told of(Row row) {
        String way = row.text("told_way");
        return way.isEmpty() ? null : new Told(Way.valueOf(way), row.text("told_by"), row.date("told_on"));
    }

    /** Who keyed it in and from what, in one sentence. */
    public String sentence(String keyedInBy) {
        return "代わりに入力：" + keyedInBy + "（" + Wareki.compact(on) + "、" + who + "から、" + way.word() + "）";
    }
}
