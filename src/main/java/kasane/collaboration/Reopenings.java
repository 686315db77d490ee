package kasane.collaboration;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.casework.Coverage;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/**
 * 再開: a closed case begins anew, as a case of its own that names the one before it. It is about those whose consent lives
 * now, with the agencies that these consents name; what was written before is read by whoever may see whom it is about.
 */
@Component
public class Reopenings {

    private static final String ADD = """
            insert into collaboration.reopening (case_id, former_id, household_id, persons, owner_agency, reason,
              reason_edition, words, reopened_at, reopened_by)
            values (:case, :former, :household, :persons::uuid[], :agency, :reason, :edition, :words, :now, :staff)
            """;

    private static final String FIND = """
            select r.case_id, r.former_id, r.household_id, r.persons, r.reason, r.reason_edition, r.words, r.reopened_at,
                   a.name as agency, s.name as writer
            from collaboration.reopening r
            join access.pub_agency a on a.id = r.owner_agency
            join access.pub_staff s on s.id = r.reopened_by
            where r.case_id = :case
            """;

    private final Db db;
    private final Cases cases;
    private final Households households;
    private final RequestStore requests;
    private final Codes codes;
    private final AuditTrail audit;

    Reopenings(Db db, Cases cases, Households households, RequestStore requests, Codes codes, AuditTrail audit) {
        this.db = db;
        this.cases = cases;
        this.households = households;
        this.requests = requests;
        this.codes = codes;
        this.audit = audit;
    }

    /**
     * Why a case was reopened.
     *
     * @param caseId the new one
     * @param reason code of {@code reopening-reason}
     */
    public record Reopening(
            UUID caseId,
            UUID former,
            HouseholdId household,
            Set<PersonId> persons,
            String reason,
            int reasonEdition,
            String words,
            Instant at,
            String agency,
            String writer) {
        public Reopening {
            persons = Set.copyOf(persons);
        }
    }

    /** A reopening to be made. */
    public record Written(Set<PersonId> persons, String reason, String words) {
        public Written {
            persons = Set.copyOf(persons);
        }
    }

    /** What the form stands on: the closed case, and the people of the household whose consent lives. */
    public record Ground(Cases.Standing former, List<Member> agreeing) {}

    /** Whether the viewer's agency may reopen the case, and why not. */
    public Decision<Cases.Standing> mayReopen(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, caseId);
            if (standing.state() != CaseFlow.State.ENDED && standing.state() != CaseFlow.State.FOLLOW_UP) {
                return Decision.refuse(Reason.of("collaboration.refused.not-closed"));
            }
            if (cases.successor(viewer, caseId).isPresent()
                    || !cases.mayBegin(viewer, standing.file().household(), viewer.agency())) {
                return Decision.refuse(Reason.of("collaboration.refused.reopened-already"));
            }
            return requests.having(viewer, Duty.COORDINATOR).contains(viewer.agency())
                    ? Decision.allow(standing)
                    : Decision.refuse(Reason.of("collaboration.refused.no-coordinator-now"));
        });
    }

    /** Who can be in the reopened case. */
    public Ground ground(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Ground ground = of(viewer, caseId);
            Set<PersonId> shown = new LinkedHashSet<>();
            ground.agreeing().forEach(member -> shown.add(member.person()));
            audit.read(
                    viewer,
                    "reopening.form",
                    Evaluations.subjects(ground.former().file().household(), shown),
                    Detail.NONE.item(caseId));
            return ground;
        });
    }

    private Ground of(Viewer.Staff viewer, UUID caseId) {
        Cases.Standing former = cases.own(viewer, caseId);
        List<Member> members = households.members(viewer, former.file().household());
        if (members.isEmpty()) {
            // Nobody agrees any more: whoever carried the case no longer sees the household.
            return new Ground(former, List.of());
        }
        Coverage coverage = cases.coverage(viewer, former.file().household());
        return new Ground(
                former,
                members.stream()
                        .filter(member -> member.isCurrent() && coverage.covers(viewer.agency(), member.person()))
                        .toList());
    }

    /** 再開する; the new case. */
    public Decision<UUID> reopen(Viewer.Staff viewer, UUID caseId, Written written) {
        return db.transact(
                viewer,
                () -> mayReopen(viewer, caseId).flatMap(former -> {
                    HouseholdId household = former.file().household();
                    Set<PersonId> agreeing = new LinkedHashSet<>();
                    of(viewer, caseId).agreeing().forEach(member -> agreeing.add(member.person()));
                    if (agreeing.isEmpty()) {
                        return Decision.refuse(Reason.of("casework.refused.nobody-agrees"));
                    }
                    if (written.persons().isEmpty() || !agreeing.containsAll(written.persons())) {
                        return Decision.refuse(Reason.of("collaboration.refused.reopen-persons"));
                    }
                    return cases.begin(
                                    viewer,
                                    new Cases.NewCase(
                                            household,
                                            written.persons(),
                                            null,
                                            former.file().referrer(),
                                            List.copyOf(cases.coverage(viewer, household)
                                                    .agencies(written.persons()))))
                            .map(id -> add(viewer, id, former.file(), written));
                }));
    }

    private UUID add(Viewer.Staff viewer, UUID id, Cases.CaseFile former, Written written) {
        db.sql(viewer, ADD)
                .param("case", id)
                .param("former", former.id())
                .param("household", former.household())
                .param("persons", written.persons())
                .param("agency", viewer.agency())
                .param("reason", written.reason())
                .param("edition", codes.edition("reopening-reason", db.today(viewer)))
                .param("words", written.words())
                .param("now", db.now(viewer))
                .param("staff", viewer.staff())
                .update();
        audit.written(
                viewer,
                "reopening.write",
                Evaluations.subjects(former.household(), written.persons()),
                Detail.NONE.item(id));
        return id;
    }

    /** Why the case was reopened, as far as the viewer may see whom it is about; the page that shows it writes the log. */
    public Optional<Reopening> of(Viewer.Staff viewer, Cases.Standing reopened) {
        return db.transact(
                viewer,
                () -> db.sql(viewer, FIND).param("case", reopened.file().id()).optional(Reopenings::read));
    }

    private static Reopening read(Row row) {
        return new Reopening(
                row.uuid("case_id"),
                row.uuid("former_id"),
                row.household("household_id"),
                row.persons("persons"),
                row.text("reason"),
                row.integer("reason_edition"),
                row.text("words"),
                row.instant("reopened_at"),
                row.text("agency"),
                row.text("writer"));
    }
}
