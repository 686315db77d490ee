package kasane.collaboration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/** アセスメント: written in versions by the agency that carries the case, for the persons it is about. */
@Component
public class Assessments {

    private final Db db;
    private final AssessmentStore store;
    private final Cases cases;
    private final Codes codes;
    private final AuditTrail audit;

    Assessments(Db db, AssessmentStore store, Cases cases, Codes codes, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.codes = codes;
        this.audit = audit;
    }

    /**
     * A version to be written.
     *
     * @param issues    codes of {@code issue-national}; the main one is among them
     * @param strengths 強み・好きなこと
     * @param urgency   緊急の対応
     * @param sheets    the four pages about those persons and their household, as far as they are filled in
     */
    public record NewAssessment(
            Set<PersonId> persons,
            List<String> issues,
            String mainIssue,
            String wishes,
            String familyWishes,
            String strengths,
            String background,
            String summary,
            String urgency,
            List<AssessmentSheet> sheets) {}

    /** A version as written. */
    public record Assessment(
            UUID id,
            UUID caseId,
            int no,
            HouseholdId household,
            Set<PersonId> persons,
            String agency,
            List<String> issues,
            String mainIssue,
            int issueEdition,
            String wishes,
            String familyWishes,
            String strengths,
            String background,
            String summary,
            String urgency,
            Instant writtenAt,
            String writer) {
        public Assessment {
            persons = Set.copyOf(persons);
        }
    }

    /** Writes the next version; {@code after} is the version that its writer had before their eyes, 0 for none. */
    public Decision<UUID> write(Viewer.Staff viewer, UUID caseId, int after, NewAssessment written) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, caseId);
            if (standing.state() == CaseFlow.State.ENDED) {
                return Decision.refuse(Reason.of("casework.refused.ended"));
            }
            if (written.persons().isEmpty() || !cases.persons(viewer, caseId).containsAll(written.persons())) {
                return Decision.refuse(Reason.of("collaboration.refused.nobody"));
            }
            int newest = store.ofCase(viewer, caseId).stream()
                    .mapToInt(Assessment::no)
                    .max()
                    .orElse(0);
            UUID id = Ids.next();
            if (newest != after
                    || !store.add(
                            viewer,
                            id,
                            standing.file(),
                            newest + 1,
                            written,
                            codes.edition("issue-national", db.today(viewer)))) {
                return Decision.refuse(Reason.of("collaboration.refused.newer-assessment"));
            }
            written.sheets().stream()
                    .filter(sheet -> !sheet.isEmpty())
                    .forEach(sheet -> store.addSheet(viewer, id, standing.file(), written.persons(), sheet));
            List<Id> subjects = new ArrayList<>(List.of(standing.file().household()));
            subjects.addAll(written.persons());
            audit.written(viewer, "assessment.write", subjects, Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** A version, or {@link NotVisible}; the page that shows it writes the log. */
    public Assessment find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.find(viewer, id).orElseThrow(NotVisible::new));
    }

    /** The versions of a case that the viewer may see, the newest first. */
    public List<Assessment> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> store.ofCase(viewer, caseId));
    }

    /** What a version says about each person and about the household, as far as the viewer may see them; the household first. */
    public List<AssessmentSheet> sheets(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> store.sheets(viewer, id));
    }
}
