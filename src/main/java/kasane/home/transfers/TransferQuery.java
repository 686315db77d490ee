package kasane.home.transfers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.shared.HouseholdId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the viewer's agency passed on or took over, as far as it still sees it. */
@Component
class TransferQuery {

    /** Starts from the own agency's side of each matter; the policies of sheet and request check every row. */
    private static final String LIST = """
            with passed as (
              select t.item_id, 'sheet' as matter, t.owner_agency, t.to_agency, t.title, t.household_id, t.sent_on,
                     t.kind, t.at, t.path
              from referral.pub_transfer t
              where t.owner_agency = :agency or t.to_agency = :agency
              union all
              select r.item_id, r.matter, r.owner_agency, r.to_agency, '', r.household_id, r.sent_on, r.kind, r.at, r.path
              from collaboration.pub_transfer r
              where r.owner_agency = :agency or r.to_agency = :agency
            )
            select p.item_id, p.matter, p.owner_agency = :agency as ours, o.name as other, p.title, h.label, p.household_id,
                   p.sent_on, p.kind, p.at, p.path, s.shared_on, s.note, coalesce(s.finished, false) as finished,
                   (select min(k.due) from tasks.pub_task k where k.item_id = p.item_id and k.done_at is null) as due
            from passed p
            join access.pub_agency o on o.id = case when p.owner_agency = :agency then p.to_agency else p.owner_agency end
            left join register.pub_household h on h.household_id = p.household_id
            left join lateral (select x.shared_on, x.note, x.finished from referral.pub_shared x
                               where x.item_id = p.item_id and x.owner_agency = :agency order by x.at desc, x.id desc limit 1)
                               s on true
            where p.sent_on >= :from and (not coalesce(s.finished, false) or :all)
            order by p.sent_on desc, p.item_id limit :most
            """;

    private static final String ONE = """
            select t.item_id, t.title from referral.pub_transfer t
            where t.item_id = :id and (t.owner_agency = :agency or t.to_agency = :agency)
            union all
            select r.item_id, '' from collaboration.pub_transfer r
            where r.item_id = :id and (r.owner_agency = :agency or r.to_agency = :agency)
            """;

    private final Db db;

    TransferQuery(Db db) {
        this.db = db;
    }

    /**
     * One that was passed on.
     *
     * @param matter {@code sheet} or {@code request}
     * @param ours   the own agency passed it on; otherwise it took it over
     * @param kind   the last step, or {@code SENT}
     */
    record Transfer(
            UUID id,
            String matter,
            boolean ours,
            String other,
            String title,
            HouseholdId household,
            LocalDate sentOn,
            String kind,
            Instant at,
            String path,
            @Nullable LocalDate sharedOn,
            String note,
            boolean finished,
            @Nullable LocalDate due) {}

    List<Transfer> list(Viewer.Staff viewer, LocalDate from, boolean all, int most) {
        return db.sql(viewer, LIST)
                .param("agency", viewer.agency())
                .param("from", from)
                .param("all", all)
                .param("most", most)
                .list(TransferQuery::read);
    }

    private static Transfer read(Row row) {
        String label = row.textOrEmpty("label");
        return new Transfer(
                row.uuid("item_id"),
                row.text("matter"),
                row.bool("ours"),
                row.text("other"),
                row.text("title").isEmpty() ? label.isEmpty() ? "" : Households.titleOf(label) : row.text("title"),
                row.household("household_id"),
                row.date("sent_on"),
                row.text("kind"),
                row.instant("at"),
                row.text("path"),
                row.dateOrNull("shared_on"),
                row.textOrEmpty("note"),
                row.bool("finished"),
                row.dateOrNull("due"));
    }

    /** Whether it is there for the viewer's agency, and whom it is about where it says so. */
    Optional<String> title(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, ONE)
                .param("id", id)
                .param("agency", viewer.agency())
                .optional(row -> row.text("title"));
    }
}
