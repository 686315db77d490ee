package kasane.collaboration;

import java.time.LocalDate;
import java.util.UUID;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/** ケースの終わりと再開: ending a case that leaves nothing to hand over, and going on after a 見直し. */
@Component
public class CaseExits {

    /** Only what was decided has been in force and can end; everything else is dropped. */
    private static final String END_PLANS = """
            update collaboration.plan set state = case when decision_id is null then 'DROPPED' else 'ENDED' end,
              changed_at = :now, changed_by = :staff, version = version + 1
            where case_id = :case and owner_agency = :agency and state in ('DRAFT', 'PROPOSED', 'FIT', 'IN_FORCE')
            """;

    private final Db db;
    private final Cases cases;
    private final Households households;
    private final Codes codes;

    CaseExits(Db db, Cases cases, Households households, Codes codes) {
        this.db = db;
        this.cases = cases;
        this.households = households;
        this.codes = codes;
    }

    /** 終わり: for a reason of {@code closing-reason}, on a day since the case began. */
    public Decision<CaseFlow.State> exit(Viewer.Staff viewer, UUID id, LocalDate on, String reason) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, id);
            LocalDate today = db.today(viewer);
            if (on.isAfter(today) || on.isBefore(standing.file().begunOn())) {
                return Decision.refuse(Reason.of("collaboration.refused.exit-when"));
            }
            if (isInSight(viewer, standing)) {
                db.sql(viewer, END_PLANS)
                        .param("case", id)
                        .param("agency", viewer.agency())
                        .param("now", db.now(viewer))
                        .param("staff", viewer.staff())
                        .update();
            }
            return cases.step(
                    viewer,
                    id,
                    CaseFlow.Step.EXIT,
                    new Cases.Happening(on, null, null, null, reason, codes.edition("closing-reason", today)));
        });
    }

    /** 見直しの終わり: only as long as a consent still opens somebody to the agency that carries the case. */
    public Decision<CaseFlow.State> resume(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            if (!isInSight(viewer, cases.own(viewer, id))) {
                return Decision.refuse(Reason.of("collaboration.refused.no-sight"));
            }
            return cases.step(viewer, id, CaseFlow.Step.RESUME, new Cases.Happening(null, null, null, null, "", 0));
        });
    }

    private boolean isInSight(Viewer.Staff viewer, Cases.Standing standing) {
        return !households.members(viewer, standing.file().household()).isEmpty();
    }
}
