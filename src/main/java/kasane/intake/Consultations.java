package kasane.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Done;
import kasane.editing.Stale;
import kasane.files.Attachments;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.sharing.Audience;
import kasane.sharing.Category;
import kasane.sharing.Subjects;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 相談: receiving it, saying later whom it is about, what became of it, and telling those who must know of a danger. */
@Component
public class Consultations {

    static final String DECIDE = "intake.decide";
    static final String DANGER = "intake.danger";

    private static final String WRITE = """
            insert into intake.consultation (id, household_id, owner_agency, audience, done_at, time_known, channel,
              channel_edition, route, route_edition, caller, caller_hidden, about, issues, main_issue, issue_edition, story,
              impression, wish, urgency, dangers, danger_edition, phone_note_id, outcome, outcome_edition, outcome_at,
              outcome_by, written_at, written_by)
            values (:id, :household, :agency, :audience, :doneAt, :timeKnown, :channel, :channelEdition, :route,
              :routeEdition, :caller, :hidden, :about, :issues::text[], :main, :issueEdition, :story, :impression, :wish,
              :urgency, :dangers::text[], :dangerEdition, :note::uuid, :outcome, :outcomeEdition::int,
              :outcomeAt::timestamptz, :outcomeBy::int, :now, :staff)
            """;

    private static final String ONE = """
            select c.id, c.household_id, c.owner_agency, c.audience, c.done_at, c.time_known, c.channel, c.channel_edition,
                   c.route, c.route_edition, c.caller, c.caller_hidden, c.about, c.issues, c.main_issue, c.issue_edition,
                   c.story, c.impression, c.wish, c.urgency, c.dangers, c.danger_edition, c.phone_note_id, c.outcome,
                   c.outcome_edition, c.outcome_note, c.outcome_at, c.written_at, c.version,
                   coalesce(c.keeper, c.written_by) as keeper, a.name as agency, s.name as staff, k.name as keeper_name,
                   o.name as decider, n.text as note_text
            from intake.consultation c
            join access.pub_agency a on a.id = c.owner_agency
            join access.pub_staff s on s.id = c.written_by
            join access.pub_staff k on k.id = coalesce(c.keeper, c.written_by)
            left join access.pub_staff o on o.id = c.outcome_by
            left join intake.phone_note n on n.id = c.phone_note_id
            where c.id = :id
            """;

    private static final String LIST = """
            select c.id, c.household_id, c.done_at, c.time_known, c.about, c.main_issue, c.issue_edition, c.story,
                   c.urgency, c.outcome, c.outcome_edition, cardinality(c.dangers) > 0 as danger, s.name as staff,
                   (select b.target_household from intake.binding b
                    where b.consultation_id = c.id and b.ended_at is null order by b.bound_at desc limit 1) as target,
                   (select h.label from register.pub_household h
                    where h.household_id = coalesce(
                      (select b.target_household from intake.binding b
                       where b.consultation_id = c.id and b.ended_at is null order by b.bound_at desc limit 1),
                      c.household_id)) as label
            from intake.consultation c join access.pub_staff s on s.id = coalesce(c.keeper, c.written_by)
            where c.owner_agency = :agency and (not :open or c.outcome = '')
              and (not :mine or coalesce(c.keeper, c.written_by) = :staff)
              and (:before::timestamptz is null or (c.done_at, c.id) < (:before::timestamptz, :beforeId::uuid))
            order by c.done_at desc, c.id desc limit :most
            """;

    private static final String BIND = """
            insert into intake.binding (id, consultation_id, household_id, owner_agency, audience, target_household,
              target_person, bound_at, bound_by)
            values (:id, :consultation, :household, :agency, :audience, :target, :person::uuid, :now, :staff)
            """;

