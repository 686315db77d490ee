package kasane.access.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kasane.access.Network;
import kasane.access.Reach;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of agencies, with what they carry of the project, where they work and who stands in for whom. */
@Component
class AgencyStore {

    private static final String CREATE = """
            insert into access.agency (name, kana, kind, fields, municipal, own_secrecy, takes_referrals, phone, fax,
                                       address, hours, card_does, card_does_not, card_contact, valid_from)
            values (:name, :kana, :kind, :fields::text[], :municipal, :secrecy, :takes, :phone, :fax, :address, :hours,
                    :does, :doesNot, :contact, :from)
            returning id
            """;

    private static final String CHANGE = """
            update access.agency set name = :name, kana = :kana, kind = :kind, fields = :fields::text[],
                   municipal = :municipal, own_secrecy = :secrecy, takes_referrals = :takes, phone = :phone, fax = :fax,
                   address = :address, hours = :hours, card_does = :does, card_does_not = :doesNot,
                   card_contact = :contact, version = version + 1
            where id = :id and version = :version
            """;

    private static final String VALIDITY = "select valid_from, valid_until, version from access.agency where id = :id";

    private static final String END =
            "update access.agency set valid_until = :last, version = version + 1 where id = :id";

    private static final String FUNCTIONS = """
            select id, item, commissioned, base_type, valid_from, valid_until from access.project_function
            where agency_id = :agency order by coalesce(valid_until, 'infinity') desc, item, id
            """;

    private static final String ADD_FUNCTION = """
            insert into access.project_function (agency_id, item, commissioned, base_type, valid_from)
            values (:agency, :item, :commissioned, :base, :from)
            """;

    private static final String END_FUNCTION = """
            update access.project_function set valid_until = :last
            where id = :id and agency_id = :agency and (valid_until is null or valid_until > :last)
            """;

    private static final String AREAS = """
            select x.id, s.name as system, a.name from access.agency_area x join access.area a on a.id = x.area_id
            join access.area_system s on s.id = a.system_id
            where x.agency_id = :agency and x.valid_from <= :today and (x.valid_until is null or x.valid_until >= :today)
            order by s.sort, s.id, a.sort, a.id
            """;

    private static final String AREA_IDS = """
            select area_id from access.agency_area where agency_id = :agency and valid_from <= :today
              and (valid_until is null or valid_until >= :today)
            """;

    private static final String ADD_AREA =
            "insert into access.agency_area (agency_id, area_id, valid_from) values (:agency, :area, :today)";

    private static final String END_AREA = """
            update access.agency_area set valid_until = :last where agency_id = :agency and area_id = :area
              and (valid_until is null or valid_until > :last)
            """;

    private static final String ALL_AREAS = """
            select x.agency_id, a.id as area_id, a.name from access.agency_area x join access.area a on a.id = x.area_id
            where x.valid_from <= :today and (x.valid_until is null or x.valid_until >= :today)
            order by a.sort, a.id
            """;

    private static final String DEPUTIES = """
            select d.id, d.staff_id, s.name as staff, p.name as deputy, d.valid_from, d.valid_until
            from access.deputy d join access.staff s on s.id = d.staff_id join access.staff p on p.id = d.deputy_id
            where d.agency_id = :agency and d.valid_until >= :today order by d.valid_from, d.id
            """;

    private static final String ADD_DEPUTY = """
            insert into access.deputy (agency_id, staff_id, deputy_id, valid_from, valid_until)
            values (:agency, :staff, :deputy, :from, :until)
            """;

    private static final String END_DEPUTY = """
            update access.deputy set valid_until = :last
            where id = :id and agency_id = :agency and valid_until > :last
            """;

    private static final String REACHES = """
            select id, way, note, valid_from, valid_until from access.reach
            where agency_id = :agency order by coalesce(valid_until, 'infinity') desc, way, id
            """;

    private static final String ADD_REACH =
            "insert into access.reach (agency_id, way, note, valid_from) values (:agency, :way, :note, :from)";

    private static final String END_REACH = """
            update access.reach set valid_until = :last
            where id = :id and agency_id = :agency and (valid_until is null or valid_until > :last)
            """;

    private static final String NETWORKS = """
            select id, network::text as network, note, valid_from, valid_until from access.agency_network
            where agency_id = :agency order by coalesce(valid_until, 'infinity') desc, id
            """;

