package kasane.privacy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.access.Alarm;
import kasane.audit.AuditTrail;
import kasane.audit.LogVerification;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.tasks.UrgentMail;
import kasane.ui.Frame;
import kasane.ui.Tone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * 記録の検証 day by day: recomputes the whole log, keeps what came of it, and raises the alarm where it is not whole: a line in the
 * server's log, a mail, and a banner for those who answer for the log. Everything else goes on.
 */
@Component
public class Verifications implements Alarm {

    private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);
    private static final Viewer.Job JOB = new Viewer.Job(Purpose.VERIFY_LOG);

    static final String PATH = "/log-check";

    private final VerificationStore store;
    private final UrgentMail mail;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    Verifications(VerificationStore store, UrgentMail mail, Db db, AuditTrail audit, Clock clock) {
        this.store = store;
        this.mail = mail;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** What one verification found; what exactly, {@code ./kasane verify-log} says. */
    public record Verification(UUID id, Instant at, boolean whole, long blocks, long sealed, long found) {}

    /** Once a day; and tells by mail what could not be told before. */
    void daily() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        boolean done = db.transact(JOB, () -> store.latest(JOB, 1)).stream()
                .anyMatch(
                        last -> !last.at().atZone(clock.getZone()).toLocalDate().isBefore(today));
        if (!done) {
            verify();
        }
        tell();
    }

    /** Verifies now, whatever the hour. */
    void verify() {
        LogVerification.Result result = new LogVerification(db).verify(null);
        db.run(JOB, () -> store.add(JOB, result, db.now(JOB)));
        if (!result.whole()) {
            // Numbers alone: what was found names entries, and this line may be read by others.
            LOG.error(
                    "ALARM: the log of what was disclosed is not whole, {} finding(s) in {} blocks;"
                            + " ./kasane verify-log tells which",
                    result.found(),
                    result.blocks());
        }
    }

    /** A mail for each new break, tried again until it leaves. */
    void tell() {
        Optional<Verification> untold = db.transact(JOB, () -> store.untold(JOB));
        if (untold.isEmpty()) {
            return;
        }
        List<StaffId> responsible = db.transact(JOB, () -> store.responsible(JOB, db.today(JOB)));
        int told = mail.tell(
                responsible,
                Texts.text("privacy.alarm.subject"),
                Texts.text("privacy.alarm.text", untold.get().found()) + "\n\n" + Texts.text("privacy.alarm.foot"));
        if (told > 0) {
            db.run(JOB, () -> store.told(JOB, untold.get().id()));
        }
    }

    /** Whoever has the duty of inspecting the log, or of running the system. */
    private static boolean answersForTheLog(Viewer.Staff viewer) {
        return viewer.has(Duty.PRIVACY_OFFICER) || viewer.has(Duty.SYSTEM_ADMINISTRATOR);
    }

    /** The page is there for nobody else. */
    public static void require(Viewer.Staff viewer) {
        if (!answersForTheLog(viewer)) {
            throw new NotVisible();
        }
    }

    /** The latest verifications. */
    public List<Verification> latest(Viewer.Staff viewer, int most) {
        require(viewer);
        return db.transact(viewer, () -> {
            audit.read(viewer, "privacy.verification", List.of());
            return store.latest(viewer, most);
        });
    }

    /** The anchor of the day was printed. */
    public void printed(Viewer.Staff viewer) {
        require(viewer);
        db.run(viewer, () -> audit.printed(viewer, "privacy.root", List.of()));
    }

    @Override
    public Optional<Frame.Banner> of(Viewer.Staff viewer) {
        if (!answersForTheLog(viewer)) {
            return Optional.empty();
        }
        return db.transact(viewer, () -> store.latest(viewer, 1)).stream()
                .filter(last -> !last.whole())
                .map(last -> new Frame.Banner(
                        Tone.ALERT,
                        Texts.text("privacy.alarm"),
                        new Frame.Link(Texts.text("privacy.alarm.link"), PATH)))
                .findFirst();
    }
}
