package kasane.access;

import java.util.List;
import java.util.Set;
import kasane.access.signin.SignIns;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.StaffId;
import org.springframework.stereotype.Component;

/** Setting a town up before anybody can sign in: its first agencies, staff and accounts. */
@Component
public class Founding {

    private static final Viewer SET_UP = Viewer.job(Purpose.SET_UP);

    private static final String ANY = "select exists (select from access.agency) as founded";

    private static final String AGENCY = """
            insert into access.agency (name, kana, kind, fields, municipal, own_secrecy, takes_referrals, phone, fax, card_does,
                                       card_does_not, card_contact, valid_from)
            values (:name, :kana, :kind, :fields::text[], :municipal, :secrecy, :takes, :phone, :fax, :does, :doesNot,
              :contact, :from)
            returning id
            """;

    private static final String REACH =
            "insert into access.reach (agency_id, way, valid_from) values (:agency, :way, :from)";

    private static final String STAFF =
            "insert into access.staff (name, kana, title, valid_from) values (:name, :kana, :title, :from) returning id";

    private static final String HAT =
            "insert into access.hat (staff_id, agency_id, valid_from) values (:staff, :agency, :from) returning id";

    private static final String DUTY = "insert into access.duty (hat_id, duty, valid_from) values (:hat, :duty, :from)";

    private final Db db;
    private final SignIns signIns;

    Founding(Db db, SignIns signIns) {
        this.db = db;
        this.signIns = signIns;
    }

    /**
     * What is known of an agency when it is founded.
     *
     * @param takesReferrals whether it can be an addressee: not where nobody takes consultations
     */
    public record NewAgency(
            String name,
            String kana,
            String kind,
            List<String> fields,
            boolean municipal,
            String ownSecrecy,
            boolean takesReferrals,
            String phone,
            String fax,
            String does,
            String doesNot,
            String contact) {}

    /** Whether the town has agencies already. */
    public boolean isFounded() {
        return db.transact(SET_UP, () -> db.sql(SET_UP, ANY).one(row -> row.bool("founded")));
    }

    /** Adds an agency, valid from the start of the year before, so that earlier records have a place. */
    public AgencyId agency(NewAgency agency) {
        return db.transact(
                SET_UP,
                () -> db.sql(SET_UP, AGENCY)
                        .param("name", agency.name())
                        .param("kana", agency.kana())
                        .param("kind", agency.kind())
                        .param("fields", agency.fields())
                        .param("municipal", agency.municipal())
                        .param("secrecy", agency.ownSecrecy())
                        .param("takes", agency.takesReferrals())
                        .param("phone", agency.phone())
                        .param("fax", agency.fax())
                        .param("does", agency.does())
                        .param("doesNot", agency.doesNot())
                        .param("contact", agency.contact())
                        .param("from", db.today(SET_UP).minusYears(1))
                        .one(row -> row.agency("id")));
    }

    /** Says how paper reaches an agency for which nobody signs in. */
    public void reach(AgencyId agency, Reach way) {
        db.run(
                SET_UP,
                () -> db.sql(SET_UP, REACH)
                        .param("agency", agency)
                        .param("way", way)
                        .param("from", db.today(SET_UP).minusYears(1))
                        .update());
    }

    /** Adds a person of the staff. */
    public StaffId staff(String name, String kana, String title) {
        return db.transact(
                SET_UP,
                () -> db.sql(SET_UP, STAFF)
                        .param("name", name)
                        .param("kana", kana)
                        .param("title", title)
                        .param("from", db.today(SET_UP).minusYears(1))
                        .one(row -> row.staff("id")));
    }

    /** Lets a person act for an agency, with duties. */
    public void hat(StaffId staff, AgencyId agency, Set<Duty> duties) {
        db.run(SET_UP, () -> {
            int hat = db.sql(SET_UP, HAT)
                    .param("staff", staff)
                    .param("agency", agency)
                    .param("from", db.today(SET_UP).minusYears(1))
                    .one(row -> row.integer("id"));
            for (Duty duty : duties) {
                db.sql(SET_UP, DUTY)
                        .param("hat", hat)
                        .param("duty", duty)
                        .param("from", db.today(SET_UP).minusYears(1))
                        .update();
            }
        });
    }

    /** Gives a person an account. */
    public void account(StaffId staff, String login, String password) {
        signIns.createAccount(staff, login, password);
    }
}
