package kasane.register.concealment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.register.ConcealedRecords;
import kasane.register.Households;
import kasane.register.Member;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.sharing.Concealments;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 秘匿の措置: shutting, renewing, admitting and ending, with the words that only those who are admitted read. */
@Component
class ConcealmentMeasures implements ConcealedRecords {

    private static final String ADD = """
            insert into register.concealment_measure (id, household_id, owner_agency, mode, basis, basis_edition,
              counterpart, watch, created_at, created_by)
            values (:id, :household, :agency, :mode, :basis, :edition, :counterpart, :watch, :now, :staff)
            """;

    private static final String ADD_TERM = """
            insert into register.concealment_term (id, measure_id, household_id, owner_agency, from_on, until_on, note,
              written_at, written_by)
            values (:id, :measure, :household, :agency, :from, :until, :note, :now, :staff)
            """;

    private static final String OF = """
            select m.id, m.mode, m.basis, m.basis_edition, m.counterpart, m.watch, m.created_at, s.name as created_by
            from register.concealment_measure m left join access.pub_staff s on s.id = m.created_by
            where m.household_id = :household order by m.created_at desc, m.id desc
            """;

    private static final String TERMS = """
            select t.measure_id, t.from_on, t.until_on, t.note, t.written_at, s.name as written_by
            from register.concealment_term t left join access.pub_staff s on s.id = t.written_by
            where t.household_id = :household order by t.written_at desc, t.id desc
            """;

    /** The dated list of why something is shut. */
    static final String BASES = "concealment-basis";

    /** 秘匿を続けるか確かめる: seen by those who are admitted and by nobody else, however late it is. */
    private static final String REVIEW = "register.review-concealment";

    private final Db db;
    private final Concealments concealments;
    private final Households households;
    private final Agencies agencies;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final AuditTrail audit;

    ConcealmentMeasures(
            Db db,
            Concealments concealments,
            Households households,
            Agencies agencies,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            AuditTrail audit) {
        this.db = db;
        this.concealments = concealments;
        this.households = households;
        this.agencies = agencies;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.audit = audit;
    }

    /** A measure as it is typed. */
    record Typed(
            ConcealmentRules.Mode mode,
            Set<PersonId> persons,
            boolean whole,
            @Nullable PersonId counterpartPerson,
            String counterpart,
            String basis,
            int basisEdition,
            String watch,
            LocalDate until,
            Set<StaffId> admitted) {}

    /** How long a measure was decided to last, by one decision. */
    record Term(LocalDate from, LocalDate until, String note, Instant at, String by) {}

    /**
     * A measure with what it shuts now; {@code persons} and {@code whole} say nothing any more once it has ended.
     *
     * @param terms the newest decision first
     */
    record Measure(
            UUID id,
            ConcealmentRules.Mode mode,
            String basis,
            int basisEdition,
            String counterpart,
            String watch,
            Instant at,
            String by,
            boolean living,
            boolean whole,
            Set<PersonId> persons,
            List<Term> terms) {
        Measure {
            persons = Set.copyOf(persons);
            terms = List.copyOf(terms);
        }

        /** The day until which it was last decided. */
        LocalDate until() {
            return terms.getFirst().until();
        }
    }

    /** What the page shows. */
    record Opened(
            Households.Household household,
            List<Member> members,
            List<Measure> measures,
            List<Agencies.Colleague> admitted,
            List<Agencies.Colleague> others) {

        /** The measure that holds now, if any. */
        Optional<Measure> current() {
            return measures.stream().filter(Measure::living).findFirst();
        }
    }

    /** The own agency's record with its measures, as far as the viewer is admitted. */
    Opened open(Viewer.Staff viewer, HouseholdId household) {
        return db.transact(viewer, () -> {
            Households.Household found = households.findOwn(viewer, household);
            List<Concealments.Shut> shut = concealments.of(viewer, household);
            List<TermOf> terms = db.sql(viewer, TERMS)
                    .param("household", household)
                    .list(row -> new TermOf(
                            row.uuid("measure_id"),
                            new Term(
                                    row.date("from_on"),
                                    row.date("until_on"),
                                    row.text("note"),
                                    row.instant("written_at"),
                                    row.textOrEmpty("written_by"))));
            List<Measure> measures =
                    db.sql(viewer, OF).param("household", household).list(row -> measure(row, shut, terms));
            Set<StaffId> admitted = shut.isEmpty() ? Set.of() : concealments.admitted(viewer, household);
            List<Agencies.Colleague> all = agencies.colleagues(viewer, viewer.agency());
            audit.read(viewer, "concealment.page", List.of(household));
            return new Opened(
                    found,
                    households.members(viewer, household),
                    measures,
                    all.stream().filter(c -> admitted.contains(c.id())).toList(),
                    all.stream()
                            .filter(c -> !admitted.contains(c.id()) && !c.id().equals(viewer.staff()))
                            .toList());
        });
    }

