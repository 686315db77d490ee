package kasane.casework.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.casework.ContactRecords;
import kasane.casework.ContactRecords.ContactRecord;
import kasane.casework.ContactRecords.Content;
import kasane.casework.ContactRecords.NextStep;
import kasane.casework.Done;
import kasane.casework.Readers;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.files.Attachments;
import kasane.files.FilesPart;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Ids;
import kasane.shared.PersonId;
import kasane.shared.StaffId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Audience;
import kasane.sharing.Category;
import kasane.sharing.Grants;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 経過: the records of a household, one record, writing and correcting it. */
@Controller
class RecordController {

    /** The tab of the household's strip. */
    static final String TAB = "records";

    private static final String WHOLE = "household";
    private static final int ON_A_PAGE = 30;

    private final ContactRecords records;
    private final Attachments attachments;
    private final Households households;
    private final Strips strips;
    private final Grants grants;
    private final Agencies agencies;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    RecordController(
            ContactRecords records,
            Attachments attachments,
            Households households,
            Strips strips,
            Grants grants,
            Agencies agencies,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.records = records;
        this.attachments = attachments;
        this.households = households;
        this.strips = strips;
        this.grants = grants;
        this.agencies = agencies;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/households/{id}/records")
    Screen list(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String only,
            @RequestParam(defaultValue = "") String before) {
        HouseholdId household = new HouseholdId(id);
        boolean own = only.equals("own");
        Place place = Place.read(before);
        return db.transact(viewer, () -> {
            var strip = strips.of(viewer, household, TAB);
            Map<PersonId, String> people = called(viewer, household);
            List<ContactRecord> found = records.of(viewer, household, own, place.at(), place.id(), ON_A_PAGE + 1);
            var page = kasane.shared.Page.of(
                    found, ON_A_PAGE, last -> last.content().done().at() + "_" + last.id());
            String base = "/households/" + id + "/records";
            String next = page.nextKey();
            return Screen.of(
                            "casework/record/list",
                            "経過",
                            new RecordPages.Listed(
                                    page.rows().stream()
                                            .map(record -> entry(viewer, record, people))
                                            .toList(),
                                    own,
                                    base,
                                    base + "?only=own",
                                    next == null ? null : base + "?" + (own ? "only=own&" : "") + "before=" + next,
                                    base + "/new",
                                    "/households/" + id + "/expiries"))
                    .with(strip);
        });
    }

    /** A place in the list: after this record comes the page. A damaged one begins at the top. */
    private record Place(@Nullable Instant at, @Nullable UUID id) {
        static Place read(String text) {
            int cut = text.indexOf('_');
            try {
                return cut < 0
                        ? new Place(null, null)
                        : new Place(
                                Instant.parse(text.substring(0, cut)),
                                Ids.parse(text.substring(cut + 1)).orElseThrow());
            } catch (java.time.DateTimeException | java.util.NoSuchElementException e) {
                return new Place(null, null);
            }
        }
    }

    @GetMapping("/households/{id}/records/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        HouseholdId household = new HouseholdId(id);
        return db.transact(
                viewer,
                () -> screen(
                        viewer,
                        household,
                        forms.open(
                                viewer,
                                Map.of(
                                        "doneOn", List.of(Wareki.compact(db.today(viewer))),
                                        "audience", List.of(Audience.OWN.name()),
                                        "who", List.of("ME"),
                                        "person", List.of(WHOLE)))));
    }

    @PostMapping("/households/{id}/records")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> screen(viewer, household, again), in -> {
            List<Member> members = households.members(viewer, household);
            Content content = content(viewer, in, null);
            String about = in.code(
                    "person",
                    java.util.stream.Stream.concat(
                                    java.util.stream.Stream.of(WHOLE),
                                    members.stream().map(m -> m.person().value().toString()))
                            .collect(Collectors.toSet()));
            Audience audience = in.requiredChoice("audience", "読める人", Audience.class, Audience.OWN);
            if (audience != Audience.OWN && audience != Audience.TEAM) {
                in.error("audience", "選択肢の中から選んでください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            PersonId person = about.isEmpty() || about.equals(WHOLE) ? null : new PersonId(UUID.fromString(about));
            UUID record = records.write(viewer, household, person, audience, content);
            return new Outcome.Done("/records/" + record, "記録しました。");
        });
    }

    @GetMapping("/records/{id}")
    Screen one(Viewer.Staff viewer, @PathVariable UUID id) {
        return one(viewer, id, forms.button());
    }

    private Screen one(Viewer.Staff viewer, UUID id, FormView files) {
        return db.transact(viewer, () -> {
            ContactRecord record = records.read(viewer, id);
            boolean own = record.owner().equals(viewer.agency());
            Map<PersonId, String> people = called(viewer, record.household());
            RecordPages.One page = new RecordPages.One(
                    entry(viewer, record, people),
                    records.revisions(viewer, id).stream().map(this::before).toList(),
                    FilesPart.of(
                            attachments.of(viewer, id),
                            viewer.agency(),
                            files,
                            "/records/" + id + "/files",
                            own,
                            clock),
                    own ? "/records/" + id + "/correction" : null,
                    forms.button(),
                    "/households/" + record.household().value() + "/records");
            return Screen.form("casework/record/one", "支援経過記録", page, files)
                    .with(strips.of(viewer, record.household(), TAB));
        });
    }

    @PostMapping("/records/{id}/files")
    Object attach(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            Submission form,
            @RequestParam(required = false) @Nullable MultipartFile file) {
        return forms.submit(viewer, form, again -> one(viewer, id, again), in -> {
            ContactRecord record = records.own(viewer, id);
            if (file == null
                    || (file.isEmpty()
                            && String.valueOf(file.getOriginalFilename()).isEmpty())) {
                in.error("file", Texts.text("files.refused.none"));
                return in.invalid();
            }
            Decision<UUID> added = attachments.add(
                    viewer, ContactRecords.place(record), String.valueOf(file.getOriginalFilename()), bytes(file));
            return Outcome.of(added, "file", "添付しました。", a -> "/records/" + id);
        });
    }

    @PostMapping("/records/{id}/next-step-completion")
    Object nextStepDone(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> one(viewer, id, again), in -> {
            records.nextStepDone(viewer, id);
            return new Outcome.Done("/records/" + id, "済みにしました。");
        });
    }

