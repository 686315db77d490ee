package kasane.register.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.settings.Clocks;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import kasane.sharing.Category;
import kasane.sharing.Consents;
import kasane.ui.FormView;
import kasane.ui.Frame;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 本人同意: the list, taking one with a look at what it opens, and withdrawing it with a look at what it closes. */
@Controller
class ConsentController {

    private static final ZoneId TOWN = ZoneId.of("Asia/Tokyo");

    private final Db db;
    private final Forms forms;
    private final Households households;
    private final HouseholdConsents taken;
    private final Consents consents;
    private final Agencies agencies;
    private final Clocks clocks;
    private final Strips strips;
    private final AuditTrail audit;

    ConsentController(
            Db db,
            Forms forms,
            Households households,
            HouseholdConsents taken,
            Consents consents,
            Agencies agencies,
            Clocks clocks,
            Strips strips,
            AuditTrail audit) {
        this.db = db;
        this.forms = forms;
        this.households = households;
        this.taken = taken;
        this.consents = consents;
        this.agencies = agencies;
        this.clocks = clocks;
        this.strips = strips;
        this.audit = audit;
    }

    @GetMapping("/households/{id}/consents")
    Screen list(Viewer.Staff viewer, @PathVariable UUID id) {
        return list(viewer, id, forms.button());
    }

    private Screen list(Viewer.Staff viewer, UUID id, FormView form) {
        HouseholdId household = new HouseholdId(id);
        return db.transact(viewer, () -> {
            List<Member> members = households.members(viewer, household);
            Frame.CaseStrip strip = strips.of(viewer, household, "consents");
            List<Consents.Consent> all = consents.of(viewer, household);
            Map<UUID, HouseholdConsents.Extra> extras = taken.extras(viewer, household);
            Map<AgencyId, String> names = names(viewer);
            Map<PersonId, Instant> cameWith = strips.cameWith(viewer, household);
            Set<UUID> toRenew = taken.toRenew(viewer, household);
            Instant now = db.now(viewer);
            List<Id> shown = new ArrayList<>(List.of(household));
            List<ConsentPages.Person> people = new ArrayList<>();
            for (Member member : members) {
                List<Consents.Consent> own = all.stream()
                        .filter(c -> c.person().equals(member.person()))
                        .toList();
                if (!member.isCurrent() && own.isEmpty()) {
                    continue;
                }
                shown.add(member.person());
                Frame.Consent state = Strips.state(member.name().called(), own, now);
                Instant came = own.stream().anyMatch(c -> c.livesAt(now)) ? null : cameWith.get(member.person());
                people.add(new ConsentPages.Person(
                        member.person().value(),
                        member.name().full(),
                        came == null ? state.tone() : Tone.DONE,
                        came == null ? state.state() : Strips.cameWords(came),
                        came != null,
                        member.isDeceased(),
                        own.stream()
                                .map(c -> line(
                                        viewer,
                                        c,
                                        extras.getOrDefault(c.id(), HouseholdConsents.Extra.NONE),
                                        toRenew,
                                        names,
                                        now))
                                .toList()));
            }
            audit.read(viewer, "household.consents", shown);
            return Screen.form("register/consent/list", "同意", new ConsentPages.Consents(id, people, form), form)
                    .with(strip);
        });
    }

    private static ConsentPages.Line line(
            Viewer.Staff viewer,
            Consents.Consent consent,
            HouseholdConsents.Extra extra,
            Set<UUID> toRenew,
            Map<AgencyId, String> names,
            Instant now) {
        Instant withdrawn = consent.withdrawnAt();
        boolean living = consent.livesAt(now);
        boolean own = consent.owner().equals(viewer.agency());
        return new ConsentPages.Line(
                consent.id(),
                living ? Tone.DONE : Tone.ENDED,
                living ? "有効" : withdrawn != null ? "撤回" : "期限切れ",
                Wareki.compact(day(consent.from())) + "〜" + Strips.lastDay(consent.until()),
                consent.recipients().stream()
                        .map(agency -> names.getOrDefault(agency, ""))
                        .collect(Collectors.joining("、")),
                String.join("、", CategoryWords.of(consent.categories())),
                consent.purpose(),
                giver(consent)
                        + (extra.power().isEmpty() ? "" : "　代理権: " + extra.power())
                        + (extra.assent().isEmpty() ? "" : "　本人の気持ち: " + extra.assent())
                        + (extra.decisionSupport().isEmpty() ? "" : "　決めるための手助け: " + extra.decisionSupport()),
                method(consent.method()) + "　" + consent.explainedHow()
                        + (extra.explainedWith().isEmpty() ? "" : "（" + extra.explainedWith() + "）"),
                consent.excludedNote(),
                withdrawn == null
                        ? ""
                        : Wareki.compact(day(withdrawn)) + "　"
                                + (consent.withdrawalReason() == null ? "" : consent.withdrawalReason()),
                living && own,
                own && toRenew.contains(consent.id()),
                own ? "" : names.getOrDefault(consent.owner(), ""));
    }

