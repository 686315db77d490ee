package kasane.access;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import kasane.editing.Reading;
import kasane.ui.FormField;
import kasane.ui.Option;

/** The fields by which somebody says whence they have what they key in for another agency. */
public final class ToldFields {

    private ToldFields() {}

    /** The fields, to stand before what was answered. */
    public static List<FormField> fields() {
        return List.of(
                FormField.radios(
                                "toldWay",
                                "どの紙・電話で",
                                Arrays.stream(Told.Way.values())
                                        .map(way -> Option.of(way.name(), way.word()))
                                        .toList())
                        .must(),
                FormField.text("toldBy", "だれから").must().hint("相手の機関の人。例：受付の方、看護師長"),
                FormField.date("toldOn", "いつ").must());
    }

    /** What was typed; a day before the paper left or in the future is refused. */
    public static Told read(Reading in, LocalDate earliest, LocalDate today) {
        Told.Way way = in.requiredChoice("toldWay", "どの紙・電話で知ったか", Told.Way.class, Told.Way.PHONE);
        String who = in.requiredLine("toldBy", "だれから聞いたか", 80);
        LocalDate on = in.requiredDate("toldOn", "いつ聞いたか", today);
        if (on.isAfter(today)) {
            in.error("toldOn", "これからの日です。聞いた日を入れてください。");
        } else if (on.isBefore(earliest)) {
            in.error("toldOn", "送った日より前の日です。聞いた日を入れてください。");
        }
        return new Told(way, who, on);
    }
}