    private static final String ADD_NETWORK = """
            insert into access.agency_network (agency_id, network, note, valid_from)
            values (:agency, :network::cidr, :note, :from)
            """;

    private static final String END_NETWORK = """
            update access.agency_network set valid_until = :last
            where id = :id and agency_id = :agency and (valid_until is null or valid_until > :last)
            """;

    private final Db db;

    AgencyStore(Db db) {
        this.db = db;
    }

    /** 機関カード as typed. */
    record Card(
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
            String contact) {}

    /** From when until when an agency exists, and the version of its card. */
    record Validity(LocalDate from, @Nullable LocalDate until, int version) {}

    /** 事業機能 as stored. */
    record Function(
            int id,
            String item,
            boolean commissioned,
            String baseType,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** An area in which an agency works. */
    record AreaName(int id, String system, String name) {}

    /** An area of some agency. */
    record AreaOf(AgencyId agency, int area, String name) {}

    /** 届け方 as stored. */
    record ReachedBy(
            int id,
            Reach way,
            String note,
            LocalDate from,
            @Nullable LocalDate until) {

        boolean lasts(LocalDate today) {
            return until == null || !until.isBefore(today);
        }
    }

    /** 代行 as stored. */
    record Deputy(int id, StaffId away, String staff, String deputy, LocalDate from, LocalDate until) {}

    AgencyId create(Viewer.Staff viewer, Card card, LocalDate from) {
        return fill(db.sql(viewer, CREATE), card).param("from", from).one(row -> row.agency("id"));
    }

    void change(Viewer.Staff viewer, AgencyId id, Card card, int version) {
        Stale.unlessOne(fill(db.sql(viewer, CHANGE), card)
                .param("id", id)
                .param("version", version)
                .update());
    }

    private static kasane.gate.Statement fill(kasane.gate.Statement sql, Card card) {
        return sql.param("name", card.name())
                .param("kana", card.kana())
                .param("kind", card.kind())
                .param("fields", card.fields())
                .param("municipal", card.municipal())
                .param("secrecy", card.ownSecrecy())
                .param("takes", card.takesReferrals())
                .param("phone", card.phone())
                .param("fax", card.fax())
                .param("address", card.address())
                .param("hours", card.hours())
                .param("does", card.does())
                .param("doesNot", card.doesNot())
                .param("contact", card.contact());
    }

    Optional<Validity> validity(Viewer.Staff viewer, AgencyId id) {
        return db.sql(viewer, VALIDITY)
                .param("id", id)
                .optional(row ->
                        new Validity(row.date("valid_from"), row.dateOrNull("valid_until"), row.integer("version")));
    }

    void end(Viewer.Staff viewer, AgencyId id, LocalDate last) {
        db.sql(viewer, END).param("id", id).param("last", last).update();
    }

    List<Function> functions(Viewer.Staff viewer, AgencyId agency) {
        return db.sql(viewer, FUNCTIONS)
                .param("agency", agency)
                .list(row -> new Function(
                        row.integer("id"),
                        row.text("item"),
                        row.bool("commissioned"),
                        row.textOrEmpty("base_type"),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until")));
    }

    void addFunction(
            Viewer.Staff viewer, AgencyId agency, String item, boolean commissioned, String base, LocalDate from) {
        db.sql(viewer, ADD_FUNCTION)
                .param("agency", agency)
                .param("item", item)
                .param("commissioned", commissioned)
                .param("base", base.isEmpty() ? null : base)
                .param("from", from)
                .update();
    }

    boolean endFunction(Viewer.Staff viewer, AgencyId agency, int id, LocalDate last) {
        return db.sql(viewer, END_FUNCTION)
                        .param("agency", agency)
                        .param("id", id)
                        .param("last", last)
                        .update()
                == 1;
    }

    List<ReachedBy> reaches(Viewer.Staff viewer, AgencyId agency) {
        return db.sql(viewer, REACHES)
                .param("agency", agency)
                .list(row -> new ReachedBy(
                        row.integer("id"),
                        row.constant("way", Reach.class),
                        row.text("note"),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until")));
    }

    void addReach(Viewer.Staff viewer, AgencyId agency, Reach way, String note, LocalDate from) {
        db.sql(viewer, ADD_REACH)
                .param("agency", agency)
                .param("way", way)
                .param("note", note)
                .param("from", from)
                .update();
    }

    boolean endReach(Viewer.Staff viewer, AgencyId agency, int id, LocalDate last) {
        return db.sql(viewer, END_REACH)
                        .param("agency", agency)
                        .param("id", id)
                        .param("last", last)
                        .update()
                == 1;
    }

    List<AreaName> areas(Viewer.Staff viewer, AgencyId agency) {
        return db.sql(viewer, AREAS)
                .param("agency", agency)
                .param("today", db.today(viewer))
                .list(row -> new AreaName(row.integer("id"), row.text("system"), row.text("name")));
    }

    List<Integer> areaIds(Viewer.Staff viewer, AgencyId agency) {
        return db.sql(viewer, AREA_IDS)
                .param("agency", agency)
                .param("today", db.today(viewer))
                .list(row -> row.integer("area_id"));
    }

    List<AreaOf> allAreas(Viewer.Staff viewer) {
        return db.sql(viewer, ALL_AREAS)
                .param("today", db.today(viewer))
                .list(row -> new AreaOf(row.agency("agency_id"), row.integer("area_id"), row.text("name")));
    }

    void addArea(Viewer.Staff viewer, AgencyId agency, int area) {
        db.sql(viewer, ADD_AREA)
                .param("agency", agency)
                .param("area", area)
                .param("today", db.today(viewer))
                .update();
    }

    void endArea(Viewer.Staff viewer, AgencyId agency, int area) {
        db.sql(viewer, END_AREA)
                .param("agency", agency)
                .param("area", area)
                .param("last", db.today(viewer).minusDays(1))
                .update();
    }

    List<Deputy> deputies(Viewer.Staff viewer, AgencyId agency) {
        return db.sql(viewer, DEPUTIES)
                .param("agency", agency)
                .param("today", db.today(viewer))
                .list(row -> new Deputy(
                        row.integer("id"),
                        row.staff("staff_id"),
                        row.text("staff"),
                        row.text("deputy"),
                        row.date("valid_from"),
                        row.date("valid_until")));
    }

    void addDeputy(
            Viewer.Staff viewer, AgencyId agency, StaffId staff, StaffId deputy, LocalDate from, LocalDate until) {
        db.sql(viewer, ADD_DEPUTY)
                .param("agency", agency)
                .param("staff", staff)
                .param("deputy", deputy)
                .param("from", from)
                .param("until", until)
                .update();
    }

    boolean endDeputy(Viewer.Staff viewer, AgencyId agency, int id, LocalDate last) {
        return db.sql(viewer, END_DEPUTY)
                        .param("agency", agency)
                        .param("id", id)
                        .param("last", last)
                        .update()
                == 1;
    }

    /** 使える場所 as stored. */
    record AllowedNetwork(
            int id,
            String network,
            String note,
            LocalDate from,
            @Nullable LocalDate until) {

        boolean lasts(LocalDate on) {
            return until == null || !until.isBefore(on);
        }

        boolean isInForce(LocalDate on) {
            return !from.isAfter(on) && lasts(on);
        }

        boolean holds(String address) {
            return Network.parse(network) instanceof Decision.Allowed<Network>(Network read) && read.holds(address);
        }
    }

    /** Where an agency may be worked for, the ended ones last; none is everywhere. */
    List<AllowedNetwork> networks(Viewer.Staff viewer, AgencyId agency) {
        return db.sql(viewer, NETWORKS)
                .param("agency", agency)
                .list(row -> new AllowedNetwork(
                        row.integer("id"),
                        row.text("network"),
                        row.text("note"),
                        row.date("valid_from"),
                        row.dateOrNull("valid_until")));
    }

    void addNetwork(Viewer.Staff viewer, AgencyId agency, Network network, String note, LocalDate from) {
        db.sql(viewer, ADD_NETWORK)
                .param("agency", agency)
                .param("network", network.toString())
                .param("note", note)
                .param("from", from)
                .update();
    }

    boolean endNetwork(Viewer.Staff viewer, AgencyId agency, int network, LocalDate last) {
        return db.sql(viewer, END_NETWORK)
                        .param("agency", agency)
                        .param("id", network)
                        .param("last", last)
                        .update()
                == 1;
    }
}