    private static final String BINDINGS = """
            select b.id, b.target_household, b.target_person, b.bound_at, b.ended_at, b.end_reason, s.name as staff,
                   h.label, p.family, p.given
            from intake.binding b
            join access.pub_staff s on s.id = b.bound_by
            left join register.pub_household h on h.household_id = b.target_household
            left join register.pub_person p on p.person_id = b.target_person
            where b.consultation_id = :id order by b.bound_at, b.id
            """;

    private static final String END_BINDING = """
            update intake.binding set ended_at = :now, ended_by = :staff, end_reason = :reason
            where id = :id and consultation_id = :consultation and ended_at is null
            """;

    private static final String DECIDED = """
            update intake.consultation set outcome = :outcome, outcome_edition = :edition, outcome_note = :note,
              outcome_at = :now, outcome_by = :staff, version = version + 1
            where id = :id and version = :version
            """;

    private static final String CALL = """
            insert into intake.danger_call (id, consultation_id, household_id, owner_agency, audience, to_whom, answer,
              called_at, called_by)
            values (:id, :consultation, :household, :agency, :audience, :to, :answer, :calledAt, :staff)
            """;

    private static final String CALLS = """
            select d.to_whom, d.answer, d.called_at, s.name as staff
            from intake.danger_call d join access.pub_staff s on s.id = d.called_by
            where d.consultation_id = :id order by d.called_at, d.id
            """;

    private static final String ROADS = """
            select danger, duty, law, call, agency_kind from intake.danger_road
            where valid_from <= :today and (valid_until is null or valid_until >= :today)
            """;

    private static final String FIELDS = """
            select issue, field from intake.issue_field
            where valid_from <= :today and (valid_until is null or valid_until >= :today) order by issue, field
            """;

    private final Db db;
    private final Subjects subjects;
    private final Households households;
    private final Informants informants;
    private final PhoneNotes notes;
    private final Codes codes;
    private final Clocks clocks;
    private final Tasks tasks;
    private final AuditTrail audit;

    Consultations(
            Db db,
            Subjects subjects,
            Households households,
            Informants informants,
            PhoneNotes notes,
            Codes codes,
            Clocks clocks,
            Tasks tasks,
            AuditTrail audit) {
        this.db = db;
        this.subjects = subjects;
        this.households = households;
        this.informants = informants;
        this.notes = notes;
        this.codes = codes;
        this.clocks = clocks;
        this.tasks = tasks;
        this.audit = audit;
    }

    /** だれのこと: a household that is known, one that gets its first names now, or nobody known yet. */
    public sealed interface About {
        /** A household in the viewer's sight, and whom of it, if that is known. */
        record Known(HouseholdId household, List<PersonId> persons) implements About {}

        /** A household to be opened with these names. */
        record New(Households.NewHousehold household) implements About {}

        /** Nobody is known yet; {@code words} are what can be said. */
        record Unknown(String words) implements About {}
    }

    /**
     * A consultation to be received.
     *
     * @param done      when it was received, which is not when it is written
     * @param channel   code of {@code channel}
     * @param route     code of {@code route}; may be empty
     * @param story     what was told: facts
     * @param wish      what they wish
     * @param dangers   codes of {@code danger}
     * @param outcome   code of {@code consultation-outcome}; empty while it is open
     * @param phoneNote the note it completes
     */
    public record NewConsultation(
            About about,
            Done done,
            String channel,
            String route,
            Caller caller,
            Informants.Named informant,
            Caller.Wish secrecy,
            Issues issues,
            String story,
            String impression,
            String wish,
            Urgency urgency,
            List<String> dangers,
            Audience audience,
            String outcome,
            @Nullable UUID phoneNote) {}

    /** 根拠のある道すじ: what has to be done about a danger, by which law, and whom to ring. */
    public record Road(String danger, String duty, String law, String call, String agencyKind) {}

    /** Whom the consultation has been taken to be about. */
    public record Binding(
            UUID id,
            HouseholdId household,
            @Nullable PersonId person,
            String householdName,
            String personName,
            Instant at,
            String by,
            @Nullable Instant ended,
            String endReason) {

        /** Whether the agency still takes it so. */
        public boolean lives() {
            return ended == null;
        }
    }