    private static String giver(Consents.Consent consent) {
        String who = switch (consent.giver()) {
            case SELF -> "本人";
            case GUARDIAN_OF_ADULT -> "成年後見人";
            case CURATOR_WITH_POWER -> "保佐人";
            case ASSISTANT_WITH_POWER -> "補助人";
            case PARENT_OF_MINOR -> "親権者・未成年後見人";
        };
        return who + (consent.giverName().isEmpty() ? "" : " " + consent.giverName());
    }

    private static String method(Consents.Method method) {
        return switch (method) {
            case WRITTEN -> "書面";
            case SPOKEN -> "口頭";
            case ELECTRONIC -> "電磁的方法";
        };
    }

    private static ConsentPages.Preview preview(HouseholdConsents.Sight sight, Map<AgencyId, String> names) {
        return new ConsentPages.Preview(
                names.getOrDefault(sight.agency(), ""),
                sight.members().stream()
                        .map(member -> new ConsentPages.Shown(
                                member.name().full(),
                                member.name().kana(),
                                member.tie(),
                                member.ageLabel(),
                                sight.contacts().stream()
                                        .filter(contact -> contact.person().equals(member.person()))
                                        .map(contact -> contact.kind().label() + "　" + contact.value())
                                        .toList()))
                        .toList(),
                sight.safe().stream().map(safe -> safe.safe().line()).toList());
    }

    /**
     * Empty but for the dates, or proposed: the same once more after the consent {@code again}, or the recipients and kinds
     * of content that the page needs from which the writer comes.
     */
    @GetMapping("/households/{id}/consents/new")
    Screen form(
            Viewer.Staff viewer,
            @PathVariable UUID id,
            @RequestParam UUID person,
            @RequestParam(required = false) @Nullable UUID again,
            @RequestParam(required = false, defaultValue = "") List<String> to,
            @RequestParam(required = false, defaultValue = "") List<String> category) {
        HouseholdId household = new HouseholdId(id);
        Map<String, List<String>> proposed = db.transact(viewer, () -> {
            Map<String, List<String>> values = new HashMap<>();
            values.put("recipients", to);
            values.put("categories", category);
            if (again != null) {
                values.putAll(same(taken.find(viewer, household, again)));
            }
            LocalDate today = db.today(viewer);
            values.put("until", List.of(Wareki.compact(clocks.due("consent.default", today))));
            values.put("givenOn", List.of(Wareki.compact(today)));
            return values;
        });
        return screen(viewer, household, new PersonId(person), forms.open(viewer, proposed));
    }

    private static Map<String, List<String>> same(Consents.Consent before) {
        return Map.of(
                "recipients",
                before.recipients().stream()
                        .map(agency -> String.valueOf(agency.value()))
                        .toList(),
                "categories",
                before.categories().stream().map(Category::name).toList(),
                "purpose",
                List.of(before.purpose()),
                "excludedNote",
                List.of(before.excludedNote()));
    }

