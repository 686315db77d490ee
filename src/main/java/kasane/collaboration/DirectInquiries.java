package kasane.collaboration;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.CaseFlow;
import kasane.casework.Cases;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/**
 * 直接の聞き取り: 多機関協働 asks somebody itself, where that is better than having an agency of the household gather it; the
 * reason is kept with it.
 */
@Component
public class DirectInquiries {

    private final Db db;
    private final DirectInquiryStore store;
    private final Cases cases;
    private final Codes codes;
    private final AuditTrail audit;

    DirectInquiries(Db db, DirectInquiryStore store, Cases cases, Codes codes, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.codes = codes;
        this.audit = audit;
    }

    /**
     * What was asked and heard.
     *
     * @param reason code of {@code direct-reason}
     * @param topic  code of {@code information-topic}
     * @param source code of {@code information-source}
     */
    public record Written(
            Set<PersonId> persons, String reason, String topic, String source, LocalDate askedOn, String words) {
        public Written {
            persons = Set.copyOf(persons);
        }
    }

    /** One as it was written, its codes in the words of their day. */
    public record Inquiry(
            UUID id,
            Set<PersonId> persons,
            String reason,
            String topic,
            String source,
            LocalDate askedOn,
            String words,
            String agency,
            String writer) {
        public Inquiry {
            persons = Set.copyOf(persons);
        }
    }

    /** What the form stands on: the persons of the case, as far as they are the carrier's to ask. */
    public record Ground(
            UUID caseId, HouseholdId household, Set<PersonId> persons, LocalDate begunOn, LocalDate today) {
        public Ground {
            persons = Set.copyOf(persons);
        }
    }

    /** For whoever carries the case; everybody else sees no such page. */
    public Ground ground(Viewer.Staff viewer, UUID caseId) {
        return db.transact(viewer, () -> {
            Cases.CaseFile file = cases.own(viewer, caseId).file();
            audit.read(viewer, "inquiry.form", List.of(file.household()), Detail.NONE.item(caseId));
            return new Ground(
                    caseId, file.household(), cases.persons(viewer, caseId), file.begunOn(), db.today(viewer));
        });
    }

    /** Keeps it, for everybody who may see all those it is about. */
    public Decision<UUID> write(Viewer.Staff viewer, UUID caseId, Written written) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, caseId);
            if (standing.state() == CaseFlow.State.ENDED) {
                return Decision.refuse(Reason.of("casework.refused.ended"));
            }
            if (written.persons().isEmpty() || !cases.persons(viewer, caseId).containsAll(written.persons())) {
                return Decision.refuse(Reason.of("collaboration.refused.nobody"));
            }
            Decision<LocalDate> day =
                    CaseDays.done(written.askedOn(), standing.file().begunOn(), db.today(viewer));
            if (day instanceof Decision.Refused<LocalDate>(Reason reason)) {
                return Decision.refuse(reason);
            }
            UUID id = Ids.next();
            HouseholdId household = standing.file().household();
            store.add(
                    viewer,
                    id,
                    caseId,
                    household,
                    written,
                    new DirectInquiryStore.Editions(
                            codes.edition("direct-reason", db.today(viewer)),
                            codes.edition("information-topic", db.today(viewer)),
                            codes.edition("information-source", db.today(viewer))));
            audit.written(
                    viewer, "inquiry.write", Evaluations.subjects(household, written.persons()), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Those of a case that the viewer may see, the latest first; the page that shows them writes the log. */
    public List<Inquiry> ofCase(Viewer.Staff viewer, UUID caseId) {
        return db.transact(
                viewer,
                () -> store.ofCase(viewer, caseId).stream()
                        .map(row -> new Inquiry(
                                row.id(),
                                row.written().persons(),
                                codes.label(
                                        "direct-reason",
                                        row.written().reason(),
                                        row.editions().reason()),
                                codes.label(
                                        "information-topic",
                                        row.written().topic(),
                                        row.editions().topic()),
                                codes.label(
                                        "information-source",
                                        row.written().source(),
                                        row.editions().source()),
                                row.written().askedOn(),
                                row.written().words(),
                                row.agency(),
                                row.writer()))
                        .toList());
    }
}
