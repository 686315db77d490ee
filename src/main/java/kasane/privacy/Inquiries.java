package kasane.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.DutyWords;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.Kana;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 閲覧の照会: asks who saw what about one person. Each inquiry keeps for what and why it was asked before anything is found, and
 * each step of it is in the log itself.
 */
@Component
public class Inquiries {

    static final String PURPOSES = "access-report-purpose";

    /** More records under one name and birth date than this are no search but a list. */
    static final int MOST_FOUND = 50;

    private final InquiryStore store;
    private final Codes codes;
    private final Db db;
    private final AuditTrail audit;

    Inquiries(InquiryStore store, Codes codes, Db db, AuditTrail audit) {
        this.store = store;
        this.codes = codes;
        this.db = db;
        this.audit = audit;
    }

    /** Where an inquiry stands. */
    public enum Stage {
        /** 二人での照会: waits for the second person. */
        WAITING,
        /** Names were found, or none; whose records are meant is to be chosen. */
        CHOOSING,
        /** The report can be read. */
        READY
    }

    /** One inquiry; {@code records} is empty until they are chosen. */
    public record Inquiry(
            UUID id,
            int no,
            StaffId openedBy,
            String opener,
            Instant openedAt,
            String purpose,
            int purposeEdition,
            String reason,
            String family,
            String given,
            LocalDate birth,
            boolean together,
            @Nullable Integer confirmedBy,
            @Nullable String confirmer,
            @Nullable Instant confirmedAt,
            Set<PersonId> records) {

        /** Where it stands. */
        public Stage stage() {
            return !records.isEmpty() ? Stage.READY : together && confirmedBy == null ? Stage.WAITING : Stage.CHOOSING;
        }

        /** Whether this viewer chooses the records: who asked, or who confirmed. */
        public boolean isChosenBy(Viewer.Staff viewer) {
            return openedBy.equals(viewer.staff())
                    || confirmedBy != null && confirmedBy.equals(viewer.staff().value());
        }
    }

    /** What is typed for a new inquiry. */
    public record Asked(
            String purpose, String reason, String family, String given, LocalDate birth, boolean together) {}

    /** Records that look like one person's: the same kana and birth date. */
    public record Candidate(String key, String name, String kana, String birth, List<UUID> records) {}

    /** One line of the report, in words. */
    public record Line(
            Instant at,
            String agency,
            String staff,
            String title,
            String act,
            String what,
            String fields,
            String bases,
            String about,
            @Nullable Caution caution) {}

    /** The lines of a time, the latest first; {@code more} says that there are older ones. */
    public record Report(List<Line> lines, boolean more) {}

    /** Keeps a new inquiry. */
    public Decision<UUID> open(Viewer.Staff viewer, Asked asked) {
        viewer.require(Duty.PRIVACY_OFFICER);
        String folded = Kana.fold(asked.family() + asked.given());
        if (folded.isBlank()) {
            return Decision.refuse(Reason.of("privacy.refused.name"));
        }
        return db.transact(viewer, () -> {
            UUID id = Ids.next();
            store.open(
                    viewer,
                    new InquiryStore.NewInquiry(
                            id,
                            asked.purpose(),
                            codes.edition(PURPOSES, db.today(viewer)),
                            asked.reason(),
                            asked.family(),
                            asked.given(),
                            folded,
                            asked.birth(),
                            asked.together()));
            audit.written(viewer, "privacy.inquiry", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** The latest inquiries of all officers, for one shows the other what was asked. */
    public List<Inquiry> latest(Viewer.Staff viewer, int most) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> {
            List<Inquiry> all = store.latest(viewer, most);
            audit.read(viewer, "privacy.inquiry", records(all));
            return all;
        });
    }

    /** The inquiry with this 照会番号. */
    public Optional<Inquiry> numbered(Viewer.Staff viewer, int no) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> store.numbered(viewer, no));
    }

    /** One inquiry. */
    public Inquiry find(Viewer.Staff viewer, UUID id) {
        viewer.require(Duty.PRIVACY_OFFICER);
        return db.transact(viewer, () -> {
            Inquiry inquiry = store.find(viewer, id).orElseThrow(NotVisible::new);
            audit.read(viewer, "privacy.inquiry", inquiry.records(), Detail.NONE.item(id));
            return inquiry;
        });
    }

