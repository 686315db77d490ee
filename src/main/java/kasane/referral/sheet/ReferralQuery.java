package kasane.referral.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Flow;
import kasane.shared.HouseholdId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lists of sheets that the viewer's agency sent or received. */
@Component
class ReferralQuery {

    private static final String SENT = """
            select s.id, s.household_id, s.person_name, t.name as other, s.sent_at, s.urgent,
                   array(select e.kind from referral.step e where e.referral_id = s.id order by e.no) as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = s.id and k.done_at is null) as due,
                   exists (select from tasks.pub_task k where k.item_id = s.id and k.done_at is null
                             and k.kind = 'referral.basis-ended') as basis_ended,
                   s.company_asked, c.answer as company, c.day as company_day, null::timestamptz as read_at, s.on_paper,
                   exists (select from referral.dispatch d where d.referral_id = s.id)
                     or exists (select from referral.link l where l.referral_id = s.id) as dispatched
            from referral.sheet s join access.pub_agency t on t.id = s.to_agency
            left join lateral (select m.answer, m.day from referral.company m where m.referral_id = s.id
                               order by m.no desc limit 1) c on s.company_asked
            where s.owner_agency = :agency
            order by s.sent_at desc, s.id limit :most
            """;

    /** Starts from the grants that sheets gave to the agency; the policy of the sheet checks every row again. */
    private static final String RECEIVED = """
            select s.id, s.household_id, s.person_name, f.name as other, s.sent_at, s.urgent,
                   array(select e.kind from referral.step e where e.referral_id = s.id order by e.no) as steps,
                   (select min(k.due) from tasks.pub_task k where k.item_id = s.id and k.done_at is null) as due,
                   false as basis_ended, s.company_asked, c.answer as company, c.day as company_day,
                   null::timestamptz as read_at, s.on_paper, true as dispatched
            from (select distinct g.item_id from sharing.pub_my_grant g
                  where g.recipient = :agency and g.source = 'referral' and g.item_id is not null) g
            join referral.sheet s on s.id = g.item_id
            join access.pub_agency f on f.id = s.owner_agency
            left join lateral (select m.answer, m.day from referral.company m where m.referral_id = s.id
                               order by m.no desc limit 1) c on s.company_asked
            where s.to_agency = :agency
            order by s.sent_at desc, s.id limit :most
            """;

    /** What the agency reads along; it has nothing to do with it but to say so. */
    private static final String COPIES = """
            select s.id, s.household_id, s.person_name, f.name || ' → ' || t.name as other, s.sent_at, s.urgent,
                   array(select e.kind from referral.step e where e.referral_id = s.id order by e.no) as steps,
                   null::date as due, false as basis_ended, false as company_asked, null::text as company,
                   null::date as company_day, r.at as read_at, s.on_paper, true as dispatched
            from (select distinct g.item_id from sharing.pub_my_grant g
                  where g.recipient = :agency and g.source = 'referral' and g.item_id is not null) g
            join referral.copy c on c.referral_id = g.item_id and c.agency_id = :agency
            join referral.sheet s on s.id = c.referral_id
            join access.pub_agency f on f.id = s.owner_agency
            join access.pub_agency t on t.id = s.to_agency
            left join referral.copy_receipt r on r.referral_id = s.id and r.owner_agency = :agency
            order by r.at is not null, s.sent_at desc, s.id limit :most
            """;

    private final Db db;

    ReferralQuery(Db db) {
        this.db = db;
    }

    /** One line of a list; {@code other} is the agency at the other end. */
    record Line(
            UUID id,
            HouseholdId household,
            String person,
            String other,
            Instant sentAt,
            boolean urgent,
            ReferralFlow.State state,
            boolean basisEnded,
            @Nullable LocalDate due,
            boolean companyAsked,
            String company,
            @Nullable LocalDate companyDay,
            boolean read,
            boolean onPaper,
            boolean dispatched) {

        /** Owner and next action; after a withdrawn consent the sender is left with the sheet. */
        Optional<Flow.Next<ReferralFlow.Side>> next() {
            if (basisEnded) {
                return Optional.of(ReferralFlow.BASIS_ENDED);
            }
            return onPaper ? ReferralFlow.nextOnPaper(state, dispatched) : ReferralFlow.FLOW.next(state);
        }

        /** The key of the words for where it stands. */
        String words() {
            return onPaper && !dispatched && !basisEnded && state == ReferralFlow.State.SENT
                    ? "referral.paper-state.to-dispatch"
                    : "referral.state." + (basisEnded ? "basis-ended" : state);
        }
    }

    List<Line> sent(Viewer.Staff viewer, int most) {
        return db.sql(viewer, SENT)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(ReferralQuery::line);
    }

    List<Line> received(Viewer.Staff viewer, int most) {
        return db.sql(viewer, RECEIVED)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(ReferralQuery::line);
    }

    List<Line> copies(Viewer.Staff viewer, int most) {
        return db.sql(viewer, COPIES)
                .param("agency", viewer.agency())
                .param("most", most)
                .list(ReferralQuery::line);
    }

    private static Line line(kasane.gate.Row row) {
        return new Line(
                row.uuid("id"),
                row.household("household_id"),
                row.text("person_name"),
                row.text("other"),
                row.instant("sent_at"),
                row.bool("urgent"),
                ReferralFlow.after(SheetStore.steps(row)),
                row.bool("basis_ended"),
                row.dateOrNull("due"),
                row.bool("company_asked"),
                row.textOrEmpty("company"),
                row.dateOrNull("company_day"),
                row.instantOrNull("read_at") != null,
                row.bool("on_paper"),
                row.bool("dispatched"));
    }
}