    @GetMapping("/records/{id}/correction")
    Screen correction(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            ContactRecord record = records.own(viewer, id);
            return correction(viewer, record, forms.open(viewer, opened(viewer, record)));
        });
    }

    @PostMapping("/records/{id}/correction")
    Object correct(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        ContactRecord now = db.transact(viewer, () -> records.own(viewer, id));
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> correction(viewer, now, again)),
                in -> {
                    Content content = content(viewer, in, now.content().next().who());
                    String reason = in.requiredLine("reason", "訂正の理由", 200);
                    if (content.equals(now.content()) && in.version() == now.version()) {
                        in.error("facts", Texts.text("casework.refused.unchanged"));
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    records.correct(viewer, id, in.version(), content, reason);
                    return new Outcome.Done("/records/" + id, "訂正しました。前の文は残っています。");
                },
                new Correcting(viewer, id));
    }

    /** A record that is being corrected, for the merge page. */
    private final class Correcting implements Editable {
        private final Viewer.Staff viewer;
        private final UUID id;

        Correcting(Viewer.Staff viewer, UUID id) {
            this.viewer = viewer;
            this.id = id;
        }

        @Override
        public Opened current() {
            ContactRecord record = records.own(viewer, id);
            audit.read(viewer, "contact-record.correction-form", List.of(record.household()));
            return opened(viewer, record);
        }

        @Override
        public Map<String, String> labels() {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("doneOn", "行った日");
            labels.put("doneTime", "時刻");
            labels.put("method", "方法");
            labels.put("withWhom", "相手");
            labels.put("place", "場所");
            labels.put("facts", "事実");
            labels.put("words", "本人の言葉");
            labels.put("impression", "見立て");
            labels.put("next", "つぎにすること");
            labels.put("who", "だれが");
            labels.put("until", "いつまで");
            return labels;
        }

        @Override
        public Set<String> joinable() {
            return Set.of("facts", "words", "impression");
        }
    }

    private Editable.Opened opened(Viewer.Staff viewer, ContactRecord record) {
        Content content = record.content();
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("doneOn", List.of(content.done().day(zone())));
        values.put("doneTime", List.of(content.done().time(zone())));
        values.put("method", List.of(content.method()));
        values.put("withWhom", List.of(content.withWhom()));
        values.put("place", List.of(content.place()));
        values.put("facts", List.of(content.facts()));
        values.put("words", List.of(content.words()));
        values.put("impression", List.of(content.impression()));
        values.put("next", List.of(content.next().what()));
        StaffId next = content.next().who();
        String whose = content.next().what().isEmpty() || viewer.staff().equals(next) ? "ME" : "OTHER";
        values.put("who", List.of(next == null && whose.equals("OTHER") ? "ANY" : whose));
        LocalDate until = content.next().until();
        values.put("until", List.of(until == null ? "" : Wareki.compact(until)));
        String who = record.corrector() == null ? record.writer() : record.corrector();
        Instant when = record.correctedAt() == null ? record.writtenAt() : record.correctedAt();
        return new Editable.Opened(record.version(), values, "支援経過記録", who, moment(when), "/records/" + record.id());
    }

    /** Reads the words of a record; {@code other} is the colleague who had the next step before a correction. */
    private Content content(Viewer.Staff viewer, Reading in, @Nullable StaffId other) {
        LocalDate today = db.today(viewer);
        LocalDate day = in.requiredDate("doneOn", "行った日", today);
        LocalTime time = in.time("doneTime");
        Done done = switch (Done.of(day, time, db.now(viewer), zone())) {
            case Decision.Allowed<Done>(Done value) -> value;
            case Decision.Refused<Done>(var reason) -> {
                in.error("doneOn", reason);
                yield new Done(db.now(viewer), false);
            }
        };
        String method = in.code(
                "method",
                codes.list("contact-method", today).stream()
                        .map(Codes.Code::code)
                        .collect(Collectors.toSet()));
        if (method.isEmpty()) {
            in.error("method", "方法を選んでください。");
        }
        String next = in.line("next", 200);
        String who = in.code("who", Set.of("ME", "ANY", "OTHER"));
        LocalDate until = in.date("until");
        if (until != null && next.isEmpty()) {
            in.error("next", "何をするかを入れてください。");
        }
        return new Content(
                done,
                method,
                in.line("withWhom", 100),
                in.line("place", 100),
                in.requiredBlock("facts", "事実", 8000),
                in.block("impression", 8000),
                in.block("words", 4000),
                next.isEmpty()
                        ? NextStep.NONE
                        : new NextStep(
                                next,
                                switch (who) {
                                    case "ANY" -> null;
                                    case "OTHER" -> other;
                                    default -> viewer.staff();
                                },
                                until));
    }

    private Screen screen(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            var strip = strips.of(viewer, household, TAB);
            Households.Household opened = households.find(viewer, household);
            List<Member> members = current(viewer, household);
            Map<PersonId, String> people = called(members);
            Map<AgencyId, String> names = agencies.list(viewer).stream()
                    .collect(Collectors.toMap(Agencies.Agency::id, Agencies.Agency::name));
            String team = Readers.ofTeam(
                    viewer.agency(),
                    opened.owner(),
                    grants.of(viewer, household),
                    Category.LIFE,
                    names,
                    people,
                    db.now(viewer));
            audit.read(viewer, "contact-record.form", List.of(household));
            List<Option> about = new ArrayList<>();
            about.add(Option.of(WHOLE, "世帯全体"));
            people.forEach((person, name) -> about.add(Option.of(person.value().toString(), name)));
            RecordPages.Form page = new RecordPages.Form(
                    form,
                    "/households/" + household.value() + "/records",
                    false,
                    "",
                    about,
                    methods(viewer),
                    WHO,
                    List.of(
                            new Option(Audience.OWN.name(), "自機関だけ", "ほかの機関には、あることも見えません。"),
                            new Option(Audience.TEAM.name(), "支援チームにも見せる", team)),
                    "/households/" + household.value() + "/records");
            return Screen.form("casework/record/form", "記録する", page, form).with(strip);
        });
    }

    private static final List<Option> WHO = List.of(Option.of("ME", "わたし"), Option.of("ANY", "この機関のだれか"));

    private static List<Option> who(Viewer.Staff viewer, ContactRecord record) {
        StaffId who = record.content().next().who();
        if (who == null || who.equals(viewer.staff())) {
            return WHO;
        }
        List<Option> three = new ArrayList<>(WHO);
        three.add(Option.of("OTHER", String.valueOf(record.nextName())));
        return three;
    }

    private Screen correction(Viewer.Staff viewer, ContactRecord record, FormView form) {
        var strip = strips.of(viewer, record.household(), TAB);
        audit.read(viewer, "contact-record.correction-form", List.of(record.household()));
        PersonId person = record.person();
        RecordPages.Form page = new RecordPages.Form(
                form,
                "/records/" + record.id() + "/correction",
                true,
                person == null ? "世帯全体" : called(viewer, record.household()).getOrDefault(person, ""),
                List.of(),
                methods(viewer),
                who(viewer, record),
                List.of(),
                "/records/" + record.id());
        return Screen.form("casework/record/form", "記録を訂正する", page, form).with(strip);
    }

    private List<Option> methods(Viewer.Staff viewer) {
        return codes.list("contact-method", db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    private List<Member> current(Viewer.Staff viewer, HouseholdId household) {
        return households.members(viewer, household).stream()
                .filter(Member::isCurrent)
                .toList();
    }

    private Map<PersonId, String> called(Viewer.Staff viewer, HouseholdId household) {
        return called(households.members(viewer, household));
    }

    private static Map<PersonId, String> called(List<Member> members) {
        Map<PersonId, String> called = new LinkedHashMap<>();
        members.forEach(member -> called.put(member.person(), member.name().called()));
        return called;
    }

    private RecordPages.Entry entry(Viewer.Staff viewer, ContactRecord record, Map<PersonId, String> people) {
        Content content = record.content();
        PersonId person = record.person();
        Instant correctedAt = record.correctedAt();
        return new RecordPages.Entry(
                "/records/" + record.id(),
                content.done().text(zone()),
                record.methodWords(),
                record.agency(),
                record.writer(),
                content.withWhom(),
                content.place(),
                person == null ? "" : people.getOrDefault(person, ""),
                content.facts(),
                content.impression(),
                content.words(),
                next(content.next(), record.nextName()),
                record.owner().equals(viewer.agency()),
                record.audience() == Audience.TEAM,
                moment(record.writtenAt()),
                correctedAt == null ? "" : moment(correctedAt) + "　" + record.corrector());
    }

    private RecordPages.Before before(ContactRecords.Revision revision) {
        Content content = revision.content();
        return new RecordPages.Before(
                content.done().text(zone()),
                revision.methodWords(),
                content.withWhom(),
                content.place(),
                content.facts(),
                content.impression(),
                content.words(),
                next(content.next(), null),
                revision.reason(),
                moment(revision.at()) + "　" + revision.by());
    }

    private static String next(NextStep next, @Nullable String who) {
        LocalDate until = next.until();
        return next.what().isEmpty()
                ? ""
                : next.what()
                        + (who == null ? "" : "　" + who)
                        + (until == null ? "" : "　" + Wareki.compact(until) + "まで");
    }

    private String moment(Instant at) {
        return new Done(at, true).text(zone());
    }

    private ZoneId zone() {
        return clock.getZone();
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