    /** The second person confirms; the one who asked cannot. */
    public Decision<UUID> confirm(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Inquiry inquiry = find(viewer, id);
            if (inquiry.openedBy().equals(viewer.staff())) {
                return Decision.refuse(Reason.of("privacy.refused.second"));
            }
            if (inquiry.stage() != Stage.WAITING) {
                return Decision.refuse(Reason.of("privacy.refused.confirmed"));
            }
            store.confirm(viewer, id);
            audit.written(viewer, "privacy.inquiry-confirmed", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Whose records are found under what was typed: no more than is needed to tell two people apart. */
    public List<Candidate> candidates(Viewer.Staff viewer, Inquiry inquiry) {
        if (inquiry.stage() != Stage.CHOOSING || !inquiry.isChosenBy(viewer)) {
            return List.of();
        }
        return db.transact(viewer, () -> {
            List<InquiryStore.Found> found = store.found(viewer, inquiry.id());
            audit.read(
                    viewer,
                    "privacy.audit-search",
                    found.stream().map(one -> new PersonId(one.person())).toList(),
                    Detail.NONE.item(inquiry.id()));
            Map<String, Candidate> grouped = new LinkedHashMap<>();
            for (InquiryStore.Found one : found.stream().limit(MOST_FOUND).toList()) {
                String name = (one.family() + " " + one.given()).strip();
                String same = Kana.fold(one.kana()) + "|" + one.birth();
                Candidate before = grouped.get(same);
                if (before == null) {
                    grouped.put(
                            same,
                            new Candidate(
                                    one.person().toString(), name, one.kana(), one.birth(), List.of(one.person())));
                } else {
                    List<UUID> all = new java.util.ArrayList<>(before.records());
                    all.add(one.person());
                    grouped.put(same, new Candidate(before.key(), before.name(), before.kana(), before.birth(), all));
                }
            }
            return List.copyOf(grouped.values());
        });
    }

    /** Keeps whose records are meant; each candidate by its key. */
    public Decision<UUID> choose(Viewer.Staff viewer, UUID id, Collection<String> keys) {
        return db.transact(viewer, () -> {
            Inquiry inquiry = find(viewer, id);
            List<PersonId> records = candidates(viewer, inquiry).stream()
                    .filter(one -> keys.contains(one.key()))
                    .flatMap(one -> one.records().stream())
                    .map(PersonId::new)
                    .toList();
            if (records.isEmpty()) {
                return Decision.refuse(Reason.of("privacy.refused.nobody"));
            }
            store.choose(viewer, id, records.stream().map(PersonId::value).toList());
            audit.written(viewer, "privacy.records-chosen", records, Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    /** Who saw what in a time; the caller logs it as what it becomes: a page, a paper or a file. */
    Report report(Viewer.Staff viewer, Inquiry inquiry, Instant from, Instant until, int most, ZoneId zone) {
        List<InquiryStore.Seen> seen = store.seen(viewer, inquiry.id(), from, until, most + 1);
        Names names = names(viewer, seen);
        return new Report(
                seen.stream().limit(most).map(one -> line(one, names, zone)).toList(), seen.size() > most);
    }

    private static List<PersonId> records(List<Inquiry> inquiries) {
        return inquiries.stream()
                .flatMap(one -> one.records().stream())
                .distinct()
                .toList();
    }

    private record Names(
            Map<Integer, InquiryStore.Colleague> staff,
            Map<Integer, InquiryStore.Colleague> agencies,
            Map<Integer, List<InquiryStore.Held>> duties) {}

    private Names names(Viewer.Staff viewer, List<InquiryStore.Seen> seen) {
        Set<Integer> staff = seen.stream()
                .map(InquiryStore.Seen::staff)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<Integer> agencies = seen.stream()
                .map(InquiryStore.Seen::agency)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<Integer, InquiryStore.Colleague> people = new HashMap<>();
        store.staff(viewer, staff).forEach(one -> people.put(one.id(), one));
        Map<Integer, InquiryStore.Colleague> offices = new HashMap<>();
        store.agencies(viewer, agencies).forEach(one -> offices.put(one.id(), one));
        return new Names(
                people,
                offices,
                store.duties(viewer, staff).stream().collect(Collectors.groupingBy(InquiryStore.Held::staff)));
    }

    private static Line line(InquiryStore.Seen seen, Names names, ZoneId zone) {
        Integer agency = seen.agency();
        InquiryStore.Colleague office = agency == null ? null : names.agencies().get(agency);
        InquiryStore.Colleague person =
                seen.staff() == null ? null : names.staff().get(seen.staff());
        return new Line(
                seen.at(),
                office != null ? office.name() : agency == null ? "" : Texts.text("privacy.by.unknown-agency", agency),
                person == null ? somebody(seen) : person.name(),
                person == null ? "" : title(person, seen, names.duties().getOrDefault(person.id(), List.of()), zone),
                LogWords.act(seen.act()),
                LogWords.what(seen.what()).orElseGet(Caution.UNKNOWN::words),
                LogWords.fields(seen.fields()),
                LogWords.bases(seen.bases()),
                Texts.text("privacy.about." + seen.about().toLowerCase(java.util.Locale.ROOT)),
                Caution.of(seen.about(), seen.shielded(), seen.what(), seen.bases())
                        .orElse(null));
    }

    private static String somebody(InquiryStore.Seen seen) {
        return seen.staff() != null
                ? Texts.text("privacy.by.unknown", seen.staff())
                : Texts.text(Objects.equals(seen.purpose(), "guest") ? "privacy.by.guest" : "privacy.by.job");
    }

    /** 職名, and the duties that were held in that hat on that day. */
    private static String title(
            InquiryStore.Colleague person, InquiryStore.Seen seen, List<InquiryStore.Held> held, ZoneId zone) {
        LocalDate day = seen.at().atZone(zone).toLocalDate();
        String duties = held.stream()
                .filter(one -> Objects.equals(seen.agency(), one.agency()))
                .filter(one -> !day.isBefore(one.from()) && (one.until() == null || !day.isAfter(one.until())))
                .map(one -> DutyWords.of(Duty.valueOf(one.duty())))
                .distinct()
                .collect(Collectors.joining("・"));
        return duties.isEmpty()
                ? person.title()
                : person.title().isEmpty() ? duties : person.title() + "（" + duties + "）";
    }
}