    private record TermOf(UUID measure, Term term) {}

    private static Measure measure(Row row, List<Concealments.Shut> shut, List<TermOf> terms) {
        UUID id = row.uuid("id");
        List<Concealments.Shut> own =
                shut.stream().filter(s -> s.measure().equals(id)).toList();
        return new Measure(
                id,
                row.constant("mode", ConcealmentRules.Mode.class),
                row.text("basis"),
                row.integer("basis_edition"),
                row.text("counterpart"),
                row.text("watch"),
                row.instant("created_at"),
                row.textOrEmpty("created_by"),
                !own.isEmpty(),
                own.stream().anyMatch(s -> s.person() == null),
                own.stream()
                        .map(Concealments.Shut::person)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                terms.stream()
                        .filter(t -> t.measure().equals(id))
                        .map(TermOf::term)
                        .toList());
    }

    /** Shuts it at once. What others of the agency had to do in it becomes the work of whoever shuts it. */
    Decision<UUID> shut(Viewer.Staff viewer, HouseholdId household, Typed typed) {
        return db.transact(viewer, () -> {
            Opened opened = open(viewer, household);
            if (opened.current().isPresent()) {
                return Decision.refuse(Reason.of("register.refused.concealment.already"));
            }
            Set<PersonId> members =
                    opened.members().stream().map(Member::person).collect(Collectors.toSet());
            ConcealmentRules.Asked asked = new ConcealmentRules.Asked(
                    typed.mode(), typed.persons(), typed.whole(), typed.counterpartPerson(), members, typed.until());
            if (ConcealmentRules.shut(asked, db.today(viewer)) instanceof Decision.Refused<?>(Reason reason)) {
                return Decision.refuse(reason);
            }
            UUID measure = Ids.next();
            record(viewer, household, measure, typed);
            return Decision.allow(measure);
        });
    }

    @Override
    public void shut(Viewer.Staff viewer, HouseholdId household, Why why) {
        LocalDate today = db.today(viewer);
        record(
                viewer,
                household,
                Ids.next(),
                new Typed(
                        ConcealmentRules.Mode.TOGETHER,
                        Set.of(),
                        true,
                        null,
                        "",
                        why.name(),
                        codes.edition(BASES, today),
                        "",
                        today.plusDays(clocks.days("register.concealment-term", today)),
                        Set.of()));
    }

    private void record(Viewer.Staff viewer, HouseholdId household, UUID measure, Typed typed) {
        concealments.conceal(
                viewer,
                measure,
                household,
                typed.persons(),
                typed.whole(),
                typed.counterpartPerson(),
                typed.admitted());
        db.sql(viewer, ADD)
                .param("id", measure)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("mode", typed.mode())
                .param("basis", typed.basis())
                .param("edition", typed.basisEdition())
                .param("counterpart", typed.counterpart())
                .param("watch", typed.watch())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
        term(viewer, household, measure, db.today(viewer), typed.until(), "");
        if (typed.whole()) {
            tasks.takeOver(viewer, household);
        }
        review(viewer, household, measure, typed.until());
        List<Id> subjects = new ArrayList<>(typed.persons());
        subjects.add(household);
        audit.written(viewer, "concealment.begin", subjects, Detail.NONE.item(measure));
    }

    /** Decides that it goes on until a later day; what was decided before stays readable. */
    Decision<LocalDate> renew(Viewer.Staff viewer, HouseholdId household, UUID id, LocalDate until, String note) {
        return db.transact(viewer, () -> {
            living(viewer, household, id);
            LocalDate today = db.today(viewer);
            if (!until.isAfter(today)) {
                return Decision.refuse(Reason.of("register.refused.concealment.until"));
            }
            term(viewer, household, id, today, until, note);
            review(viewer, household, id, until);
            audit.written(viewer, "concealment.renew", List.of(household), Detail.NONE.item(id));
            return Decision.allow(until);
        });
    }