    /** A call about a danger. */
    public record DangerCall(String to, String answer, Instant at, String by) {}

    /** A consultation as its reader sees it; codes stand beside their words. */
    public record Consultation(
            UUID id,
            HouseholdId household,
            AgencyId owner,
            String agency,
            Audience audience,
            Done done,
            String channel,
            String route,
            Caller caller,
            boolean callerHidden,
            String about,
            List<String> issues,
            List<String> issueWords,
            String mainIssue,
            String story,
            String impression,
            String wish,
            Urgency urgency,
            List<String> dangers,
            List<String> dangerWords,
            @Nullable UUID phoneNote,
            String noteText,
            String outcome,
            String outcomeWords,
            String outcomeNote,
            @Nullable Instant outcomeAt,
            String decider,
            Instant writtenAt,
            String writer,
            StaffId keeper,
            String keeperName,
            int version) {}

    /** A consultation with everything around it. */
    public record Opened(
            Consultation consultation,
            Optional<Informants.Informant> informant,
            List<Binding> bindings,
            List<DangerCall> calls) {}

    /** A line of the agency's list. */
    public record Line(
            UUID id,
            Done done,
            @Nullable String household,
            String about,
            String mainIssue,
            String story,
            Urgency urgency,
            boolean danger,
            String outcome,
            String writer) {}

    /** Whether a story from this caller may be for the team: nobody may be found out through it. */
    static Decision<Audience> audience(Audience wanted, Caller caller, Caller.Wish secrecy) {
        return wanted != Audience.OWN && caller.isHidden(secrecy)
                ? Decision.refuse(Reason.of("intake.refused.hidden-stays-own"))
                : Decision.allow(wanted);
    }

    /** Receives a consultation in the viewer's hat. */
    public Decision<UUID> receive(Viewer.Staff viewer, NewConsultation told) {
        return audience(told.audience(), told.caller(), told.secrecy())
                .flatMap(audience -> db.transact(viewer, () -> write(viewer, told, audience)));
    }

    private Decision<UUID> write(Viewer.Staff viewer, NewConsultation told, Audience audience) {
        UUID note = told.phoneNote();
        if (note != null) {
            if (!notes.find(viewer, note).open() || !notes.end(viewer, note, "")) {
                return Decision.refuse(Reason.of("intake.refused.note-is-done"));
            }
        }
        LocalDate today = db.today(viewer);
        HouseholdId household = switch (told.about()) {
            case About.Known known ->
                households.findOwn(viewer, known.household()).id();
            case About.New opened -> households.open(viewer, opened.household());
            case About.Unknown unknown -> subjects.household(viewer);
        };
        UUID id = Ids.next();
        boolean hidden = told.caller().isHidden(told.secrecy());
        boolean decided = !told.outcome().isEmpty();
        db.sql(viewer, WRITE)
                .param("id", id)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("audience", audience.code())
                .param("doneAt", told.done().at())
                .param("timeKnown", told.done().timeKnown())
                .param("channel", told.channel())
                .param("channelEdition", codes.edition("channel", today))
                .param("route", told.route())
                .param("routeEdition", codes.edition("route", today))
                .param("caller", told.caller())
                .param("hidden", hidden)
                .param("about", told.about() instanceof About.Unknown(String words) ? words : "")
                .param("issues", told.issues().codes())
                .param("main", told.issues().main())
                .param("issueEdition", codes.edition("issue", today))
                .param("story", told.story())
                .param("impression", told.impression())
                .param("wish", told.wish())
                .param("urgency", told.urgency())
                .param("dangers", told.dangers())
                .param("dangerEdition", codes.edition("danger", today))
                .param("note", note)
                .param("outcome", told.outcome())
                .param("outcomeEdition", decided ? codes.edition("consultation-outcome", today) : null)
                .param("outcomeAt", decided ? db.now(viewer) : null)
                .param("outcomeBy", decided ? viewer.staff() : null)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
        // Whom it is about is always a dated row, from the first moment on when that is known.
        switch (told.about()) {
            case About.Known known
            when !known.persons().isEmpty() ->
                known.persons().forEach(person -> bind(viewer, id, household, audience, household, person));
            case About.Known known -> bind(viewer, id, household, audience, household, null);
            case About.New opened -> bind(viewer, id, household, audience, household, null);
            case About.Unknown unknown -> {}
        }
        informants.add(viewer, id, household, told.informant(), hidden);
        if (!decided) {
            open(viewer, DECIDE, id, household, clocks.due("consultation.decide", today));
        }
        if (!told.dangers().isEmpty()) {
            open(viewer, DANGER, id, household, clocks.due("danger.call", today));
        }
        audit.written(viewer, "consultation.receive", List.of(household), Detail.NONE.item(id));
        return Decision.allow(id);
    }

