package kasane.editing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.Viewer;
import org.springframework.stereotype.Component;

/** The rows of drafts and of forms that were carried out. */
@Component
class DraftStore {

    private static final String SAVE = """
            insert into editing.draft (form_id, staff_id, owner_agency, page, fields, saved_at)
            values (:form, :staff, :agency, :page, :fields::jsonb, :now)
            on conflict (form_id) do update set page = excluded.page, fields = excluded.fields, saved_at = excluded.saved_at
            """;

    private static final String LATEST = """
            select form_id, fields::text as fields, saved_at from editing.draft
            where staff_id = :staff and owner_agency = :agency and page = :page
            order by saved_at desc limit 1
            """;

    private static final String OPEN = """
            select form_id, page, saved_at from editing.draft
            where staff_id = :staff and owner_agency = :agency order by saved_at desc limit 20
            """;

    private static final String REMOVE = "delete from editing.draft where form_id = :form";

    private static final String DONE =
            "select location from editing.done_form where form_id = :form and staff_id = :staff";

    private static final String FINISH = """
            insert into editing.done_form (form_id, staff_id, owner_agency, location, at)
            values (:form, :staff, :agency, :location, :now)
            """;

    private final Db db;

    DraftStore(Db db) {
        this.db = db;
    }

    record Draft(UUID form, String fields, Instant savedAt) {}

    /** A draft that waits to be finished. */
    record Waiting(UUID form, String page, Instant savedAt) {}

    void save(Viewer.Staff viewer, UUID form, String page, String fields) {
        db.sql(viewer, SAVE)
                .param("form", form)
                .param("staff", viewer.staff())
                .param("agency", viewer.agency())
                .param("page", page)
                .json("fields", fields)
                .param("now", db.now(viewer))
                .update();
    }

    Optional<Draft> latest(Viewer.Staff viewer, String page) {
        return db.sql(viewer, LATEST)
                .param("staff", viewer.staff())
                .param("agency", viewer.agency())
                .param("page", page)
                .optional(row -> new Draft(row.uuid("form_id"), row.text("fields"), row.instant("saved_at")));
    }

    List<Waiting> open(Viewer.Staff viewer) {
        return db.sql(viewer, OPEN)
                .param("staff", viewer.staff())
                .param("agency", viewer.agency())
                .list(row -> new Waiting(row.uuid("form_id"), row.text("page"), row.instant("saved_at")));
    }

    void remove(Viewer.Staff viewer, UUID form) {
        db.sql(viewer, REMOVE).param("form", form).update();
    }

    Optional<String> done(Viewer.Staff viewer, UUID form) {
        return db.sql(viewer, DONE)
                .param("form", form)
                .param("staff", viewer.staff())
                .optional(row -> row.text("location"));
    }

    void finish(Viewer.Staff viewer, UUID form, String location) {
        db.sql(viewer, FINISH)
                .param("form", form)
                .param("staff", viewer.staff())
                .param("agency", viewer.agency())
                .param("location", location)
                .param("now", db.now(viewer))
                .update();
    }
}