    /** Admits some of the own agency's staff. */
    void admit(Viewer.Staff viewer, HouseholdId household, UUID id, Collection<StaffId> staff) {
        db.run(viewer, () -> {
            living(viewer, household, id);
            staff.forEach(each -> concealments.admit(viewer, household, each));
            audit.written(viewer, "concealment.admit", List.of(household), Detail.NONE.item(id));
        });
    }

    /** Ends an admission; refused for the last one. */
    Decision<StaffId> dismiss(Viewer.Staff viewer, HouseholdId household, UUID id, StaffId staff) {
        return db.transact(viewer, () -> {
            living(viewer, household, id);
            if (!concealments.admitted(viewer, household).contains(staff)) {
                throw new Stale();
            }
            audit.written(viewer, "concealment.dismiss", List.of(household), Detail.NONE.item(id));
            return concealments.dismiss(viewer, household, staff)
                    ? Decision.allow(staff)
                    : Decision.refuse(Reason.of("register.refused.concealment.last"));
        });
    }

    /** What one of the two has asked, if anybody. */
    Optional<Concealments.AskedEnd> askedEnd(Viewer.Staff viewer, UUID measure) {
        return db.transact(viewer, () -> concealments.askedEnd(viewer, measure));
    }

    /** The first of two asks for the end; the other admitted persons have it on Today from now on. */
    Decision<UUID> askEnd(Viewer.Staff viewer, HouseholdId household, UUID id, String reason) {
        return db.transact(viewer, () -> {
            living(viewer, household, id);
            if (concealments.admitted(viewer, household).size() < 2) {
                return Decision.refuse(Reason.of("register.refused.concealment.alone"));
            }
            audit.written(viewer, "concealment.ask-end", List.of(household), Detail.NONE.item(id));
            return concealments.askEnd(viewer, id, reason)
                    ? Decision.allow(id)
                    : Decision.refuse(Reason.of("register.refused.concealment.asked"));
        });
    }

    /** Takes back what was asked. */
    void dropEnd(Viewer.Staff viewer, HouseholdId household, UUID id) {
        db.run(viewer, () -> {
            living(viewer, household, id);
            if (!concealments.dropEnd(viewer, id)) {
                throw new Stale();
            }
            audit.written(viewer, "concealment.drop-end", List.of(household), Detail.NONE.item(id));
        });
    }

    /** The second of two confirms it, and what was shut is open. */
    Decision<UUID> confirmEnd(Viewer.Staff viewer, HouseholdId household, UUID id) {
        return db.transact(viewer, () -> {
            living(viewer, household, id);
            Optional<Concealments.AskedEnd> asked = concealments.askedEnd(viewer, id);
            if (asked.isEmpty() || asked.get().by().equals(viewer.staff())) {
                return Decision.refuse(Reason.of("register.refused.concealment.same-person"));
            }
            // Closed while the viewer still may see it: afterwards nobody is admitted any more.
            tasks.done(viewer, REVIEW, id);
            audit.written(viewer, "concealment.end", List.of(household), Detail.NONE.item(id));
            if (!concealments.confirmEnd(viewer, id)) {
                throw new Stale();
            }
            return Decision.allow(id);
        });
    }

    private Measure living(Viewer.Staff viewer, HouseholdId household, UUID id) {
        return open(viewer, household)
                .current()
                .filter(measure -> measure.id().equals(id))
                .orElseThrow(NotVisible::new);
    }

    private void term(
            Viewer.Staff viewer, HouseholdId household, UUID measure, LocalDate from, LocalDate until, String note) {
        db.sql(viewer, ADD_TERM)
                .param("id", Ids.next())
                .param("measure", measure)
                .param("household", household)
                .param("agency", viewer.agency())
                .param("from", from)
                .param("until", until)
                .param("note", note)
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
    }

    private void review(Viewer.Staff viewer, HouseholdId household, UUID measure, LocalDate until) {
        tasks.done(viewer, REVIEW, measure);
        tasks.openWithin(
                viewer,
                new Tasks.NewTask(
                        REVIEW,
                        measure,
                        viewer.agency(),
                        household,
                        viewer.agency(),
                        viewer.staff(),
                        until,
                        "/households/" + household.value() + "/concealment",
                        until.minusDays(clocks.days("register.concealment-notice", db.today(viewer)))));
    }
}
