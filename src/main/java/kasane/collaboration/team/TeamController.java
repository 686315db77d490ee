package kasane.collaboration.team;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.casework.Cases;
import kasane.casework.Coverage;
import kasane.collaboration.Teams;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 支援チームへの参加と離脱. */
@Controller
class TeamController {

    private static final String TAB = "case";

    private final Teams teams;
    private final Cases cases;
    private final Households households;
    private final Agencies agencies;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;

    TeamController(
            Teams teams,
            Cases cases,
            Households households,
            Agencies agencies,
            Strips strips,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit) {
        this.teams = teams;
        this.cases = cases;
        this.households = households;
        this.agencies = agencies;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
    }

    private Map<String, List<String>> today(Viewer.Staff viewer) {
        return Map.of("on", List.of(db.transact(viewer, () -> Wareki.compact(db.today(viewer)))));
    }

    private List<Option> reasons(Viewer.Staff viewer, String list) {
        return db.transact(
                viewer,
                () -> codes.list(list, db.today(viewer)).stream()
                        .map(code -> Option.of(code.code(), code.label()))
                        .toList());
    }

    /** Whom the consents cover and who is not in the team, each with whose consent names it. */
    private List<Option> candidates(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Cases.Standing standing = cases.own(viewer, id);
            Set<PersonId> persons = cases.persons(viewer, id);
            Coverage coverage = cases.coverage(viewer, standing.file().household());
            Set<AgencyId> inside = cases.team(viewer, id).stream()
                    .filter(member -> member.leftOn() == null)
                    .map(Cases.TeamMember::agency)
                    .collect(Collectors.toSet());
            return agencies.list(viewer).stream()
                    .filter(agency -> !inside.contains(agency.id()) && coverage.coversAny(agency.id(), persons))
                    .map(agency -> new Option(
                            agency.id().value().toString(),
                            agency.name(),
                            coverage.coversAll(agency.id(), persons)
                                    ? "対象者全員の同意があります"
                                    : called(viewer, standing, coverage.missing(agency.id(), persons))
                                            + "の同意はまだです。同意のある人のことだけが見えます"))
                    .toList();
        });
    }

    private String called(Viewer.Staff viewer, Cases.Standing standing, Set<PersonId> persons) {
        return households.members(viewer, standing.file().household()).stream()
                .filter(member -> persons.contains(member.person()))
                .map(member -> member.name().called())
                .collect(Collectors.joining("、"));
    }

    @GetMapping("/cases/{id}/team/new")
    Screen joining(Viewer.Staff viewer, @PathVariable UUID id) {
        return joining(viewer, id, forms.open(viewer, today(viewer)));
    }

    private Screen joining(Viewer.Staff viewer, UUID id, FormView form) {
        List<Option> candidates = candidates(viewer, id);
        return screen(
                viewer,
                id,
                form,
                "チームに機関を加える",
                candidates.isEmpty()
                        ? "同意の宛先に入っている機関は、みなチームに入っています。ほかの機関を加えるときは、先にその機関を宛先にした同意をいただいてもらいます。"
                        : "選べるのは、同意の宛先に入っている機関です。",
                "team",
                "加える",
                List.of(
                        FormField.radios("agency", "機関", candidates).must(),
                        FormField.radios("reason", "加わるわけ", reasons(viewer, "team-join"))
                                .must(),
                        FormField.date("on", "参加した日").must().hint("最初の支援決定より前か後かも、この日で分かります。例：R8.6.3")));
    }

    @PostMapping("/cases/{id}/team")
    Object join(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> joining(viewer, id, again), in -> {
            String agency = in.code("agency", Option.values(candidates(viewer, id)));
            if (agency.isEmpty()) {
                in.error("agency", "加える機関を選んでください。");
            }
            String reason = in.code("reason", Option.values(reasons(viewer, "team-join")));
            if (reason.isEmpty()) {
                in.error("reason", "加わるわけを選んでください。");
            }
            LocalDate on = in.requiredDate("on", "参加した日", db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> joined = teams.join(viewer, id, new AgencyId(Integer.valueOf(agency)), on, reason);
            return Outcome.of(
                    joined,
                    joined instanceof Decision.Refused<UUID>(Reason why)
                                    && why.key().equals("casework.refused.joined-when")
                            ? "on"
                            : "agency",
                    "チームに加えました。",
                    done -> "/cases/" + id);
        });
    }

    @GetMapping("/cases/{id}/team/{agency}/leaving")
    Screen leaving(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable int agency) {
        return leaving(viewer, id, new AgencyId(agency), forms.open(viewer, today(viewer)));
    }

    private Screen leaving(Viewer.Staff viewer, UUID id, AgencyId agency, FormView form) {
        return db.transact(viewer, () -> {
            Cases.TeamMember member = teams.member(viewer, id, agency);
            int lines = teams.lines(viewer, id, agency).size();
            return screen(
                    viewer,
                    id,
                    form,
                    "チームを離れる：" + member.name(),
                    "会議で決めたしごとは、こちらにもどります。情報収集の依頼は、取り下げになります。"
                            + (lines == 0 ? "" : "いまのプランで担当している支援内容が" + lines + "件あります。だれが引き継ぐかは、プランを見直して決めます。")
                            + "この機関に見えていたものは、同意の期限まで、または撤回まで見えます。",
                    "team/" + agency.value() + "/leaving",
                    "離れたことを記録する",
                    List.of(
                            FormField.radios("reason", "離れるわけ", reasons(viewer, "team-leave"))
                                    .must(),
                            FormField.date("on", "離れた日").must()));
        });
    }

    @PostMapping("/cases/{id}/team/{agency}/leaving")
    Object leave(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable int agency, Submission form) {
        AgencyId leaver = new AgencyId(agency);
        return forms.submit(viewer, form, again -> leaving(viewer, id, leaver, again), in -> {
            teams.member(viewer, id, leaver);
            String reason = in.code("reason", Option.values(reasons(viewer, "team-leave")));
            if (reason.isEmpty()) {
                in.error("reason", "離れるわけを選んでください。");
            }
            LocalDate on = in.requiredDate("on", "離れた日", db.today(viewer));
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            teams.leave(viewer, id, leaver, on, reason), "on", "離れたことを記録しました。", done -> "/cases/" + id);
        });
    }

    private Screen screen(
            Viewer.Staff viewer,
            UUID id,
            FormView form,
            String title,
            String lead,
            String resource,
            String verb,
            List<FormField> fields) {
        return db.transact(viewer, () -> {
            var household = cases.own(viewer, id).file().household();
            audit.read(viewer, "case.step-form", List.of(household), Detail.NONE.item(id));
            Screen screen = new FormPage(
                            title, lead, "/cases/" + id + "/" + resource, verb, "/cases/" + id, fields, form)
                    .screen();
            return strips.find(viewer, household, TAB).map(screen::with).orElse(screen);
        });
    }
}
