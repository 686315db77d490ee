package kasane.collaboration;

import java.time.LocalDate;
import java.util.List;
import kasane.gate.Db;
import kasane.gate.Viewer;
import org.springframework.stereotype.Component;

/** The editions of the {@link AssessmentForm}. */
@Component
public class AssessmentForms {

    private static final String IN_FORCE = """
            select edition from collaboration.assessment_form where valid_from <= :day order by valid_from desc limit 1
            """;

    private static final String ITEMS = """
            select about, code, page, kind, label, options, unit, national, hint from collaboration.assessment_item
            where edition = :edition order by page, sort
            """;

    private final Db db;

    AssessmentForms(Db db) {
        this.db = db;
    }

    /** The form to be filled in on a day. */
    public AssessmentForm on(Viewer.Staff viewer, LocalDate day) {
        return db.transact(
                viewer,
                () -> edition(viewer, db.sql(viewer, IN_FORCE).param("day", day).one(row -> row.integer("edition"))));
    }

    /** The form as it was in an edition; an edition that never was has no items. */
    public AssessmentForm edition(Viewer.Staff viewer, int edition) {
        return db.transact(viewer, () -> {
            List<AssessmentForm.Item> items = db.sql(viewer, ITEMS)
                    .param("edition", edition)
                    .list(row -> new AssessmentForm.Item(
                            row.constant("about", AssessmentForm.About.class),
                            row.text("code"),
                            row.integer("page"),
                            row.constant("kind", AssessmentForm.Kind.class),
                            row.text("label"),
                            row.text("options"),
                            row.text("unit"),
                            row.bool("national"),
                            row.text("hint")));
            return new AssessmentForm(edition, items);
        });
    }
}
