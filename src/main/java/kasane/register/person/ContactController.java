package kasane.register.person;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Stale;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Contacts;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.register.When;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 連絡先と安全な連絡方法. */
@Controller
class ContactController {

    private final Db db;
    private final Forms forms;
    private final Households households;
    private final Contacts contacts;
    private final Strips strips;
    private final AuditTrail audit;
    private final Clock clock;

    ContactController(
            Db db,
            Forms forms,
            Households households,
            Contacts contacts,
            Strips strips,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.forms = forms;
        this.households = households;
        this.contacts = contacts;
        this.strips = strips;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/households/{id}/contacts/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam UUID person) {
        return screen(viewer, new HouseholdId(id), new PersonId(person), null, forms.open(viewer));
    }

    @PostMapping("/households/{id}/contacts")
    Object add(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam UUID person, Submission form) {
        HouseholdId household = new HouseholdId(id);
        PersonId who = new PersonId(person);
        return forms.submit(viewer, form, again -> screen(viewer, household, who, null, again), in -> {
            households.ownMember(viewer, household, who);
            Contacts.Kind kind = in.requiredChoice("kind", "種類", Contacts.Kind.class, Contacts.Kind.ADDRESS);
            String value = value(in, kind);
            String note = in.line("contactNote", 200);
            if (in.hasErrors()) {
                return in.invalid();
            }
            contacts.add(viewer, household, who, kind, value, note);
            return new Outcome.Done("/households/" + id + "/members", "連絡先を足しました。");
        });
    }

    @GetMapping("/households/{id}/contacts/{contact}")
    Screen edit(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID contact) {
        HouseholdId household = new HouseholdId(id);
        Contacts.Contact found = db.transact(viewer, () -> contacts.findOwn(viewer, household, contact));
        Editable.Opened opened =
                db.transact(viewer, () -> editable(viewer, household, contact).current());
        return screen(viewer, household, found.person(), contact, forms.open(viewer, opened));
    }

    @PostMapping("/households/{id}/contacts/{contact}")
    Object change(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID contact, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(
                viewer,
                form,
                again -> again(viewer, household, contact, again),
                in -> {
                    Contacts.Contact found = contacts.findOwn(viewer, household, contact);
                    String value = value(in, found.kind());
                    String note = in.line("contactNote", 200);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    contacts.change(viewer, household, contact, in.version(), value, note);
                    return new Outcome.Done("/households/" + id + "/members", "連絡先を直しました。");
                },
                editable(viewer, household, contact));
    }

