package kasane.referral;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Ids;
import org.springframework.stereotype.Component;

/** 定例ケース共有: that something passed on was gone through in the monthly meeting; known to the own agency. */
@Component
public class SharedTransfers {

    private static final String ADD = """
            insert into referral.shared (id, item_id, owner_agency, shared_on, note, finished, staff_id, at)
            values (:id, :item, :agency, :on, :note, :finished, :staff, :now)
            """;

    private final Db db;
    private final AuditTrail audit;

    SharedTransfers(Db db, AuditTrail audit) {
        this.db = db;
        this.audit = audit;
    }

    /**
     * Notes that it was gone through; the caller has seen to it that the viewer sees the item.
     *
     * @param finished it need not come again next month
     */
    public void note(Viewer.Staff viewer, UUID item, LocalDate on, String note, boolean finished) {
        db.run(viewer, () -> {
            db.sql(viewer, ADD)
                    .param("id", Ids.next())
                    .param("item", item)
                    .param("agency", viewer.agency())
                    .param("on", on)
                    .param("note", note)
                    .param("finished", finished)
                    .param("staff", viewer.staff())
                    .param("now", db.now(viewer))
                    .update();
            audit.written(viewer, "transfer.shared", List.of(), Detail.NONE.item(item));
        });
    }
}