    /** 更新しない. */
    @PostMapping("/households/{id}/consents/{consent}/lapse")
    Object lapse(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID consent, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> list(viewer, id, again),
                in -> Outcome.of(
                        taken.letEnd(viewer, new HouseholdId(id), consent),
                        "next",
                        "更新しないことにしました。期限の日まで見えて、そのあと見えなくなります。",
                        done -> "/households/" + id + "/consents"));
    }

    /** Carried out in two steps: the first shows what will be seen by whom, the second records it. */
    @PostMapping("/households/{id}/consents")
    Object take(Viewer.Staff viewer, @PathVariable UUID id, @RequestParam UUID person, Submission form) {
        HouseholdId household = new HouseholdId(id);
        PersonId who = new PersonId(person);
        AtomicReference<HouseholdConsents.Taken> asked = new AtomicReference<>();
        return forms.submit(
                viewer,
                form,
                again -> again.hasErrors() || again.value("step").equals("edit")
                        ? screen(viewer, household, who, again)
                        : confirmation(viewer, household, who, again, form, Objects.requireNonNull(asked.get())),
                in -> {
                    households.member(viewer, household, who);
                    HouseholdConsents.Taken read = read(viewer, household, who, in);
                    asked.set(read);
                    if (in.hasErrors() && !form.raw("step").equals("edit")) {
                        return in.invalid();
                    }
                    if (form.raw("step").equals("edit")) {
                        return new Outcome.Invalid(Map.of());
                    }
                    if (form.raw("step").equals("save")) {
                        return switch (taken.take(viewer, read)) {
                            case Decision.Allowed<UUID> done ->
                                new Outcome.Done("/households/" + id + "/consents", "同意を記録しました。選んだ機関から、いま見えるようになりました。");
                            case Decision.Refused<UUID>(Reason reason) -> new Outcome.Refused(field(reason), reason);
                        };
                    }
                    return switch (taken.check(viewer, read)) {
                        case Decision.Allowed<Consents.Giver> allowed -> new Outcome.Invalid(Map.of());
                        case Decision.Refused<Consents.Giver>(Reason reason) ->
                            new Outcome.Refused(field(reason), reason);
                    };
                });
    }

    private static String field(Reason reason) {
        return switch (reason.key()) {
            case "register.refused.consent.given-future" -> "givenOn";
            case "register.refused.consent.until-past" -> "until";
            case "register.refused.consent.barred" -> "recipients";
            default -> ConsentRules.fieldOf(reason);
        };
    }

    private HouseholdConsents.Taken read(Viewer.Staff viewer, HouseholdId household, PersonId person, Reading in) {
        LocalDate today = db.today(viewer);
        ConsentRules.Speaker speaker =
                in.requiredChoice("speaker", "同意した人", ConsentRules.Speaker.class, ConsentRules.Speaker.SELF);
        boolean parent = speaker == ConsentRules.Speaker.PARENT;
        boolean limited = speaker == ConsentRules.Speaker.CURATOR || speaker == ConsentRules.Speaker.ASSISTANT;
        Set<String> offered = agencies.forCases(viewer).stream()
                .filter(agency -> !agency.id().equals(viewer.agency()))
                .map(agency -> String.valueOf(agency.id().value()))
                .collect(Collectors.toSet());
        List<AgencyId> recipients = in.codes("recipients", offered).stream()
                .map(code -> new AgencyId(Integer.parseInt(code)))
                .toList();
        if (recipients.isEmpty()) {
            in.error("recipients", "見せる機関を1つは選んでください。");
        }
        Set<Category> categories = new LinkedHashSet<>();
        in.codes(
                        "categories",
                        CategoryWords.CHOICES.stream().map(Category::name).collect(Collectors.toSet()))
                .forEach(code -> categories.add(Category.valueOf(code)));
        String speakerName = in.line("speakerName", 120);
        String power = in.line("power", 300);
        String assent = in.block("assent", 1000);
        String why = in.block("whyNotSelf", 500);
        return new HouseholdConsents.Taken(
                household,
                person,
                speaker,
                speaker == ConsentRules.Speaker.SELF ? "" : speakerName,
                limited ? power : "",
                in.checked("powerCovers"),
                parent ? assent : "",
                parent ? why : "",
                in.block("decisionSupport", 1000),
                in.checked("accused"),
                in.requiredChoice("method", "いただき方", Consents.Method.class, Consents.Method.SPOKEN),
                in.requiredLine("explainedHow", "説明のしかた", 300),
                in.line("explainedWith", 200),
                in.requiredLine("purpose", "目的", 300),
                recipients,
                categories,
                in.line("excludedNote", 300),
                in.requiredDate("givenOn", "いただいた日", today),
                in.requiredDate("until", "期限", today.plusDays(1)));
    }

    private Screen screen(Viewer.Staff viewer, HouseholdId household, PersonId person, FormView form) {
        return db.transact(viewer, () -> {
            Member member = households.member(viewer, household, person);
            audit.read(viewer, "consent.form", List.of(household, person));
            return Screen.form(
                            "register/consent/form",
                            "同意を記録する",
                            new ConsentPages.Take(
                                    household.value(),
                                    person.value(),
                                    member.name().full(),
                                    member.ageLabel(),
                                    Arrays.stream(ConsentRules.Speaker.values())
                                            .map(s -> Option.of(s.name(), s.label()))
                                            .toList(),
                                    Arrays.stream(Consents.Method.values())
                                            .map(m -> Option.of(m.name(), method(m)))
                                            .toList(),
                                    agencies.forCases(viewer).stream()
                                            .filter(agency -> !agency.id().equals(viewer.agency()))
                                            .map(agency -> Option.of(
                                                    String.valueOf(agency.id().value()), agency.name()))
                                            .toList(),
                                    CategoryWords.CHOICES.stream()
                                            .map(c -> Option.of(c.name(), CategoryWords.of(c)))
                                            .toList(),
                                    form),
                            form)
                    .with(strips.of(viewer, household, "consents"));
        });
    }

    private Screen confirmation(
            Viewer.Staff viewer,
            HouseholdId household,
            PersonId person,
            FormView form,
            Submission sent,
            HouseholdConsents.Taken asked) {
        List<HouseholdConsents.Sight> sights = taken.preview(viewer, asked);
        return db.transact(viewer, () -> {
            Map<AgencyId, String> names = names(viewer);
            Member member = households.member(viewer, household, person);
            List<Member> others = households.members(viewer, household).stream()
                    .filter(m -> !m.person().equals(person))
                    .toList();
            Set<Category> seen = EnumSet.of(Category.IDENTITY);
            sent.all("categories").forEach(code -> seen.add(Category.valueOf(code)));
            Set<Category> unseen = EnumSet.complementOf(EnumSet.copyOf(seen));
            Set<String> chosen = Set.copyOf(sent.all("recipients"));
            audit.read(viewer, "consent.confirmation", List.of(household, person));
            return Screen.form(
                            "register/consent/confirm",
                            "記録する前に",
                            new ConsentPages.Confirm(
                                    household.value(),
                                    person.value(),
                                    member.name().full(),
                                    agencies.list(viewer).stream()
                                            .filter(agency -> chosen.contains(
                                                    String.valueOf(agency.id().value())))
                                            .map(agency -> new ConsentPages.Opening(agency.name(), agency.does()))
                                            .toList(),
                                    Wareki.compact(db.today(viewer)),
                                    Wareki.parseDate(sent.raw("until"))
                                            .map(Wareki::compact)
                                            .orElseThrow(),
                                    CategoryWords.of(seen),
                                    CategoryWords.of(unseen),
                                    others.stream().map(m -> m.name().called()).collect(Collectors.joining("、")),
                                    sent.raw("excludedNote"),
                                    sights.stream()
                                            .map(sight -> preview(sight, names))
                                            .toList(),
                                    form),
                            form)
                    .with(strips.of(viewer, household, "consents"));
        });
    }

    @GetMapping("/households/{id}/consents/{consent}/withdrawal")
    Screen withdrawal(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID consent) {
        return withdrawalScreen(viewer, new HouseholdId(id), consent, forms.open(viewer));
    }

    @PostMapping("/households/{id}/consents/{consent}/withdrawal")
    Object withdraw(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID consent, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> withdrawalScreen(viewer, household, consent, again), in -> {
            String reason = in.requiredLine("reason", "わけ", 300);
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(
                    taken.withdraw(viewer, household, consent, reason),
                    "reason",
                    "撤回を記録しました。この同意で見えていた機関からは、もう見えません。",
                    done -> "/households/" + id + "/consents");
        });
    }

    private Screen withdrawalScreen(Viewer.Staff viewer, HouseholdId household, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Consents.Consent consent = taken.find(viewer, household, id);
            if (!consent.owner().equals(viewer.agency())) {
                throw new NotVisible();
            }
            Member member = households.member(viewer, household, consent.person());
            HouseholdConsents.Effect effect = taken.effect(viewer, household, consent);
            Map<AgencyId, String> names = names(viewer);
            audit.read(viewer, "consent.withdrawal-form", List.of(household, consent.person()));
            return Screen.form(
                            "register/consent/withdraw",
                            "同意の撤回",
                            new ConsentPages.Withdraw(
                                    household.value(),
                                    id,
                                    member.name().full(),
                                    effect.losing().isEmpty()
                                            ? "この同意だけで見ている機関は、いまありません。自機関の記録は残ります。"
                                            : "この同意で見えていた" + effect.losing().size() + "機関から、いますぐ見えなくなります。自機関の記録は残ります。",
                                    effect.losing().stream()
                                            .map(agency -> names.getOrDefault(agency, ""))
                                            .sorted()
                                            .toList(),
                                    effect.keeping().isEmpty()
                                            ? null
                                            : effect.keeping().stream()
                                                    .map(agency -> names.getOrDefault(agency, ""))
                                                    .sorted()
                                                    .collect(Collectors.joining("、")),
                                    form),
                            form)
                    .with(strips.of(viewer, household, "consents"));
        });
    }

    private Map<AgencyId, String> names(Viewer.Staff viewer) {
        Map<AgencyId, String> names = new LinkedHashMap<>();
        agencies.list(viewer).forEach(agency -> names.put(agency.id(), agency.name()));
        return names;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, TOWN);
    }
}
