package kasane.home.household;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kasane.audit.AuditTrail;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.home.genogram.Drawing;
import kasane.home.genogram.Ecomap;
import kasane.home.genogram.Genogram;
import kasane.register.HouseholdLead;
import kasane.register.HouseholdTab;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Relationships;
import kasane.register.Strips;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.Id;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Grants;
import kasane.tasks.Tasks;
import kasane.ui.Frame;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** ひと目: family, helpers, what is next and what happened, for whoever may see the household. */
@Controller
class GlanceController {

    private static final String TAB = "glance";
    private static final String ISSUES = "issue-national";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(" H:mm");

    private final Db db;
    private final Strips strips;
    private final Households households;
    private final Relationships relationships;
    private final Grants grants;
    private final GlanceQuery query;
    private final AuditTrail audit;
    private final Codes codes;
    private final Clock clock;

    GlanceController(
            Db db,
            Strips strips,
            Households households,
            Relationships relationships,
            Grants grants,
            GlanceQuery query,
            AuditTrail audit,
            Codes codes,
            Clock clock) {
        this.db = db;
        this.strips = strips;
        this.households = households;
        this.relationships = relationships;
        this.grants = grants;
        this.query = query;
        this.audit = audit;
        this.codes = codes;
        this.clock = clock;
    }

    @Bean
    static HouseholdTab glanceTab() {
        return new HouseholdTab(10, TAB, "ひと目", id -> "/households/" + id.value());
    }

    @GetMapping("/households/{id}")
    Screen household(Viewer.Staff viewer, @PathVariable UUID id) {
        HouseholdId household = new HouseholdId(id);
        return db.transact(viewer, () -> {
            Frame.CaseStrip strip = strips.leaderless(viewer, household, TAB);
            Shown shown = shown(viewer, household);
            return Screen.of("home/household/household", strip.household(), shown.page())
                    .with(Strips.led(strip, shown.lead()));
        });
    }

    private record Shown(HouseholdPages.Page page, HouseholdLead.@Nullable Led lead) {}

    private Shown shown(Viewer.Staff viewer, HouseholdId household) {
        LocalDate today = db.today(viewer);
        List<Member> members = households.members(viewer, household);
        List<Relationships.Relationship> ties = relationships.of(viewer, household);
        Set<AgencyId> involved = new LinkedHashSet<>();
        members.forEach(member -> involved.add(member.owner()));
        AgencyId owner =
                members.isEmpty() ? viewer.agency() : members.getFirst().owner();
        involved.add(viewer.agency());
        for (Grants.Given grant : grants.of(viewer, household)) {
            if (grant.ended() == null && grant.until().isAfter(db.now(viewer)) && grant.item() == null) {
                involved.add(grant.agency());
            }
        }
        List<GlanceQuery.Around> around = query.around(viewer, household, involved);
        List<GlanceQuery.Event> events = query.timeline(viewer, household);
        List<Id> shown = new ArrayList<>(List.of(household));
        members.forEach(member -> shown.add(member.person()));
        audit.read(viewer, "household.page", shown);

        Set<Integer> seen = new HashSet<>();
        Set<Integer> leads = new HashSet<>();
        of(around, GlanceQuery.What.LEAD).forEach(lead -> leads.add(lead.id()));
        if (leads.isEmpty()) {
            leads.add(owner.value());
        }
        List<GlanceQuery.Around> agencies = Stream.concat(
                        of(around, GlanceQuery.What.TEAM), of(around, GlanceQuery.What.AGENCY))
                .filter(a -> seen.add(a.id()))
                .sorted(Comparator.comparing(a -> leads.contains(a.id()) ? 0 : 1))
                .toList();
        Drawing drawing = Ecomap.around(
                Genogram.draw(Families.of(members, ties)),
                agencies.stream()
                        .map(a -> new Ecomap.Agency(a.name(), kind(a.kind()), leads.contains(a.id())))
                        .toList());
        HouseholdPages.Page page = new HouseholdPages.Page(
                household.value().toString(),
                drawing,
                members.stream().map(GlanceController::person).toList(),
                of(around, GlanceQuery.What.ISSUE).findFirst().map(this::issues).orElse(List.of()),
                agencies.stream()
                        .map(a -> new HouseholdPages.Involved(a.name(), leads.contains(a.id())))
                        .toList(),
                of(around, GlanceQuery.What.CASE)
                        .findFirst()
                        .map(GlanceQuery.Around::path)
                        .orElse(null),
                of(around, GlanceQuery.What.PLAN)
                        .findFirst()
                        .map(GlanceController::plan)
                        .orElse(null),
                of(around, GlanceQuery.What.WORK)
                        .filter(a -> a.path() != null)
                        .map(a -> next(a, today))
                        .toList(),
                events.stream().map(this::event).toList());
        return new Shown(
                page,
                of(around, GlanceQuery.What.LEAD)
                        .map(lead -> new HouseholdLead.Led(lead.name(), lead.day()))
                        .findFirst()
                        .orElse(null));
    }

