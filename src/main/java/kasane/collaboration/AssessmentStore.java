package kasane.collaboration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Viewer;
import kasane.shared.PersonId;
import org.springframework.stereotype.Component;

/** The SQL of assessments; a new version is a new row. */
@Component
class AssessmentStore {

    private static final String ADD = """
            insert into collaboration.assessment (id, case_id, no, household_id, persons, owner_agency, issues, main_issue,
              issue_edition, wishes, family_wishes, strengths, background, summary, urgency, written_at, written_by)
            values (:id, :case, :no, :household, :persons::uuid[], :agency, :issues::text[], :main, :issueEdition, :wishes,
              :familyWishes, :strengths, :background, :summary, :urgency, :now, :staff)
            on conflict (case_id, no) do nothing
            """;

    private static final String FIND = """
            select a.id, a.case_id, a.no, a.household_id, a.persons, g.name as agency, a.issues, a.main_issue,
                   a.issue_edition, a.wishes, a.family_wishes, a.strengths, a.background, a.summary, a.urgency, a.written_at,
                   w.name as writer
            from collaboration.assessment a
            join access.pub_agency g on g.id = a.owner_agency
            join access.pub_staff w on w.id = a.written_by
            where a.id = :id
            """;

    private static final String OF_CASE = """
            select a.id, a.case_id, a.no, a.household_id, a.persons, g.name as agency, a.issues, a.main_issue,
                   a.issue_edition, a.wishes, a.family_wishes, a.strengths, a.background, a.summary, a.urgency, a.written_at,
                   w.name as writer
            from collaboration.assessment a
            join access.pub_agency g on g.id = a.owner_agency
            join access.pub_staff w on w.id = a.written_by
            where a.case_id = :case order by a.no desc
            """;

    private static final String ADD_SHEET = """
            insert into collaboration.assessment_sheet (assessment_id, household_id, persons, owner_agency, person_id,
              form_edition, items, answers)
            values (:id, :household, :persons::uuid[], :agency, :person, :form, :items::text[], :answers::text[])
            """;

    private static final String SHEETS = """
            select person_id, form_edition, items, answers from collaboration.assessment_sheet
            where assessment_id = :id order by person_id nulls first
            """;

    private final Db db;

    AssessmentStore(Db db) {
        this.db = db;
    }

    /** False when somebody else wrote this version before. */
    boolean add(
            Viewer.Staff viewer,
            UUID id,
            Cases.CaseFile file,
            int no,
            Assessments.NewAssessment written,
            int issueEdition) {
        return db.sql(viewer, ADD)
                        .param("id", id)
                        .param("case", file.id())
                        .param("no", no)
                        .param("household", file.household())
                        .param("persons", written.persons())
                        .param("agency", viewer.agency())
                        .param("issues", written.issues())
                        .param("main", written.mainIssue())
                        .param("issueEdition", issueEdition)
                        .param("wishes", written.wishes())
                        .param("familyWishes", written.familyWishes())
                        .param("strengths", written.strengths())
                        .param("background", written.background())
                        .param("summary", written.summary())
                        .param("urgency", written.urgency())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update()
                == 1;
    }

    Optional<Assessments.Assessment> find(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, FIND).param("id", id).optional(AssessmentStore::read);
    }

    List<Assessments.Assessment> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.sql(viewer, OF_CASE).param("case", caseId).list(AssessmentStore::read);
    }

    void addSheet(Viewer.Staff viewer, UUID id, Cases.CaseFile file, Set<PersonId> persons, AssessmentSheet sheet) {
        List<String> items = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        sheet.answers()
                .forEach((item, given) -> given.forEach(answer -> {
                    items.add(item);
                    answers.add(answer);
                }));
        db.sql(viewer, ADD_SHEET)
                .param("id", id)
                .param("household", file.household())
                .param("persons", sheet.person() == null ? persons : Set.of(sheet.person()))
                .param("agency", viewer.agency())
                .param("person", sheet.person())
                .param("form", sheet.form())
                .param("items", items)
                .param("answers", answers)
                .update();
    }

    List<AssessmentSheet> sheets(Viewer.Staff viewer, UUID id) {
        return db.sql(viewer, SHEETS).param("id", id).list(row -> {
            List<String> items = row.texts("items");
            List<String> answers = row.texts("answers");
            Map<String, List<String>> given = new LinkedHashMap<>();
            for (int i = 0; i < items.size(); i++) {
                given.computeIfAbsent(items.get(i), item -> new ArrayList<>()).add(answers.get(i));
            }
            return new AssessmentSheet(row.personOrNull("person_id"), row.integer("form_edition"), given);
        });
    }

    private static Assessments.Assessment read(Row row) {
        return new Assessments.Assessment(
                row.uuid("id"),
                row.uuid("case_id"),
                row.integer("no"),
                row.household("household_id"),
                row.persons("persons"),
                row.text("agency"),
                row.texts("issues"),
                row.text("main_issue"),
                row.integer("issue_edition"),
                row.text("wishes"),
                row.text("family_wishes"),
                row.text("strengths"),
                row.text("background"),
                row.text("summary"),
                row.text("urgency"),
                row.instant("written_at"),
                row.text("writer"));
    }
}
