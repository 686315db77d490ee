package kasane.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.Texts;
import org.springframework.stereotype.Component;

/**
 * 写し: the report on paper or as a file, under a running 通し番号 and for a 目的 that is kept. A copy opened again holds the same
 * lines, and each opening is in the log.
 */
@Component
public class Copies {

    /** As much as one paper can carry; whoever needs more narrows the time. */
    static final int MOST_ON_PAPER = 2_000;

    static final int MOST_IN_FILE = 50_000;

    /** Lines of one page of the screen. */
    static final int MOST_ON_SCREEN = 300;

    private final Inquiries inquiries;
    private final InquiryStore store;
    private final Db db;
    private final AuditTrail audit;
    private final ZoneId zone;

    Copies(Inquiries inquiries, InquiryStore store, Db db, AuditTrail audit, Clock clock) {
        this.inquiries = inquiries;
        this.store = store;
        this.db = db;
        this.audit = audit;
        this.zone = clock.getZone();
    }

    /** For whom a copy is. */
    public enum Variant {
        /** 点検用: every line, with what has to be decided before the person is told. */
        CHECK,
        /** 本人提供用: without those lines. */
        PERSON;

        /** In words. */
        public String words() {
            return Texts.text("privacy.variant." + name().toLowerCase(Locale.ROOT));
        }
    }

    /** As what it is made. */
    public enum Form {
        PDF,
        CSV
    }

    /** What is asked for a copy. */
    public record NewCopy(Variant variant, Form form, String purpose, LocalDate from, LocalDate until) {}

    /** A copy that was made. */
    public record Copy(
            UUID id,
            int no,
            Variant variant,
            Form form,
            String purpose,
            LocalDate from,
            LocalDate until,
            String maker,
            Instant madeAt) {}

    /** The content of a copy; {@code held} is how many lines it leaves out. */
    public record Content(Inquiries.Inquiry inquiry, Copy copy, List<Inquiries.Line> lines, int held) {}

    /** The lines of a time on the screen. */
    public Inquiries.Report onScreen(Viewer.Staff viewer, Inquiries.Inquiry inquiry, LocalDate from, LocalDate until) {
        return db.transact(viewer, () -> {
            audit.read(viewer, "privacy.report", inquiry.records(), Detail.NONE.item(inquiry.id()));
            return inquiries.report(viewer, inquiry, start(from), start(until.plusDays(1)), MOST_ON_SCREEN, zone);
        });
    }

    /** The copies made of an inquiry, the latest first. */
    public List<Copy> of(Viewer.Staff viewer, UUID inquiry) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> store.copies(viewer, inquiry));
    }

    /** Takes the next number for a copy. */
    public Decision<UUID> make(Viewer.Staff viewer, UUID id, NewCopy copy) {
        return db.transact(viewer, () -> {
            Inquiries.Inquiry inquiry = inquiries.find(viewer, id);
            if (inquiry.stage() != Inquiries.Stage.READY) {
                throw new NotVisible();
            }
            int most = most(copy.form());
            if (store.seen(viewer, id, start(copy.from()), end(copy.until(), db.now(viewer)), most + 1)
                            .size()
                    > most) {
                return Decision.refuse(Reason.of("privacy.refused.many", most));
            }
            UUID made = Ids.next();
            store.copy(viewer, made, id, copy);
            audit.written(viewer, "privacy.copy-made", inquiry.records(), Detail.NONE.item(made));
            return Decision.allow(made);
        });
    }

    /** The copy as it was when it was made. */
    public Content open(Viewer.Staff viewer, UUID id, UUID copyId) {
        return db.transact(viewer, () -> {
            Inquiries.Inquiry inquiry = inquiries.find(viewer, id);
            Copy copy = store.copies(viewer, id).stream()
                    .filter(one -> one.id().equals(copyId))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            if (copy.form() == Form.PDF) {
                audit.printed(viewer, "privacy.copy", inquiry.records(), Detail.NONE.item(copyId));
            } else {
                audit.exported(viewer, "privacy.copy", inquiry.records(), Detail.NONE.item(copyId));
            }
            List<Inquiries.Line> all = inquiries
                    .report(
                            viewer,
                            inquiry,
                            start(copy.from()),
                            end(copy.until(), copy.madeAt()),
                            most(copy.form()),
                            zone)
                    .lines();
            List<Inquiries.Line> told = copy.variant() == Variant.CHECK
                    ? all
                    : all.stream().filter(line -> line.caution() == null).toList();
            return new Content(inquiry, copy, told, all.size() - told.size());
        });
    }

    private static int most(Form form) {
        return form == Form.PDF ? MOST_ON_PAPER : MOST_IN_FILE;
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The end of the day, or the moment the copy is made: what happens later is not in it, whenever it is opened. */
    private Instant end(LocalDate until, Instant made) {
        Instant end = start(until.plusDays(1));
        return end.isBefore(made) ? end : made;
    }
}