    private void open(Viewer.Staff viewer, String kind, UUID id, HouseholdId household, LocalDate due) {
        tasks.open(
                viewer,
                new Tasks.NewTask(
                        kind,
                        id,
                        viewer.agency(),
                        household,
                        viewer.agency(),
                        viewer.staff(),
                        due,
                        "/consultations/" + id));
    }

    private void bind(
            Viewer.Staff viewer,
            UUID consultation,
            HouseholdId of,
            Audience audience,
            HouseholdId target,
            @Nullable PersonId person) {
        db.sql(viewer, BIND)
                .param("id", Ids.next())
                .param("consultation", consultation)
                .param("household", of)
                .param("agency", viewer.agency())
                .param("audience", audience.code())
                .param("target", target)
                .param("person", person)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    /** One consultation; the page that shows it is logged here, a hidden name once more by itself. */
    public Opened read(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Consultation found = find(viewer, id);
            audit.read(viewer, "consultation.page", List.of(found.household()), Detail.NONE.item(id));
            return new Opened(
                    found, informants.of(viewer, id, found.phoneNote()), bindings(viewer, id), calls(viewer, id));
        });
    }

    /**
     * 受付票: one consultation as paper may tell it. Paper is passed on and signed, so a hidden name is never on it, not even
     * for whoever may read it on the page.
     */
    public Opened print(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Consultation found = find(viewer, id);
            List<Binding> bindings = bindings(viewer, id);
            Set<Id> subjects = new LinkedHashSet<>();
            subjects.add(found.household());
            bindings.stream().filter(Binding::lives).forEach(binding -> subjects.add(binding.household()));
            audit.printed(viewer, "consultation.sheet", subjects, Detail.NONE.item(id));
            return new Opened(
                    found,
                    found.callerHidden() ? Optional.empty() : informants.openly(viewer, id, found.phoneNote()),
                    bindings,
                    calls(viewer, id));
        });
    }

    private List<DangerCall> calls(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, CALLS)
                .param("id", id)
                .list(row -> new DangerCall(
                        row.text("to_whom"), row.text("answer"), row.instant("called_at"), row.text("staff")));
    }

    private List<Binding> bindings(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, BINDINGS)
                .param("id", id)
                .list(row -> new Binding(
                        row.uuid("id"),
                        row.household("target_household"),
                        row.personOrNull("target_person"),
                        Households.titleOf(row.textOrEmpty("label")),
                        (row.textOrEmpty("family") + " " + row.textOrEmpty("given")).strip(),
                        row.instant("bound_at"),
                        row.text("staff"),
                        row.instantOrNull("ended_at"),
                        row.text("end_reason")));
    }

    /** The own agency's consultations, the latest first. */
    public List<Line> list(
            Viewer.Staff viewer,
            boolean open,
            boolean mine,
            @Nullable Instant before,
            @Nullable UUID beforeId,
            int most) {
        return db.transact(viewer, () -> {
            Set<HouseholdId> shown = new LinkedHashSet<>();
            List<Line> lines = db.sql(viewer, LIST)
                    .param("agency", viewer.agency())
                    .param("staff", viewer.staff())
                    .param("open", open)
                    .param("mine", mine)
                    .param("before", before)
                    .param("beforeId", beforeId)
                    .param("most", most)
                    .list(row -> {
                        shown.add(row.household("household_id"));
                        UUID target = row.uuidOrNull("target");
                        if (target != null) {
                            shown.add(new HouseholdId(target));
                        }
                        return line(row);
                    });
            audit.read(viewer, "consultation.list", shown);
            return lines;
        });
    }

    private Line line(Row row) {
        String label = row.textOrNull("label");
        String outcome = row.text("outcome");
        return new Line(
                row.uuid("id"),
                new Done(row.instant("done_at"), row.bool("time_known")),
                label == null ? null : Households.titleOf(label),
                row.text("about"),
                codes.label("issue", row.text("main_issue"), row.integer("issue_edition")),
                row.text("story"),
                row.constant("urgency", Urgency.class),
                row.bool("danger"),
                outcome.isEmpty() ? "" : codes.label("consultation-outcome", outcome, row.integer("outcome_edition")),
                row.text("staff"));
    }

    /** 結びつけ: from now on the agency takes it to be about this household, or this person of it. */
    public void bind(Viewer.Staff viewer, UUID id, HouseholdId target, @Nullable PersonId person) {
        db.run(viewer, () -> {
            Consultation found = own(viewer, id);
            HouseholdId household = households.findOwn(viewer, target).id();
            if (person != null) {
                households.member(viewer, household, person);
            }
            bind(viewer, id, found.household(), found.audience(), household, person);
            audit.written(viewer, "consultation.bind", List.of(found.household(), household), Detail.NONE.item(id));
        });
    }

    /** It was somebody else: the row stays with its end and the reason. */
    public void unbind(Viewer.Staff viewer, UUID id, UUID binding, String reason) {
        db.run(viewer, () -> {
            Consultation found = own(viewer, id);
            int ended = db.sql(viewer, END_BINDING)
                    .param("id", binding)
                    .param("consultation", id)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .param("reason", reason)
                    .update();
            if (ended != 1) {
                throw new NotVisible();
            }
            audit.written(viewer, "consultation.unbind", List.of(found.household()), Detail.NONE.item(id));
        });
    }

    /** What becomes of it: code of {@code consultation-outcome}. */
    public void decide(Viewer.Staff viewer, UUID id, int version, String outcome, String note) {
        db.run(viewer, () -> {
            Consultation found = own(viewer, id);
            Stale.unlessOne(db.sql(viewer, DECIDED)
                    .param("id", id)
                    .param("version", version)
                    .param("outcome", outcome)
                    .param("edition", codes.edition("consultation-outcome", db.today(viewer)))
                    .param("note", note)
                    .param("now", db.now(viewer))
                    .param("staff", viewer.staff())
                    .update());
            tasks.done(viewer, DECIDE, id);
            audit.written(viewer, "consultation.outcome", List.of(found.household()), Detail.NONE.item(id));
        });
    }

    /** Records that somebody who must know of the danger was told. */
    public void recordCall(Viewer.Staff viewer, UUID id, Done when, String to, String answer) {
        db.run(viewer, () -> {
            Consultation found = own(viewer, id);
            db.sql(viewer, CALL)
                    .param("id", Ids.next())
                    .param("consultation", id)
                    .param("household", found.household())
                    .param("agency", viewer.agency())
                    .param("audience", found.audience().code())
                    .param("to", to)
                    .param("answer", answer)
                    .param("calledAt", when.at())
                    .param("staff", viewer.staff())
                    .update();
            tasks.done(viewer, DANGER, id);
            audit.written(viewer, "consultation.danger-call", List.of(found.household()), Detail.NONE.item(id));
        });
    }

    /** The roads out of danger that are in force, by code of {@code danger}. */
    public Map<String, Road> roads(Viewer.Staff viewer) {
        Map<String, Road> roads = new LinkedHashMap<>();
        db.sql(viewer, ROADS)
                .param("today", db.today(viewer))
                .list(row -> new Road(
                        row.text("danger"),
                        row.text("duty"),
                        row.text("law"),
                        row.text("call"),
                        row.text("agency_kind")))
                .forEach(road -> roads.put(road.danger(), road));
        return roads;
    }

    /** The fields that take an issue, by code of {@code issue}. */
    public Map<String, Set<String>> fieldsOfIssues(Viewer.Staff viewer) {
        Map<String, Set<String>> fields = new LinkedHashMap<>();
        db.sql(viewer, FIELDS)
                .param("today", db.today(viewer))
                .list(row -> List.of(row.text("issue"), row.text("field")))
                .forEach(pair -> fields.computeIfAbsent(pair.get(0), issue -> new LinkedHashSet<>())
                        .add(pair.get(1)));
        return fields;
    }

    /** つなぎの目安 for a consultation. */
    public Guide guide(Viewer.Staff viewer, List<String> issues, List<Agencies.Agency> agencies) {
        return Guide.of(issues, fieldsOfIssues(viewer), agencies, viewer.agency());
    }

    /** A consultation of the viewer's own agency. */
    public Consultation own(Viewer.Staff viewer, UUID id) {
        Consultation found = find(viewer, id);
        if (!found.owner().equals(viewer.agency())) {
            throw new NotVisible();
        }
        return found;
    }

    /** What every attachment of a consultation takes over from it. */
    public static Attachments.Place place(Consultation consultation) {
        return new Attachments.Place(
                consultation.id(),
                "/consultations/" + consultation.id(),
                consultation.household(),
                null,
                consultation.audience(),
                Category.LIFE,
                null);
    }

    private Consultation find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, ONE).param("id", id).optional(this::consultation).orElseThrow(NotVisible::new);
    }

    private Consultation consultation(Row row) {
        List<String> issues = row.texts("issues");
        int issueEdition = row.integer("issue_edition");
        List<String> dangers = row.texts("dangers");
        int dangerEdition = row.integer("danger_edition");
        String route = row.text("route");
        String outcome = row.text("outcome");
        return new Consultation(
                row.uuid("id"),
                row.household("household_id"),
                row.agency("owner_agency"),
                row.text("agency"),
                Audience.of(row.integer("audience")),
                new Done(row.instant("done_at"), row.bool("time_known")),
                codes.label("channel", row.text("channel"), row.integer("channel_edition")),
                route.isEmpty() ? "" : codes.label("route", route, row.integer("route_edition")),
                row.constant("caller", Caller.class),
                row.bool("caller_hidden"),
                row.text("about"),
                issues,
                issues.stream()
                        .map(code -> codes.label("issue", code, issueEdition))
                        .toList(),
                row.text("main_issue"),
                row.text("story"),
                row.text("impression"),
                row.text("wish"),
                row.constant("urgency", Urgency.class),
                dangers,
                dangers.stream()
                        .map(code -> codes.label("danger", code, dangerEdition))
                        .toList(),
                row.uuidOrNull("phone_note_id"),
                row.textOrEmpty("note_text"),
                outcome,
                outcome.isEmpty() ? "" : codes.label("consultation-outcome", outcome, row.integer("outcome_edition")),
                row.text("outcome_note"),
                row.instantOrNull("outcome_at"),
                row.textOrEmpty("decider"),
                row.instant("written_at"),
                row.text("staff"),
                row.staff("keeper"),
                row.text("keeper_name"),
                row.integer("version"));
    }
}
