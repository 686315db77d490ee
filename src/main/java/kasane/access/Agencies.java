package kasane.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import org.springframework.stereotype.Component;

/** 機関: the directory of the town's agencies with their 機関カード, readable by everybody signed in. */
@Component
public class Agencies {

    /**
     * The ways of the day, and whether nobody acts for the agency who could have work there: a システム管理者 sees no case
     * and therefore counts as nobody.
     */
    private static final String REACHED = """
            array(select r.way from access.reach r where r.agency_id = a.id and r.valid_from <= :today
                  and (r.valid_until is null or r.valid_until >= :today) order by r.way) as ways,
            not exists (select from access.hat h where h.agency_id = a.id and h.valid_from <= :today
                        and (h.valid_until is null or h.valid_until >= :today)
                        and not exists (select from access.duty d where d.hat_id = h.id
                                        and d.duty = 'SYSTEM_ADMINISTRATOR' and d.valid_from <= :today
                                        and (d.valid_until is null or d.valid_until >= :today))) as on_paper
            """;

    private static final String CARD = """
            a.id, a.name, a.kana, a.kind, a.fields, a.municipal, a.own_secrecy, a.takes_referrals, a.phone, a.fax,
                   a.address, a.hours, a.card_does, a.card_does_not, a.card_contact,
            """ + REACHED;

    private static final String LIST = "select " + CARD + """
            from access.agency a
            where a.valid_from <= :today and (a.valid_until is null or a.valid_until >= :today)
            order by a.kana, a.id
            """;

    /** Where everybody who acts for it administers the system, nobody sees a case. */
    private static final String FOR_CASES = "select " + CARD + """
            from access.agency a
            where a.valid_from <= :today and (a.valid_until is null or a.valid_until >= :today)
              and (not exists (select 1 from access.hat h where h.agency_id = a.id and h.valid_from <= :today
                               and (h.valid_until is null or h.valid_until >= :today))
                   or exists (select 1 from access.hat h where h.agency_id = a.id and h.valid_from <= :today
                              and (h.valid_until is null or h.valid_until >= :today)
                              and not exists (select 1 from access.duty d where d.hat_id = h.id
                                              and d.duty = 'SYSTEM_ADMINISTRATOR' and d.valid_from <= :today
                                              and (d.valid_until is null or d.valid_until >= :today))))
            order by a.kana, a.id
            """;

    private static final String ONE = "select " + CARD + "from access.agency a where a.id = :id";

    private static final String WITH_DUTY = """
            select distinct h.agency_id from access.hat h join access.duty d on d.hat_id = h.id
            where d.duty = :duty and d.valid_from <= :today and (d.valid_until is null or d.valid_until >= :today)
              and h.valid_from <= :today and (h.valid_until is null or h.valid_until >= :today)
            order by h.agency_id
            """;

    private static final String STAFF_OF = """
            select s.id, s.name, s.title from access.hat h join access.staff s on s.id = h.staff_id
            where h.agency_id = :agency and h.valid_from <= :today and (h.valid_until is null or h.valid_until >= :today)
              and (s.valid_until is null or s.valid_until >= :today)
            order by s.kana, s.id
            """;

    private final Db db;

    Agencies(Db db) {
        this.db = db;
    }

    /**
     * 機関カード.
     *
     * @param ownSecrecy the law that binds it beyond the ordinary, such as 地方税法22条; empty for none
     * @param ways       届け方, how paper reaches it
     * @param onPaper    nobody acts for it, so that nobody there could have work
     */
    public record Agency(
            AgencyId id,
            String name,
            String kana,
            String kind,
            List<String> fields,
            boolean municipal,
            String ownSecrecy,
            boolean takesReferrals,
            String phone,
            String fax,
            String address,
            String hours,
            String does,
            String doesNot,
            String contact,
            List<Reach> ways,
            boolean onPaper) {

        public Agency {
            fields = List.copyOf(fields);
            ways = List.copyOf(ways);
        }

        /** Sends nothing about a person without their yes, except in danger. */
        public boolean isBoundByOwnSecrecy() {
            return !ownSecrecy.isEmpty();
        }
    }

    /** Somebody who acts for an agency. */
    public record Colleague(StaffId id, String name, String title) {}

    /** The agencies of the day, in the order of their kana. */
    public List<Agency> list(Viewer.Staff viewer) {
        LocalDate today = db.today(viewer);
        return db.sql(viewer, LIST).param("today", today).list(Agencies::read);
    }

    /** Those of the day that can be shown something of a case: not where only システム管理者 work. */
    public List<Agency> forCases(Viewer.Staff viewer) {
        LocalDate today = db.today(viewer);
        return db.sql(viewer, FOR_CASES).param("today", today).list(Agencies::read);
    }

    /** Those of the day in which somebody could have work: they can answer here themselves. */
    public Set<AgencyId> withAccounts(Viewer.Staff viewer) {
        return list(viewer).stream()
                .filter(agency -> !agency.onPaper())
                .map(Agency::id)
                .collect(Collectors.toSet());
    }

    /** One agency, also one that no longer exists. */
    public Agency find(Viewer.Staff viewer, AgencyId id) {
        return db.sql(viewer, ONE)
                .param("id", id)
                .param("today", db.today(viewer))
                .optional(Agencies::read)
                .orElseThrow(NotVisible::new);
    }

    /** The agencies for which somebody has the duty today. */
    public List<AgencyId> with(Viewer.Staff viewer, Duty duty) {
        return db.sql(viewer, WITH_DUTY)
                .param("duty", duty.name())
                .param("today", db.today(viewer))
                .list(row -> row.agency("agency_id"));
    }

    /** Those who act for the agency today. */
    public List<Colleague> colleagues(Viewer.Staff viewer, AgencyId agency) {
        return db.sql(viewer, STAFF_OF)
                .param("agency", agency)
                .param("today", db.today(viewer))
                .list(row -> new Colleague(row.staff("id"), row.text("name"), row.text("title")));
    }

    private static Agency read(kasane.gate.Row row) {
        return new Agency(
                row.agency("id"),
                row.text("name"),
                row.text("kana"),
                row.text("kind"),
                row.texts("fields"),
                row.bool("municipal"),
                row.text("own_secrecy"),
                row.bool("takes_referrals"),
                row.text("phone"),
                row.text("fax"),
                row.text("address"),
                row.text("hours"),
                row.text("card_does"),
                row.text("card_does_not"),
                row.text("card_contact"),
                row.texts("ways").stream().map(Reach::valueOf).toList(),
                row.bool("on_paper"));
    }
}
