package kasane.privacy.incident;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Ids;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of incidents and of what was done about them. */
@Component
class IncidentStore {

    private static final String LOCK = """
            select 1 as locked from (select pg_advisory_xact_lock(hashtextextended('privacy.incident', 0))) as l
            """;

    /** Whoever tells sees only some of the others; the number comes from a function that tells nothing else. */
    private static final String ADD = """
            insert into privacy.incident (id, no, owner_agency, reported_by, reported_at, known_on, kind, kind_edition, happened,
              to_whom, to_agency, item_id, sent_at, how_many, sensitive, changed_at, changed_by)
            values (:id, privacy.next_incident(), :agency, :staff, :now, :knownOn, :kind, :edition, :happened, :toWhom,
              :toAgency::int, :item::uuid, :sentAt::timestamptz, :howMany::int, :sensitive, :now, :staff)
            """;

    private static final String COLUMNS = """
            i.id, i.no, i.owner_agency, a.name as agency, i.reported_by, s.name as reporter, i.reported_at, i.known_on, i.kind,
                   i.kind_edition, i.happened, i.to_whom, i.to_agency, i.item_id, i.how_many, i.sensitive, i.outline,
                   i.data_items, i.person_words, i.cause, i.harm, i.response, i.publication, i.prevention, i.other, i.version,
                   i.changed_at, c.name as changer
            from privacy.incident i
            join access.pub_agency a on a.id = i.owner_agency
            join access.pub_staff s on s.id = i.reported_by
            join access.pub_staff c on c.id = i.changed_by
            """;

    private static final String ONE = "select " + COLUMNS + "where i.id = :id";

    private static final String LATEST = "select " + COLUMNS + "order by i.no desc limit :most";

    private static final String STEPS = """
            select t.incident_id, t.no, t.kind, t.code, t.code_edition, t.on_day, t.words, s.name as staff, a.name as agency, t.at
            from privacy.incident_step t
            join access.pub_staff s on s.id = t.staff_id join access.pub_agency a on a.id = t.owner_agency
            where t.incident_id = any (:ids::uuid[]) order by t.incident_id, t.no
            """;

    private static final String ADD_STEP = """
            insert into privacy.incident_step (id, incident_id, no, kind, code, code_edition, on_day, words, owner_agency,
              staff_id, at)
            values (:id, :incident, :no, :kind, :code, :edition, :on, :words, :agency, :staff, :now)
            on conflict (incident_id, no) do nothing
            """;

    private static final String WRITE = """
            update privacy.incident set how_many = :howMany::int, sensitive = :sensitive, outline = :outline,
              data_items = :dataItems, person_words = :personWords, cause = :cause, harm = :harm, response = :response,
              publication = :publication, prevention = :prevention, other = :other, version = version + 1,
              changed_at = :now, changed_by = :staff
            where id = :id and version = :version
            """;

    private static final String OPENED = """
            select a.name as agency, o.people, o.times, o.first_at, o.last_at
            from privacy.incident_opened(:id) o join access.pub_agency a on a.id = o.agency_id
            order by o.first_at
            """;

    private final Db db;

    IncidentStore(Db db) {
        this.db = db;
    }

    /** One step, as it was taken. */
    record Taken(
            UUID incident,
            int no,
            String kind,
            String code,
            int codeEdition,
            LocalDate on,
            String words,
            String staff,
            String agency,
            Instant at) {}

    /** 報告書の項目 as they stand. */
    record Report(
            @Nullable Integer howMany,
            String sensitive,
            String outline,
            String dataItems,
            String personWords,
            String cause,
            String harm,
            String response,
            String publication,
            String prevention,
            String other) {}

    /** One incident. */
    record Incident(
            UUID id,
            int no,
            AgencyId agency,
            String agencyName,
            StaffId reporter,
            String reporterName,
            Instant reportedAt,
            LocalDate knownOn,
            String kind,
            int kindEdition,
            String happened,
            String toWhom,
            @Nullable AgencyId toAgency,
            @Nullable UUID item,
            Report report,
            int version,
            Instant changedAt,
            String changer) {}

    /** What whoever notices tells. */
    record Told(
            LocalDate knownOn,
            String kind,
            int kindEdition,
            String happened,
            String toWhom,
            @Nullable AgencyId toAgency,
            @Nullable UUID item,
            @Nullable Instant sentAt,
            @Nullable Integer howMany,
            String sensitive) {}

