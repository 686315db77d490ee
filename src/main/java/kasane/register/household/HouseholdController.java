package kasane.register.household;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.register.ConcealedRecords;
import kasane.register.Contacts;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Relationships;
import kasane.register.Strips;
import kasane.register.When;
import kasane.register.person.PersonForm;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.PersonId;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 世帯: opening a record, and the page of those who belong to it. */
@Controller
class HouseholdController {

    private final Db db;
    private final Forms forms;
    private final Households households;
    private final Contacts contacts;
    private final ConcealedRecords concealed;
    private final Relationships relationships;
    private final PersonForm persons;
    private final Strips strips;
    private final Agencies agencies;
    private final AuditTrail audit;
    private final Clock clock;

    HouseholdController(
            Db db,
            Forms forms,
            Households households,
            Contacts contacts,
            ConcealedRecords concealed,
            Relationships relationships,
            PersonForm persons,
            Strips strips,
            Agencies agencies,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.forms = forms;
        this.households = households;
        this.contacts = contacts;
        this.concealed = concealed;
        this.relationships = relationships;
        this.persons = persons;
        this.strips = strips;
        this.agencies = agencies;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/households/new")
    Screen form(Viewer.Staff viewer) {
        return screen(viewer, forms.open(viewer));
    }

    @PostMapping("/households")
    Object open(Viewer.Staff viewer, Submission form) {
        return forms.submit(viewer, form, again -> screen(viewer, again), in -> {
            Households.NewMember first = persons.read(viewer, in);
            String label = in.line("label", 60);
            if (label.isEmpty()) {
                label = first.details().name().family();
            }
            if (label.isEmpty()) {
                in.error("label", "世帯の呼び名を入れてください。姓が分かれば、空けておけます。");
            }
            String note = in.block("householdNote", 1000);
            if (in.hasErrors()) {
                return in.invalid();
            }
            HouseholdId household = households.open(
                    viewer,
                    new Households.NewHousehold(
                            label,
                            note,
                            List.of(new Households.NewMember(first.details(), "SELF", true, first.from()))));
            if (in.checked("conceal")) {
                concealed.shut(viewer, household, ConcealedRecords.Why.WISH);
                return new Outcome.Done(
                        "/households/" + household.value() + "/concealment",
                        "秘匿の記録を作りました。いま見られるのは、あなただけです。休みのときに代われる人を足してください。");
            }
            return new Outcome.Done("/households/" + household.value() + "/members", "世帯を登録しました。");
        });
    }

    private Screen screen(Viewer.Staff viewer, FormView form) {
        return Screen.form(
                "register/household/form", "新しい世帯", new HouseholdPages.New(form, persons.choices(viewer)), form);
    }

    @GetMapping("/households/{id}/members")
    Screen members(Viewer.Staff viewer, @PathVariable UUID id) {
        HouseholdId household = new HouseholdId(id);
        return db.transact(viewer, () -> {
            Households.Household found = households.find(viewer, household);
            List<Member> members = households.members(viewer, household);
            List<Contacts.Contact> all = contacts.of(viewer, household);
            Map<PersonId, String> names = new LinkedHashMap<>();
            members.forEach(member -> names.put(member.person(), member.name().full()));
            List<HouseholdPages.Line> lines = members.stream()
                    .map(member -> new HouseholdPages.Line(
                            member,
                            member.details().birth().isUnknown()
                                    ? ""
                                    : Wareki.compact(member.details().birth()),
                            member.until() == null ? "" : Wareki.compact(member.until()),
                            all.stream()
                                    .filter(c -> c.person().equals(member.person()))
                                    .toList()))
                    .toList();
            List<Id> shown = new ArrayList<>(names.keySet());
            shown.add(household);
            audit.read(viewer, "household.members", shown);
            return Screen.of(
                            "register/household/members",
                            found.title(),
                            new HouseholdPages.Members(
                                    id,
                                    found.title(),
                                    found.note(),
                                    found.owner().equals(viewer.agency()),
                                    agencies.find(viewer, viewer.agency()).municipal(),
                                    viewer.has(Duty.MANAGER),
                                    found.agency(),
                                    lines.stream()
                                            .filter(line -> line.member().isCurrent())
                                            .toList(),
                                    lines.stream()
                                            .filter(line -> !line.member().isCurrent())
                                            .toList(),
                                    relationships.of(viewer, household).stream()
                                            .map(tie -> line(tie, names))
                                            .toList(),
                                    contacts.safe(viewer, household).stream()
                                            .map(safe -> safe(viewer, safe, names))
                                            .toList()))
                    .with(strips.of(viewer, household, "members"));
        });
    }

    private HouseholdPages.SafeLine safe(Viewer.Staff viewer, Contacts.SafeContact safe, Map<PersonId, String> names) {
        PersonId person = safe.person();
        return new HouseholdPages.SafeLine(
                person == null ? "世帯全体" : names.getOrDefault(person, ""),
                person == null ? null : person.value(),
                safe.safe().line(),
                safe.agency(),
                Wareki.compact(ZonedDateTime.ofInstant(safe.changedAt(), clock.getZone())
                        .toLocalDate()),
                safe.owner().equals(viewer.agency()));
    }

    private static HouseholdPages.TieLine line(Relationships.Relationship tie, Map<PersonId, String> names) {
        PersonId other = tie.other();
        String to = other == null ? tie.otherName() + "（世帯の外）" : names.getOrDefault(other, "");
        Relationships.Marriage marriage = tie.tie().marriage();
        String kind = tie.tie().kind().label() + (marriage == null ? "" : "（" + marriage.label() + "）");
        List<String> more = new ArrayList<>();
        if (tie.tie().conflict()) {
            more.add("対立がある");
        }
        if (tie.tie().estranged()) {
            more.add("疎遠");
        }
        if (!tie.tie().from().isUnknown()) {
            more.add(Wareki.compact(tie.tie().from()) + "から");
        }
        if (!tie.tie().until().isUnknown()) {
            more.add(Wareki.compact(tie.tie().until()) + "まで");
        }
        if (!tie.tie().note().isEmpty()) {
            more.add(tie.tie().note());
        }
        return HouseholdPages.TieLine.of(
                tie, names.getOrDefault(tie.person(), "") + "は、" + to + "の" + kind, String.join("・", more));
    }

    @GetMapping("/households/{id}/name")
    Screen nameForm(Viewer.Staff viewer, @PathVariable UUID id) {
        HouseholdId household = new HouseholdId(id);
        Editable.Opened opened =
                db.transact(viewer, () -> editable(viewer, household).current());
        return nameScreen(viewer, household, forms.open(viewer, opened));
    }

    @PostMapping("/households/{id}/name")
    Object rename(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(
                viewer,
                form,
                again -> nameScreen(viewer, household, again),
                in -> {
                    households.findOwn(viewer, household);
                    String label = in.requiredLine("label", "世帯の呼び名", 60);
                    String note = in.block("householdNote", 1000);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    households.change(viewer, household, in.version(), label, note);
                    return new Outcome.Done("/households/" + id + "/members", "世帯の呼び名とメモを直しました。");
                },
                editable(viewer, household));
    }

    private Editable editable(Viewer.Staff viewer, HouseholdId household) {
        return new Editable() {
            @Override
            public Opened current() {
                Households.Household found = households.findOwn(viewer, household);
                audit.read(viewer, "household.name", List.of(household));
                return new Opened(
                        found.version(),
                        Map.of("label", List.of(found.label()), "householdNote", List.of(found.note())),
                        "世帯の呼び名とメモ",
                        found.changedBy(),
                        When.of(found.changedAt(), clock.getZone()),
                        "/households/" + household.value() + "/members");
            }

            @Override
            public Map<String, String> labels() {
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put("label", "世帯の呼び名");
                labels.put("householdNote", "メモ");
                return labels;
            }

            @Override
            public Set<String> joinable() {
                return Set.of("householdNote");
            }
        };
    }

    private Screen nameScreen(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            audit.read(viewer, "household.name-form", List.of(household));
            return Screen.form(
                            "register/household/name",
                            "世帯の呼び名とメモ",
                            new HouseholdPages.Name(household.value(), form),
                            form)
                    .with(strips.of(viewer, household, "members"));
        });
    }
}
