package kasane.collaboration.overview;

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
import kasane.collaboration.CaseExits;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
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

/** 支援チームへの参加と離脱, the end of a case that leaves nothing to hand over, and going on after a 見直し. */
@Controller
class CaseStepController {

    private final CaseController page;
    private final CaseExits exits;
    private final Cases cases;
    private final Agencies agencies;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;

    CaseStepController(
            CaseController page,
            CaseExits exits,
            Cases cases,
            Agencies agencies,
            Strips strips,
            Codes codes,
            Forms forms,
            Db db,
            AuditTrail audit) {
        this.page = page;
        this.exits = exits;
        this.cases = cases;
        this.agencies = agencies;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
    }

    private Map<String, List<String>> today(Viewer.Staff viewer, String field) {
        return Map.of(field, List.of(db.transact(viewer, () -> Wareki.compact(db.today(viewer)))));
    }

    /** Whom the consents cover and who is not in the team. */
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
                            coverage.coversAll(agency.id(), persons) ? "対象者全員の同意があります" : "同意のある人のことだけが見えます"))
                    .toList();
        });
    }

    @GetMapping("/cases/{id}/team/new")
    Screen joining(Viewer.Staff viewer, @PathVariable UUID id) {
        return joining(viewer, id, forms.open(viewer, today(viewer, "on")));
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
                        FormField.date("on", "参加した日").must()));
    }

    @PostMapping("/cases/{id}/team")
    Object join(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> joining(viewer, id, again), in -> {
            String agency = in.code(
                    "agency", candidates(viewer, id).stream().map(Option::value).collect(Collectors.toSet()));
            if (agency.isEmpty()) {
                in.error("agency", "加える機関を選んでください。");
            }
            LocalDate on = in.requiredDate("on", "参加した日", db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            Decision<UUID> joined = cases.join(viewer, id, new AgencyId(Integer.valueOf(agency)), on);
            return Outcome.of(
                    joined,
                    isRefused(joined, "casework.refused.joined-when") ? "on" : "agency",
                    "チームに加えました。",
                    done -> "/cases/" + id);
        });
    }

    private static boolean isRefused(Decision<?> decision, String key) {
        return decision instanceof Decision.Refused<?>(Reason reason)
                && reason.key().equals(key);
    }

    @GetMapping("/cases/{id}/team/{agency}/leaving")
    Screen leaving(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable int agency) {
        return leaving(viewer, id, new AgencyId(agency), forms.open(viewer, today(viewer, "on")));
    }

    private Screen leaving(Viewer.Staff viewer, UUID id, AgencyId agency, FormView form) {
        return db.transact(viewer, () -> {
            cases.own(viewer, id);
            Cases.TeamMember member = cases.team(viewer, id).stream()
                    .filter(m -> m.agency().equals(agency) && m.leftOn() == null)
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            return screen(
                    viewer,
                    id,
                    form,
                    "チームを離れる：" + member.name(),
                    "チームにいた期間として残ります。この機関に見えていたものは、同意の期限まで、または撤回まで見えます。",
                    "team/" + agency.value() + "/leaving",
                    "離れたことを記録する",
                    List.of(FormField.date("on", "離れた日").must()));
        });
    }

    @PostMapping("/cases/{id}/team/{agency}/leaving")
    Object leave(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable int agency, Submission form) {
        AgencyId leaver = new AgencyId(agency);
        return forms.submit(viewer, form, again -> leaving(viewer, id, leaver, again), in -> {
            cases.own(viewer, id);
            LocalDate on = in.requiredDate("on", "離れた日", db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            return Outcome.of(cases.leave(viewer, id, leaver, on), "on", "離れたことを記録しました。", done -> "/cases/" + id);
        });
    }

    private List<Option> reasons(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> codes.list("closing-reason", db.today(viewer)).stream()
                        .map(code -> Option.of(code.code(), code.label()))
                        .toList());
    }

    @GetMapping("/cases/{id}/exit")
    Screen exiting(Viewer.Staff viewer, @PathVariable UUID id) {
        return exiting(viewer, id, forms.open(viewer, today(viewer, "on")));
    }

    private Screen exiting(Viewer.Staff viewer, UUID id, FormView form) {
        cases.own(viewer, id);
        return screen(
                viewer,
                id,
                form,
                "ケースを終える",
                "転出・死亡・連絡がとれないなど、つぎの主担当に引き継ぐことがないときだけ、ここで終えます。引き継ぐときは、評価を書いて会議にかけます。",
                "exit",
                "ケースを終える",
                List.of(
                        FormField.radios("reason", "終わる理由", reasons(viewer)).must(),
                        FormField.date("on", "終わった日").must()));
    }

    @PostMapping("/cases/{id}/exit")
    Object exit(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> exiting(viewer, id, again), in -> {
            cases.own(viewer, id);
            String reason = in.code(
                    "reason", reasons(viewer).stream().map(Option::value).collect(Collectors.toSet()));
            if (reason.isEmpty()) {
                in.error("reason", "終わる理由を選んでください。");
            }
            LocalDate on = in.requiredDate("on", "終わった日", db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            var exited = exits.exit(viewer, id, on, reason);
            return Outcome.of(
                    exited,
                    isRefused(exited, "collaboration.refused.exit-when") ? "on" : "reason",
                    "ケースを終えました。",
                    done -> "/cases/" + id);
        });
    }

    @PostMapping("/cases/{id}/review")
    Object review(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page.page(viewer, id, again),
                in -> Outcome.of(
                        exits.review(viewer, id),
                        "next",
                        "見直しに入りました。もう一度同意をいただいて続けるか、終えるかを決めます。",
                        done -> "/cases/" + id));
    }

    @PostMapping("/cases/{id}/resumption")
    Object resume(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page.page(viewer, id, again),
                in -> Outcome.of(
                        exits.resume(viewer, id), "next", "見直しを終えました。プランを作り直して、会議にかけます。", done -> "/cases/" + id));
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
            return strips.find(viewer, household, CaseController.TAB)
                    .map(screen::with)
                    .orElse(screen);
        });
    }
}