    /** How many of an agency opened what went wrong. */
    record Opening(String agency, int people, int times, Instant first, Instant last) {}

    UUID add(Viewer.Staff viewer, Told told) {
        db.sql(viewer, LOCK).one(row -> row.integer("locked"));
        UUID id = Ids.next();
        db.sql(viewer, ADD)
                .param("id", id)
                .param("agency", viewer.agency())
                .param("staff", viewer.staff())
                .param("now", db.now(viewer))
                .param("knownOn", told.knownOn())
                .param("kind", told.kind())
                .param("edition", told.kindEdition())
                .param("happened", told.happened())
                .param("toWhom", told.toWhom())
                .param("toAgency", told.toAgency())
                .param("item", told.item())
                .param("sentAt", told.sentAt())
                .param("howMany", told.howMany())
                .param("sensitive", told.sensitive())
                .update();
        return id;
    }

    Optional<Incident> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, ONE).param("id", id).optional(IncidentStore::incident);
    }

    List<Incident> latest(Viewer.Staff viewer, int most) {
        return db.sql(viewer, LATEST).param("most", most).list(IncidentStore::incident);
    }

    List<Taken> steps(Viewer.Staff viewer, List<UUID> incidents) {
        return new ArrayList<>(db.sql(viewer, STEPS)
                .param("ids", incidents)
                .list(row -> new Taken(
                        row.uuid("incident_id"),
                        row.integer("no"),
                        row.text("kind"),
                        row.text("code"),
                        row.integer("code_edition"),
                        row.date("on_day"),
                        row.text("words"),
                        row.text("staff"),
                        row.text("agency"),
                        row.instant("at"))));
    }

    /** Adds a step; false when somebody else took one in the meantime. */
    boolean addStep(
            Viewer.Staff viewer,
            UUID incident,
            int no,
            String kind,
            String code,
            int edition,
            LocalDate on,
            String words) {
        return db.sql(viewer, ADD_STEP)
                        .param("id", Ids.next())
                        .param("incident", incident)
                        .param("no", no)
                        .param("kind", kind)
                        .param("code", code)
                        .param("edition", edition)
                        .param("on", on)
                        .param("words", words)
                        .param("agency", viewer.agency())
                        .param("staff", viewer.staff())
                        .param("now", db.now(viewer))
                        .update()
                == 1;
    }

    /** Writes the items of the report; false when it is not the version that was opened. */
    boolean write(Viewer.Staff viewer, UUID id, Report report, int version) {
        return db.sql(viewer, WRITE)
                        .param("id", id)
                        .param("howMany", report.howMany())
                        .param("sensitive", report.sensitive())
                        .param("outline", report.outline())
                        .param("dataItems", report.dataItems())
                        .param("personWords", report.personWords())
                        .param("cause", report.cause())
                        .param("harm", report.harm())
                        .param("response", report.response())
                        .param("publication", report.publication())
                        .param("prevention", report.prevention())
                        .param("other", report.other())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .param("version", version)
                        .update()
                == 1;
    }

    List<Opening> opened(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, OPENED)
                .param("id", id)
                .list(row -> new Opening(
                        row.text("agency"),
                        row.integer("people"),
                        row.integer("times"),
                        row.instant("first_at"),
                        row.instant("last_at")));
    }

    private static Incident incident(Row row) {
        return new Incident(
                row.uuid("id"),
                row.integer("no"),
                row.agency("owner_agency"),
                row.text("agency"),
                row.staff("reported_by"),
                row.text("reporter"),
                row.instant("reported_at"),
                row.date("known_on"),
                row.text("kind"),
                row.integer("kind_edition"),
                row.text("happened"),
                row.text("to_whom"),
                row.agencyOrNull("to_agency"),
                row.uuidOrNull("item_id"),
                new Report(
                        row.integerOrNull("how_many"),
                        row.text("sensitive"),
                        row.text("outline"),
                        row.text("data_items"),
                        row.text("person_words"),
                        row.text("cause"),
                        row.text("harm"),
                        row.text("response"),
                        row.text("publication"),
                        row.text("prevention"),
                        row.text("other")),
                row.integer("version"),
                row.instant("changed_at"),
                row.text("changer"));
    }
}
