package kasane.register.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.register.When;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 世帯員: adding, changing and leaving. Changing goes through the merge page when somebody else saved meanwhile. */
@Controller
class MemberController {

    private final Db db;
    private final Forms forms;
    private final Households households;
    private final PersonForm persons;
    private final Strips strips;
    private final AuditTrail audit;
    private final Clock clock;

    MemberController(
            Db db,
            Forms forms,
            Households households,
            PersonForm persons,
            Strips strips,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.forms = forms;
        this.households = households;
        this.persons = persons;
        this.strips = strips;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/households/{id}/members/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return newScreen(viewer, new HouseholdId(id), forms.open(viewer));
    }

    @PostMapping("/households/{id}/members")
    Object add(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> newScreen(viewer, household, again), in -> {
            households.findOwn(viewer, household);
            Households.NewMember member = persons.read(viewer, in);
            if (in.hasErrors()) {
                return in.invalid();
            }
            households.addMember(viewer, household, member);
            return new Outcome.Done(
                    in.checked("more") ? "/households/" + id + "/members/new" : "/households/" + id + "/members",
                    in.checked("more") ? "世帯員を足しました。つぎの方を入れてください。" : "世帯員を足しました。");
        });
    }

    private Screen newScreen(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            households.findOwn(viewer, household);
            audit.read(viewer, "household.member-form", List.of(household));
            return Screen.form(
                            "register/person/add",
                            "世帯員を足す",
                            new PersonPages.New(household.value(), form, persons.choices(viewer)),
                            form)
                    .with(strips.of(viewer, household, "members"));
        });
    }

    @GetMapping("/households/{id}/members/{person}")
    Screen edit(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID person) {
        HouseholdId household = new HouseholdId(id);
        PersonId who = new PersonId(person);
        Editable.Opened opened =
                db.transact(viewer, () -> editable(viewer, household, who).current());
        return editScreen(viewer, household, who, forms.open(viewer, opened));
    }

    @PostMapping("/households/{id}/members/{person}")
    Object change(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID person, Submission form) {
        HouseholdId household = new HouseholdId(id);
        PersonId who = new PersonId(person);
        return forms.submit(
                viewer,
                form,
                again -> editScreen(viewer, household, who, again),
                in -> {
                    households.ownMember(viewer, household, who);
                    Households.NewMember member = persons.read(viewer, in);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    households.changeMember(viewer, household, who, in.version(), member);
                    return new Outcome.Done("/households/" + id + "/members", "世帯員の記録を直しました。");
                },
                editable(viewer, household, who));
    }

    private Screen editScreen(Viewer.Staff viewer, HouseholdId household, PersonId person, FormView form) {
        return db.transact(viewer, () -> {
            Member member = households.ownMember(viewer, household, person);
            audit.read(viewer, "household.person", List.of(household, person));
            return Screen.form(
                            "register/person/edit",
                            member.name().full(),
                            new PersonPages.Edit(
                                    household.value(),
                                    person.value(),
                                    member.name().full(),
                                    member.isCurrent(),
                                    form,
                                    persons.choices(viewer)),
                            form)
                    .with(strips.of(viewer, household, "members"));
        });
    }

    private Editable editable(Viewer.Staff viewer, HouseholdId household, PersonId person) {
        return new Editable() {
            @Override
            public Opened current() {
                Member member = households.ownMember(viewer, household, person);
                Households.Change last = households.lastChange(viewer, person).orElseThrow();
                audit.read(viewer, "household.person", List.of(household, person));
                return new Opened(
                        member.version(),
                        PersonForm.values(member),
                        member.name().full() + "さんの記録",
                        last.by(),
                        When.of(last.at(), clock.getZone()),
                        "/households/" + household.value() + "/members");
            }

            @Override
            public Map<String, String> labels() {
                return PersonForm.labels();
            }

            @Override
            public Set<String> joinable() {
                return Set.of("note");
            }
        };
    }

    @GetMapping("/households/{id}/members/{person}/leaving")
    Screen leaving(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID person) {
        return leavingScreen(viewer, new HouseholdId(id), new PersonId(person), forms.open(viewer));
    }

    @PostMapping("/households/{id}/members/{person}/leaving")
    Object leave(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID person, Submission form) {
        HouseholdId household = new HouseholdId(id);
        PersonId who = new PersonId(person);
        return forms.submit(viewer, form, again -> leavingScreen(viewer, household, who, again), in -> {
            if (!households.ownMember(viewer, household, who).isCurrent()) {
                return new Outcome.Done("/households/" + id + "/members", "もう世帯を出た方として記録されています。");
            }
            PartialDate until = in.partialDate("until");
            LocalDate today = db.today(viewer);
            if (until.earliest().filter(first -> first.isAfter(today)).isPresent()) {
                in.error("until", "出た日が、きょうより後になっています。");
            }
            Households.Leaving why =
                    in.requiredChoice("leaving", "わけ", Households.Leaving.class, Households.Leaving.UNKNOWN);
            String note = in.block("leavingNote", 500);
            if (in.hasErrors()) {
                return in.invalid();
            }
            households.leave(viewer, household, who, until, why, note);
            return new Outcome.Done("/households/" + id + "/members", "世帯を出た方として記録しました。記録は残っています。");
        });
    }

    private Screen leavingScreen(Viewer.Staff viewer, HouseholdId household, PersonId person, FormView form) {
        return db.transact(viewer, () -> {
            Member member = households.ownMember(viewer, household, person);
            audit.read(viewer, "household.leaving-form", List.of(household, person));
            return Screen.form(
                            "register/person/leave",
                            "世帯を出た",
                            new PersonPages.Leave(
                                    household.value(),
                                    person.value(),
                                    member.name().full(),
                                    form),
                            form)
                    .with(strips.of(viewer, household, "members"));
        });
    }
}
