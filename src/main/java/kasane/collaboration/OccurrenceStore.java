package kasane.collaboration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of 出来事 and what became of them. */
@Component
class OccurrenceStore {

    private static final String ADD = """
            insert into collaboration.occurrence (id, case_id, household_id, persons, owner_agency, carrier, kind,
              kind_edition, happened_on, words, after_step, told_at, told_by)
            values (:id, :case, :household, :persons::uuid[], :agency, :carrier, :kind, :edition, :on, :words, :step, :now,
              :staff)
            """;

    private static final String FIND = """
            select o.id, o.case_id, o.household_id, o.persons, o.owner_agency, a.name as agency, a.phone, s.name as writer,
                   o.carrier, c.name as carrier_name, o.kind, o.kind_edition, o.happened_on, o.words, o.told_at,
                   e.kind as ended, e.monitoring_id, coalesce(e.words, '') as end_words, e.at as ended_at,
                   w.name as ended_by,
                   exists (select from casework.pub_case_step t where t.case_id = o.case_id and t.no > o.after_step
                           and t.kind in ('LOSE_CONSENT', 'EXIT')) as lapsed
            from collaboration.occurrence o
            join access.pub_agency a on a.id = o.owner_agency
            join access.pub_agency c on c.id = o.carrier
            join access.pub_staff s on s.id = o.told_by
            left join collaboration.occurrence_end e on e.occurrence_id = o.id
            left join access.pub_staff w on w.id = e.staff_id
            where o.id = :id
            """;

    private static final String OF_CASE = """
            select id from collaboration.occurrence where case_id = :case order by told_at desc, id desc
            """;

    private static final String OF_MONITORING = """
            select occurrence_id as id from collaboration.occurrence_end where monitoring_id = :monitoring
            """;

    private static final String END = """
            insert into collaboration.occurrence_end (occurrence_id, household_id, persons, owner_agency, kind,
              monitoring_id, words, at, staff_id)
            values (:id, :household, :persons::uuid[], :agency, :kind, :monitoring::uuid, :words, :now, :staff)
            on conflict (occurrence_id) do nothing
            """;

    private final Db db;

    OccurrenceStore(Db db) {
        this.db = db;
    }

    void add(
            Viewer.Staff viewer,
            UUID id,
            UUID caseId,
            HouseholdId household,
            AgencyId carrier,
            int afterStep,
            Occurrences.Written written,
            int edition) {
        db.sql(viewer, ADD)
                .param("id", id)
                .param("case", caseId)
                .param("household", household)
                .param("persons", written.persons())
                .param("agency", viewer.agency())
                .param("carrier", carrier)
                .param("kind", written.kind())
                .param("edition", edition)
                .param("on", written.on())
                .param("words", written.words())
                .param("step", afterStep)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    Optional<Occurrences.Occurrence> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(OccurrenceStore::read);
    }

    List<UUID> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(row -> row.uuid("id"));
    }

    List<UUID> ofMonitoring(Viewer.Staff viewer, UUID monitoring) {
        return db.sql(viewer, OF_MONITORING).param("monitoring", monitoring).list(row -> row.uuid("id"));
    }

    /** False when something became of it before. */
    boolean end(
            Viewer.Staff viewer,
            Occurrences.Occurrence occurrence,
            OccurrenceFlow.Step step,
            @Nullable UUID monitoring,
            String words) {
        return db.sql(viewer, END)
                        .param("id", occurrence.id())
                        .param("household", occurrence.household())
                        .param("persons", occurrence.persons())
                        .param("agency", viewer.agency())
                        .param("kind", step)
                        .param("monitoring", monitoring)
                        .param("words", words)
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    private static Occurrences.Occurrence read(Row row) {
        String ended = row.textOrNull("ended");
        Instant at = row.instantOrNull("ended_at");
        return new Occurrences.Occurrence(
                row.uuid("id"),
                row.uuid("case_id"),
                row.household("household_id"),
                row.persons("persons"),
                row.agency("owner_agency"),
                row.text("agency"),
                row.text("phone"),
                row.text("writer"),
                row.agency("carrier"),
                row.text("carrier_name"),
                row.text("kind"),
                row.integer("kind_edition"),
                row.date("happened_on"),
                row.text("words"),
                row.instant("told_at"),
                state(ended, row.bool("lapsed")),
                ended == null || at == null
                        ? null
                        : new Occurrences.Ending(
                                row.uuidOrNull("monitoring_id"),
                                row.text("end_words"),
                                at,
                                row.textOrEmpty("ended_by")));
    }

    private static OccurrenceFlow.State state(@Nullable String ended, boolean lapsed) {
        return OccurrenceFlow.FLOW.after(
                ended != null
                        ? List.of(OccurrenceFlow.Step.valueOf(ended))
                        : lapsed ? List.of(OccurrenceFlow.Step.LAPSE) : List.of());
    }
}
