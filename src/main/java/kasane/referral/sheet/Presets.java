package kasane.referral.sheet;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 様式: the sheets a town names for itself, dated. A preset offers words and asks for more of the fields there are. */
@Component
class Presets {

    /** The fields of くわしく that a preset can ask for, in the order of the form. */
    static final List<String> FIELDS = List.of("kana", "birth", "address", "family", "urgency", "contactBy", "replyBy");

    private static final String ALL = """
            select id, code, used_for, label, lead, words, required, addressee_kind, urgency, asks_company, sort, valid_from,
                   valid_until, source
            from referral.preset order by sort, code, valid_from, id
            """;

    private static final String ADD = """
            insert into referral.preset (code, used_for, label, lead, words, required, addressee_kind, urgency,
              asks_company, sort, valid_from, source, written_by, written_at)
            values (:code, :use, :label, :lead, :words, :required::text[], :kind, :urgency, :company, :sort, :from,
              :source, :staff, :now)
            """;

    private static final String END = """
            update referral.preset set valid_until = :last
            where code = :code and valid_from <= :last and (valid_until is null or valid_until > :last)
            """;

    private final Db db;

    Presets(Db db) {
        this.db = db;
    }

    /** What a preset is a form of. */
    enum Use {
        /** つなぐシート. */
        SHEET,
        /** 結果の返事. */
        REPLY
    }

    /** A preset as it was set on a day. */
    record Preset(
            int id,
            String code,
            Use use,
            String label,
            String lead,
            String words,
            List<String> required,
            String addresseeKind,
            String urgency,
            boolean asksCompany,
            int sort,
            LocalDate from,
            @Nullable LocalDate until,
            String source) {

        boolean valid(LocalDate on) {
            return !from.isAfter(on) && (until == null || !until.isBefore(on));
        }
    }

    /** The word of a field that a preset can ask for. */
    static String word(String field) {
        return Texts.text("referral.preset-field." + field);
    }

    List<Preset> all(Viewer.Staff viewer) {
        return db.sql(viewer, ALL).list(Presets::read);
    }

    /** The presets in force today; of one code the newest counts. */
    List<Preset> current(Viewer.Staff viewer, Use use) {
        LocalDate today = db.today(viewer);
        Map<String, Preset> newest = new LinkedHashMap<>();
        for (Preset preset : all(viewer)) {
            if (preset.use() == use && preset.valid(today)) {
                newest.put(preset.code(), preset);
            }
        }
        return List.copyOf(newest.values());
    }

    static Optional<Preset> of(List<Preset> presets, String code) {
        return presets.stream().filter(preset -> preset.code().equals(code)).findFirst();
    }

    /** A new state of a preset from a day on; the one before ends the day before. */
    void set(Viewer.Staff viewer, Preset preset) {
        end(viewer, preset.code(), preset.from().minusDays(1));
        db.sql(viewer, ADD)
                .param("code", preset.code())
                .param("use", preset.use())
                .param("label", preset.label())
                .param("lead", preset.lead())
                .param("words", preset.words())
                .param("required", preset.required())
                .param("kind", preset.addresseeKind())
                .param("urgency", preset.urgency())
                .param("company", preset.asksCompany())
                .param("sort", preset.sort())
                .param("from", preset.from())
                .param("source", preset.source())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .update();
    }

    void end(Viewer.Staff viewer, String code, LocalDate last) {
        db.sql(viewer, END).param("code", code).param("last", last).update();
    }

    private static Preset read(Row row) {
        List<String> required = row.texts("required");
        return new Preset(
                row.integer("id"),
                row.text("code"),
                row.constant("used_for", Use.class),
                row.text("label"),
                row.text("lead"),
                row.text("words"),
                FIELDS.stream().filter(Set.copyOf(required)::contains).toList(),
                row.text("addressee_kind"),
                row.text("urgency"),
                row.bool("asks_company"),
                row.integer("sort"),
                row.date("valid_from"),
                row.dateOrNull("valid_until"),
                row.text("source"));
    }
}
