package kasane.casework.expiry;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.casework.Expiries;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.settings.Codes;
import kasane.settings.Numbers;
import kasane.shared.HouseholdId;
import kasane.shared.PersonId;
import kasane.shared.Wareki;
import kasane.sharing.Audience;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 期限: the days of a household, writing one down, and saying that it was renewed or has passed. */
@Controller
class ExpiryController {

    private static final String TAB = "records";
    private static final String WHOLE = "household";
    private static final String SOON = "caseload.soon-days";
    private static final int FURTHEST_YEARS = 30;

    private final Expiries expiries;
    private final Households households;
    private final Strips strips;
    private final Codes codes;
    private final Numbers numbers;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;

    ExpiryController(
            Expiries expiries,
            Households households,
            Strips strips,
            Codes codes,
            Numbers numbers,
            Forms forms,
            Db db,
            AuditTrail audit) {
        this.expiries = expiries;
        this.households = households;
        this.strips = strips;
        this.codes = codes;
        this.numbers = numbers;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
    }

    @GetMapping("/households/{id}/expiries")
    Screen list(Viewer.Staff viewer, @PathVariable UUID id) {
        return list(viewer, new HouseholdId(id), forms.button());
    }

    private Screen list(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            var strip = strips.of(viewer, household, TAB);
            LocalDate today = db.today(viewer);
            LocalDate soon = today.plusDays(numbers.number(SOON, today));
            Map<PersonId, String> people = new HashMap<>();
            households
                    .members(viewer, household)
                    .forEach(member -> people.put(member.person(), member.name().called()));
            return Screen.form(
                            "casework/expiry/list",
                            "期限",
                            new ExpiryPages.Page(
                                    form,
                                    base(household) + "/new",
                                    expiries.of(viewer, household).stream()
                                            .map(one -> line(viewer, one, people, today, soon))
                                            .toList()),
                            form)
                    .with(strip);
        });
    }

    private static ExpiryPages.Line line(
            Viewer.Staff viewer, Expiries.Expiry one, Map<PersonId, String> people, LocalDate today, LocalDate soon) {
        PersonId person = one.person();
        return new ExpiryPages.Line(
                one.kind(),
                one.note(),
                person == null ? "世帯" : people.getOrDefault(person, ""),
                one.on().isBefore(today) ? Tone.ALERT : one.on().isAfter(soon) ? Tone.WAITING : Tone.CAUTION,
                words(one.on(), today),
                one.agency() + (one.owner().equals(viewer.agency()) && one.audience() == Audience.OWN ? "（自機関だけ）" : ""),
                one.owner().equals(viewer.agency()) ? "/expiries/" + one.id() + "/end" : null);
    }

    private static String words(LocalDate on, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, on);
        return Wareki.compact(on) + (days < 0 ? "　" + -days + "日すぎています" : days == 0 ? "　きょうまで" : "　あと" + days + "日");
    }

    private static String base(HouseholdId household) {
        return "/households/" + household.value() + "/expiries";
    }

    @GetMapping("/households/{id}/expiries/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return form(
                viewer,
                new HouseholdId(id),
                forms.open(viewer, Map.of("person", List.of(WHOLE), "audience", List.of(Audience.OWN.name()))));
    }

    private Screen form(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            var strip = strips.of(viewer, household, TAB);
            audit.read(viewer, "expiry.form", List.of(household));
            return new FormPage(
                            "期限を書く",
                            "切れると暮らしにひびく日を書きます。更新したら「済みにする」を押して、つぎの日を書きます。",
                            base(household),
                            "書く",
                            base(household),
                            List.of(
                                    FormField.select("kind", "なにの期限", kinds(viewer))
                                            .must(),
                                    FormField.date("on", "いつまで").must(),
                                    FormField.radios("person", "だれの", people(viewer, household))
                                            .hint("支援チームにも読んでもらうときは、その人を選びます。同意は一人ずつのものです。"),
                                    FormField.text("note", "メモ").hint("例：更新の申請は60日前から"),
                                    FormField.radios(
                                                    "audience",
                                                    "読める人",
                                                    List.of(
                                                            new Option(
                                                                    Audience.OWN.name(),
                                                                    "自機関だけ",
                                                                    "ほかの機関には、あることも見えません。"),
                                                            new Option(
                                                                    Audience.TEAM.name(),
                                                                    "支援チーム",
                                                                    "同意などの根拠で、この種類の情報を見られる機関も読めます。")))
                                            .must()),
                            form)
                    .screen()
                    .with(strip);
        });
    }

    private List<Option> kinds(Viewer.Staff viewer) {
        return codes.list("expiry-kind", db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    private List<Option> people(Viewer.Staff viewer, HouseholdId household) {
        List<Option> people = new ArrayList<>(List.of(Option.of(WHOLE, "世帯")));
        for (Member member : households.members(viewer, household)) {
            people.add(
                    Option.of(member.person().value().toString(), member.name().called()));
        }
        return people;
    }

    @PostMapping("/households/{id}/expiries")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> form(viewer, household, again), in -> {
            LocalDate today = db.today(viewer);
            Set<String> people = Option.values(people(viewer, household));
            String kind = in.code("kind", Option.values(kinds(viewer)));
            if (kind.isEmpty()) {
                in.error("kind", "なにの期限かを選んでください。");
            }
            LocalDate on = in.requiredDate("on", "いつまで", today);
            if (on.isBefore(today.minusYears(1)) || on.isAfter(today.plusYears(FURTHEST_YEARS))) {
                in.error("on", "年をお確かめください。1年前から30年先までの日を書けます。");
            }
            String person = in.code("person", people);
            String note = in.line("note", 100);
            Audience audience = in.requiredChoice("audience", "読める人", Audience.class, Audience.OWN);
            if (audience != Audience.OWN && audience != Audience.TEAM) {
                in.error("audience", "選択肢の中から選んでください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            expiries.add(
                    viewer,
                    new Expiries.NewExpiry(
                            household,
                            person.isEmpty() || person.equals(WHOLE) ? null : new PersonId(UUID.fromString(person)),
                            audience,
                            kind,
                            on,
                            note));
            return new Outcome.Done(base(household), "期限を書きました。");
        });
    }

    @PostMapping("/expiries/{id}/end")
    Object end(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = expiries.own(viewer, id);
        return forms.submit(
                viewer,
                form,
                again -> list(viewer, household, again),
                in -> new Outcome.Done(base(expiries.end(viewer, id)), "済みにしました。"));
    }
}
