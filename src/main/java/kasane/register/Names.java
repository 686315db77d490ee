package kasane.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kasane.audit.AuditTrail;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.shared.HouseholdId;
import kasane.shared.Kana;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import org.springframework.stereotype.Component;

/**
 * 名前で探す: persons in the viewer's sight by any part of a name, from one character upward. The statement starts from
 * the names that the viewer's agency or the viewer may find; the policies of the person check every hit again.
 */
@Component
public class Names {

    private static final String SEARCH = """
            with hits as (
              select n.person_id, min(case when n.folded like :prefix then 0 else 1 end) as place, min(n.folded) as folded
              from register.name_in_sight n
              where n.recipient = any (:recipients::int[]) and n.folded like :pattern
              group by n.person_id order by 2, 3, 1 limit :limit)
            select p.person_id, p.household_id, p.family, p.given, p.family_kana, p.given_kana, p.former, p.alias, p.latin,
                   p.birth, p.deceased_on, h.label, m.tie, m.tie_edition
            from hits
            join register.person p on p.person_id = hits.person_id
            join register.household h on h.household_id = p.household_id
            left join lateral (
              select m.tie, m.tie_edition from register.membership m
              where m.person_id = p.person_id and m.household_id = p.household_id
              order by (m.until_date is null) desc, m.created_at desc limit 1) m on true
            order by hits.place, hits.folded, p.person_id
            """;

    /** Short names are in too many words. */
    private static final String NAMED = """
            select n.person_id from register.name_in_sight n
            where n.recipient = any (:recipients::int[]) and char_length(n.folded) >= 4 and strpos(:text, n.folded) > 0
            limit 1
            """;

    private final Db db;
    private final Codes codes;
    private final AuditTrail audit;

    Names(Db db, Codes codes, AuditTrail audit) {
        this.db = db;
        this.codes = codes;
        this.audit = audit;
    }

    /**
     * A person found.
     *
     * @param household in words, such as 架空山家
     * @param tie       続柄 in words; empty when not known
     */
    public record Hit(
            PersonId person,
            HouseholdId householdId,
            PersonName name,
            String household,
            Optional<PartialDate.Age> age,
            boolean deceased,
            String tie) {

        /** Where the person's household is read. */
        public String href() {
            return "/households/" + householdId.value();
        }
    }

    /** Persons whose name holds what was typed, those whose name begins with it first; nothing typed finds nobody. */
    public List<Hit> search(Viewer.Staff viewer, String typed, int limit) {
        String folded = Kana.fold(typed);
        if (folded.isBlank()) {
            return List.of();
        }
        String like = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            List<Hit> hits = db.sql(viewer, SEARCH)
                    .param(
                            "recipients",
                            List.of(viewer.agency().value(), -viewer.staff().value()))
                    .param("prefix", like + "%")
                    .param("pattern", "%" + like + "%")
                    .param("limit", limit)
                    .list(row -> {
                        LocalDate deceased = row.dateOrNull("deceased_on");
                        String tie = row.textOrEmpty("tie");
                        return new Hit(
                                row.person("person_id"),
                                row.household("household_id"),
                                new PersonName(
                                        row.text("family"),
                                        row.text("given"),
                                        row.text("family_kana"),
                                        row.text("given_kana"),
                                        row.text("former"),
                                        row.text("alias"),
                                        row.text("latin")),
                                Households.titleOf(row.text("label")),
                                PartialDate.ofText(row.text("birth")).ageOn(deceased == null ? today : deceased),
                                deceased != null,
                                tie.isEmpty() ? "" : codes.label("tie", tie, row.integer("tie_edition")));
                    });
            if (!hits.isEmpty()) {
                audit.read(
                        viewer, "names.search", hits.stream().map(Hit::person).toList());
            }
            return hits;
        });
    }

    /** Whether a text names a person in the viewer's sight by their full name; for what must name nobody. */
    public boolean isNamedIn(Viewer.Staff viewer, String text) {
        String folded = Kana.fold(text).replaceAll("\\s", "");
        return db.transact(
                viewer,
                () -> db.sql(viewer, NAMED)
                        .param(
                                "recipients",
                                List.of(viewer.agency().value(), -viewer.staff().value()))
                        .param("text", folded)
                        .optional(row -> row.uuid("person_id"))
                        .isPresent());
    }
}