    @PostMapping("/households/{id}/contacts/{contact}/removal")
    Object end(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID contact, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> again(viewer, household, contact, again), in -> {
            if (contacts.findOwn(viewer, household, contact).version() != in.version()) {
                return new Outcome.Done("/households/" + id + "/contacts/" + contact, "ほかの人が直しました。いまの内容を確かめてください。");
            }
            contacts.end(viewer, household, contact, in.version());
            return new Outcome.Done("/households/" + id + "/members", "連絡先を使わないことにしました。");
        });
    }

    private Screen again(Viewer.Staff viewer, HouseholdId household, UUID contact, FormView form) {
        Contacts.Contact found = db.transact(viewer, () -> contacts.findOwn(viewer, household, contact));
        return screen(viewer, household, found.person(), contact, form);
    }

    private static String value(Reading in, Contacts.Kind kind) {
        return switch (kind) {
            case MOBILE, PHONE -> {
                String phone = in.phone("value");
                yield phone.isEmpty() ? in.requiredLine("value", "番号", 60) : phone;
            }
            default -> in.requiredLine("value", "内容", 200);
        };
    }

    private Editable editable(Viewer.Staff viewer, HouseholdId household, UUID contact) {
        return new Editable() {
            @Override
            public Opened current() {
                Contacts.Contact found = contacts.findOwn(viewer, household, contact);
                audit.read(viewer, "household.contact", List.of(household, found.person()));
                Map<String, List<String>> values = new LinkedHashMap<>();
                values.put("value", List.of(found.value()));
                values.put("contactNote", List.of(found.note()));
                return new Opened(
                        found.version(),
                        values,
                        found.kind().label(),
                        found.last().by(),
                        When.of(found.last().at(), clock.getZone()),
                        "/households/" + household.value() + "/members");
            }

            @Override
            public Map<String, String> labels() {
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put("value", "内容");
                labels.put("contactNote", "ひとこと");
                return labels;
            }
        };
    }

    private Screen screen(
            Viewer.Staff viewer, HouseholdId household, PersonId person, @Nullable UUID contact, FormView form) {
        return db.transact(viewer, () -> {
            String name = households.ownMember(viewer, household, person).name().full();
            FormView removal = null;
            String title = "連絡先を足す";
            if (contact != null) {
                Contacts.Contact found = contacts.findOwn(viewer, household, contact);
                removal = forms.button(found.version());
                title = found.kind().label();
            }
            audit.read(viewer, "household.contact-form", List.of(household, person));
            return Screen.form(
                            "register/person/contact",
                            title,
                            new PersonPages.Contact(household.value(), contact, person.value(), name, form, removal),
                            form)
                    .with(strips.of(viewer, household, "members"));
        });
    }

    @GetMapping("/households/{id}/safe-contact")
    Screen safeForm(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam @Nullable UUID person) {
        HouseholdId household = new HouseholdId(id);
        PersonId who = person == null ? null : new PersonId(person);
        Optional<Editable.Opened> opened = db.transact(viewer, () -> {
            households.find(viewer, household);
            return contacts.ownSafe(viewer, household, who).map(own -> opened(viewer, household, own));
        });
        return safeScreen(
                viewer,
                household,
                who,
                opened.map(open -> forms.open(viewer, open)).orElseGet(() -> forms.open(viewer)));
    }

    @PostMapping("/households/{id}/safe-contact")
    Object safe(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam @Nullable UUID person, Submission form) {
        HouseholdId household = new HouseholdId(id);
        PersonId who = person == null ? null : new PersonId(person);
        return forms.submit(
                viewer,
                form,
                again -> safeScreen(viewer, household, who, again),
                in -> {
                    households.find(viewer, household);
                    if (who != null) {
                        households.member(viewer, household, who);
                    }
                    Contacts.Safe safe = new Contacts.Safe(
                            in.phone("phone"),
                            in.line("hours", 100),
                            answer(in, "voicemail"),
                            answer(in, "post"),
                            answer(in, "senderName"),
                            in.line("mayKnow", 100),
                            in.block("doNot", 300));
                    if (!in.hasErrors() && safe.line().isEmpty()) {
                        in.error("phone", "聞いたことを、1つは入れてください。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    if (contacts.ownSafe(viewer, household, who).isEmpty()) {
                        contacts.recordSafe(viewer, household, who, safe);
                    } else {
                        contacts.changeSafe(viewer, household, who, in.version(), safe);
                    }
                    return new Outcome.Done("/households/" + id + "/members", "安全な連絡方法を記録しました。");
                },
                new Editable() {
                    @Override
                    public Opened current() {
                        return contacts.ownSafe(viewer, household, who)
                                .map(own -> opened(viewer, household, own))
                                .orElseThrow(Stale::new);
                    }

                    @Override
                    public Map<String, String> labels() {
                        Map<String, String> labels = new LinkedHashMap<>();
                        labels.put("phone", "電話番号");
                        labels.put("hours", "かけてよい時間");
                        labels.put("voicemail", "留守番電話");
                        labels.put("post", "郵送");
                        labels.put("senderName", "封筒の差出人名");
                        labels.put("mayKnow", "知ってよい人");
                        labels.put("doNot", "してはいけないこと");
                        return labels;
                    }

                    @Override
                    public Set<String> joinable() {
                        return Set.of("doNot");
                    }
                });
    }

    private static Contacts.Answer answer(Reading in, String name) {
        Contacts.Answer answer = in.choice(name, Contacts.Answer.class);
        return answer == null ? Contacts.Answer.NOT_ASKED : answer;
    }

    private Editable.Opened opened(Viewer.Staff viewer, HouseholdId household, Contacts.SafeContact own) {
        audit.read(viewer, "household.safe-contact", List.of(household));
        Contacts.Safe safe = own.safe();
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("phone", List.of(safe.phone()));
        values.put("hours", List.of(safe.hours()));
        values.put("voicemail", List.of(safe.voicemail().name()));
        values.put("post", List.of(safe.post().name()));
        values.put("senderName", List.of(safe.senderName().name()));
        values.put("mayKnow", List.of(safe.mayKnow()));
        values.put("doNot", List.of(safe.doNot()));
        return new Editable.Opened(
                own.version(),
                values,
                "安全な連絡方法",
                own.changedBy(),
                When.of(own.changedAt(), clock.getZone()),
                "/households/" + household.value() + "/members");
    }

    private Screen safeScreen(Viewer.Staff viewer, HouseholdId household, @Nullable PersonId person, FormView form) {
        return db.transact(viewer, () -> {
            String who = person == null
                    ? "世帯全体"
                    : households.member(viewer, household, person).name().full() + "さん";
            audit.read(viewer, "household.safe-contact-form", List.of(household));
            return Screen.form(
                            "register/person/safe",
                            "安全な連絡方法",
                            new PersonPages.Safe(household.value(), person == null ? null : person.value(), who, form),
                            form)
                    .with(strips.of(viewer, household, "members"));
        });
    }
}
