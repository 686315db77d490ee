package kasane.tasks;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.shared.StaffId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * 急ぎの知らせ: a mail at once to some of the staff, at the address they chose for notices, for what cannot wait until morning.
 * Whoever calls puts nothing into it that tells of anybody.
 */
@Component
public class UrgentMail {

    private static final Logger LOG = LoggerFactory.getLogger(UrgentMail.class);
    private static final Viewer.Job JOB = new Viewer.Job(Purpose.NOTIFY);

    private static final String ADDRESSES = """
            select w.address from tasks.mail_wish w where w.staff_id = any (:staff::int[]) order by w.staff_id
            """;

    private final Db db;
    private final @Nullable Postbox postbox;

    /** With the postbox, where there is one. */
    public UrgentMail(Db db, ObjectProvider<Postbox> postbox) {
        this.db = db;
        this.postbox = postbox.getIfAvailable();
    }

    /** Tells each of them who has an address; how many were told. The address of Kasane stands under the text. */
    public int tell(Collection<StaffId> staff, String subject, String text) {
        Postbox out = postbox;
        if (out == null || staff.isEmpty()) {
            return 0;
        }
        // No transaction is open while another machine is waited for.
        List<String> addresses = db.transact(
                JOB, () -> db.sql(JOB, ADDRESSES).param("staff", staff).list(row -> row.text("address")));
        int told = 0;
        for (String address : addresses) {
            try {
                out.send(address, subject, text + "\n\n" + out.home() + "\n");
                told++;
            } catch (IOException e) {
                // The message of a mail server may repeat the address.
                LOG.warn(
                        "An urgent notice could not be handed to the mail server ({})",
                        e.getClass().getSimpleName());
            }
        }
        return told;
    }
}