    private static Stream<GlanceQuery.Around> of(List<GlanceQuery.Around> around, GlanceQuery.What what) {
        return around.stream().filter(a -> a.what() == what);
    }

    /** The main issue first. */
    private List<HouseholdPages.Issue> issues(GlanceQuery.Around assessment) {
        List<HouseholdPages.Issue> issues = new ArrayList<>();
        issues.add(new HouseholdPages.Issue(codes.label(ISSUES, assessment.name(), assessment.id()), true));
        for (String code : Objects.requireNonNull(assessment.words()).split(" ")) {
            if (!code.equals(assessment.name())) {
                issues.add(new HouseholdPages.Issue(codes.label(ISSUES, code, assessment.id()), false));
            }
        }
        return issues;
    }

    private static HouseholdPages.Plan plan(GlanceQuery.Around plan) {
        return new HouseholdPages.Plan(
                "支援プラン " + plan.words(),
                plan.day() == null
                        ? Texts.find("home.plan." + plan.kind()).orElse("")
                        : Wareki.compact(plan.day()) + " 支援決定",
                Objects.requireNonNull(plan.path()));
    }

    private static String kind(String code) {
        return Texts.find("home.kind." + code).orElse("");
    }

    private static HouseholdPages.Person person(Member member) {
        String state = !member.isCurrent() ? "世帯を離れています" : member.together() ? "" : "別居";
        return new HouseholdPages.Person(
                member.name().full(),
                member.name().kana(),
                member.tie().isEmpty() ? "—" : member.tie(),
                member.ageLabel(),
                state);
    }

    private static HouseholdPages.Next next(GlanceQuery.Around work, LocalDate today) {
        LocalDate due = Objects.requireNonNull(work.day());
        Tone tone = due.isBefore(today) ? Tone.ALERT : due.equals(today) ? Tone.CAUTION : Tone.WAITING;
        return new HouseholdPages.Next(
                due.equals(today) ? "きょう" : Wareki.compact(due),
                tone,
                Tasks.title(Objects.requireNonNull(work.words())),
                work.name(),
                Objects.requireNonNull(work.path()));
    }

    private HouseholdPages.Event event(GlanceQuery.Event event) {
        ZonedDateTime at = event.at().atZone(clock.getZone());
        return new HouseholdPages.Event(
                // Midnight stands for an hour that nobody noted.
                Wareki.compact(at.toLocalDate()) + (at.toLocalTime().equals(LocalTime.MIDNIGHT) ? "" : TIME.format(at)),
                Texts.find("home.event." + event.kind())
                        .or(() -> Texts.find("home.event."
                                + event.kind().substring(0, event.kind().indexOf('.'))))
                        .orElse(""),
                event.agency() + "　" + event.staff(),
                event.summary(),
                event.detail(),
                event.path());
    }
}
