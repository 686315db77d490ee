package kasane.privacy.disposal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.SignedIn;
import kasane.audit.Anchor;
import kasane.audit.DailyRoot;
import kasane.documents.FileName;
import kasane.documents.Sheets;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.settings.Town;
import kasane.shared.Decision;
import kasane.shared.FiscalYear;
import kasane.shared.HouseholdId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.MatterPage;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 保存と廃棄: what may go, its approval, carrying it out, and what holds it. */
@Controller
class DisposalController {

    private static final String PATH = "/disposals";

    private final Disposals disposals;
    private final Codes codes;
    private final Town town;
    private final Sheets sheets;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    DisposalController(Disposals disposals, Codes codes, Town town, Sheets sheets, Forms forms, Db db, Clock clock) {
        this.disposals = disposals;
        this.codes = codes;
        this.town = town;
        this.sheets = sheets;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping(PATH)
    Screen list(Viewer.Staff viewer) {
        return list(viewer, forms.button());
    }

    private Screen list(Viewer.Staff viewer, FormView form) {
        return db.transact(viewer, () -> {
            boolean keeper = viewer.has(Duty.MANAGER);
            List<Disposals.Disposal> latest = disposals.latest(viewer, Disposals.MOST);
            return Screen.form(
                    "privacy/disposal/list",
                    "保存と廃棄",
                    new DisposalPages.Listing(
                            form,
                            keeper,
                            viewer.has(Duty.PRIVACY_OFFICER),
                            keeper
                                    ? disposals.disposable(viewer, Disposals.MOST).stream()
                                            .map(unit -> row(viewer, unit))
                                            .toList()
                                    : List.of(),
                            latest.stream().map(this::row).toList(),
                            keeper
                                    ? disposals.holds(viewer).stream()
                                            .map(hold -> row(viewer, hold))
                                            .toList()
                                    : List.of()),
                    form);
        });
    }

    private DisposalPages.UnitRow row(Viewer.Staff viewer, Disposals.Unit unit) {
        return new DisposalPages.UnitRow(
                unit.household().value().toString(),
                unit.title(),
                "/households/" + unit.household().value(),
                kind(unit.kind(), db.today(viewer)),
                Wareki.compact(unit.last()),
                Wareki.compact(unit.due()),
                unit.keptFor().isEmpty() ? "" : Texts.text("privacy.disposal-kept." + unit.keptFor()));
    }

    private String kind(String code, LocalDate on) {
        return codes.label("retention-class", code, codes.edition("retention-class", on));
    }

    private DisposalPages.Row row(Disposals.Disposal disposal) {
        return new DisposalPages.Row(
                Disposals.path(disposal.id()),
                number(disposal),
                disposal.agencyName(),
                Integer.toString(disposal.units()),
                When.of(disposal.proposedAt(), clock.getZone()),
                tone(disposal.state()),
                state(disposal.state()));
    }

    private DisposalPages.HoldRow row(Viewer.Staff viewer, Disposals.Hold hold) {
        return new DisposalPages.HoldRow(
                hold.title(),
                "/households/" + hold.household().value(),
                hold.reason(),
                hold.staff() + "　" + When.of(hold.at(), clock.getZone()),
                hold.askedBy() == null ? "" : "外すことを頼んだ人　" + hold.asker(),
                "/holds/" + hold.id() + "/lifting",
                viewer.staff().equals(hold.askedBy()));
    }

    private static String number(Disposals.Disposal disposal) {
        return "第" + disposal.no() + "号";
    }

    private static String state(DisposalFlow.State state) {
        return Texts.text("privacy.disposal-state." + state);
    }

    private static Tone tone(DisposalFlow.State state) {
        return switch (state) {
            case PROPOSED -> Tone.WAITING;
            case APPROVED -> Tone.CAUTION;
            case RETURNED -> Tone.ENDED;
            case DONE -> Tone.DONE;
        };
    }

    @PostMapping(PATH)
    Object propose(Viewer.Staff viewer, Submission form) {
        viewer.require(Duty.MANAGER);
        return forms.submit(viewer, form, again -> list(viewer, again), in -> {
            List<String> offered = disposals.disposable(viewer, Disposals.MOST).stream()
                    .filter(unit -> unit.keptFor().isEmpty())
                    .map(unit -> unit.household().value().toString())
                    .toList();
            List<HouseholdId> units = in.codes("units", java.util.Set.copyOf(offered)).stream()
                    .map(id -> new HouseholdId(UUID.fromString(id)))
                    .toList();
            if (units.isEmpty()) {
                in.error("units", "廃棄を申し出る記録を、1つは選んでください。");
                return in.invalid();
            }
            return Outcome.of(disposals.propose(viewer, units), "units", "申し出ました。個人情報保護の担当が確かめます。", Disposals::path);
        });
    }

    // ---- one disposal

    @GetMapping(PATH + "/{id}")
    Screen page(Viewer.Staff viewer, @PathVariable UUID id) {
        return page(viewer, id, forms.button());
    }

    private Screen page(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            Disposals.Opened opened = disposals.find(viewer, id);
            Disposals.Disposal disposal = opened.disposal();
            List<MatterPage.Fact> facts = new ArrayList<>();
            facts.add(new MatterPage.Fact("世帯の数", disposal.units() + "世帯"));
            lines(opened, db.today(viewer))
                    .forEach(line -> facts.add(new MatterPage.Fact(
                            line.kind(), line.year() + "　" + line.units() + "　" + line.due() + "に保存年数がすぎた")));
            if (disposal.records() != null) {
                facts.add(new MatterPage.Fact("廃棄した記録", disposal.records() + "件"));
                facts.add(new MatterPage.Fact("バックアップ", backups(disposal)));
            }
            return new MatterPage(
                            form,
                            "廃棄　" + number(disposal),
                            lead(disposal.state()),
                            tone(disposal.state()),
                            state(disposal.state()),
                            "",
                            "",
                            false,
                            "廃棄するもの",
                            facts,
                            actions(viewer, opened),
                            "申し出た人",
                            List.of(
                                    new MatterPage.Fact("機関", disposal.agencyName()),
                                    new MatterPage.Fact("担当者", disposal.proposer()),
                                    new MatterPage.Fact("申し出た日時", When.of(disposal.proposedAt(), clock.getZone()))),
                            steps(disposal),
                            disposal.doneAt() == null
                                    ? List.of()
                                    : List.of(new MatterPage.Action(
                                            "廃棄証明を印刷", Disposals.path(id) + "/certificate.pdf", false, false)))
                    .screen();
        });
    }

    private static String lead(DisposalFlow.State state) {
        return switch (state) {
            case PROPOSED -> "申し出た人とは別の、個人情報保護の担当が承認します。だれの記録かは、ここには出ません。";
            case APPROVED -> "廃棄すると、もとに戻せません。記録、添付、下書きのすべてがなくなります。";
            case RETURNED, DONE -> "";
        };
    }

    private List<MatterPage.Action> actions(Viewer.Staff viewer, Disposals.Opened opened) {
        String at = Disposals.path(opened.disposal().id());
        List<MatterPage.Action> actions = new ArrayList<>();
        if (opened.mayTake(viewer, DisposalFlow.Step.APPROVE)) {
            actions.add(new MatterPage.Action("承認する", at + "/approval", true, true));
            actions.add(new MatterPage.Action("差し戻す", at + "/return/new", false, false));
        }
        if (opened.mayTake(viewer, DisposalFlow.Step.DISPOSE)) {
            actions.add(new MatterPage.Action("廃棄へ進む", at + "/execution/new", false, true));
        }
        return actions;
    }

    private List<MatterPage.Step> steps(Disposals.Disposal disposal) {
        List<MatterPage.Step> steps = new ArrayList<>();
        if (disposal.doneAt() != null) {
            steps.add(step(disposal.doneAt(), DisposalFlow.Step.DISPOSE, disposal.doer(), ""));
        }
        if (disposal.decidedAt() != null) {
            steps.add(step(
                    disposal.decidedAt(),
                    Boolean.TRUE.equals(disposal.approved()) ? DisposalFlow.Step.APPROVE : DisposalFlow.Step.RETURN,
                    disposal.decider(),
                    disposal.words()));
        }
        return steps;
    }

    private MatterPage.Step step(Instant at, DisposalFlow.Step step, String who, String words) {
        return new MatterPage.Step(
                When.of(at, clock.getZone()), Texts.text("privacy.disposal-step." + step), who, words);
    }

    private List<DisposalSheet.Line> lines(Disposals.Opened opened, LocalDate today) {
        Map<String, List<Disposals.Gone>> grouped = opened.units().stream()
                .collect(Collectors.groupingBy(
                        gone -> gone.kind() + " " + FiscalYear.of(gone.last()).year() + " " + gone.due(),
                        TreeMap::new,
                        Collectors.toList()));
        return grouped.values().stream()
                .sorted(Comparator.comparing(all -> all.getFirst().due()))
                .map(all -> new DisposalSheet.Line(
                        kind(all.getFirst().kind(), today),
                        FiscalYear.of(all.getFirst().last()).label(),
                        Wareki.compact(all.getFirst().due()),
                        all.size() + "世帯",
                        records(all)))
                .toList();
    }

    private static String records(List<Disposals.Gone> all) {
        return all.stream().anyMatch(gone -> gone.records() == null)
                ? ""
                : all.stream()
                                .mapToInt(gone -> java.util.Objects.requireNonNull(gone.records()))
                                .sum()
                        + "件";
    }

    private static String backups(Disposals.Disposal disposal) {
        LocalDate end = disposal.backupsEnd();
        return end == null ? "" : "この日までにとったバックアップは、" + Wareki.format(end) + "までに消えます（設定の「バックアップを残す日数」による）。";
    }

    @PostMapping(PATH + "/{id}/approval")
    Object approve(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again),
                in -> outcome(disposals.decide(viewer, id, true, ""), "next", "承認しました。", id));
    }

    private static Outcome outcome(Decision<UUID> decision, String field, String sentence, UUID id) {
        return Outcome.of(decision, field, sentence, done -> Disposals.path(id));
    }

    @GetMapping(PATH + "/{id}/return/new")
    Screen returning(Viewer.Staff viewer, @PathVariable UUID id) {
        return returning(viewer, id, forms.open(viewer));
    }

    private Screen returning(Viewer.Staff viewer, UUID id, FormView form) {
        if (!disposals.find(viewer, id).mayTake(viewer, DisposalFlow.Step.RETURN)) {
            throw new NotVisible();
        }
        return new FormPage(
                        "廃棄の申し出を差し戻す",
                        "",
                        Disposals.path(id) + "/return",
                        "差し戻す",
                        Disposals.path(id),
                        List.of(FormField.block("words", "差し戻すわけ").must()),
                        form)
                .screen();
    }

    @PostMapping(PATH + "/{id}/return")
    Object sendBack(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> returning(viewer, id, again), in -> {
            viewer.require(Duty.PRIVACY_OFFICER);
            disposals.find(viewer, id);
            String words = in.requiredBlock("words", "差し戻すわけ", 1000);
            return in.hasErrors()
                    ? in.invalid()
                    : outcome(disposals.decide(viewer, id, false, words), "words", "差し戻しました。", id);
        });
    }

    @GetMapping(PATH + "/{id}/execution/new")
    Screen executing(Viewer.Staff viewer, @PathVariable UUID id) {
        return executing(viewer, id, forms.open(viewer));
    }

    private Screen executing(Viewer.Staff viewer, UUID id, FormView form) {
        Disposals.Opened opened = disposals.find(viewer, id);
        if (!opened.mayTake(viewer, DisposalFlow.Step.DISPOSE)) {
            throw new NotVisible();
        }
        return new FormPage(
                        "廃棄する",
                        opened.disposal().units() + "世帯の記録、添付、下書きを、もとに戻せない形で消します。だれが何を見たかの記録と、だれのことか分からない数だけが残ります。",
                        Disposals.path(id) + "/execution",
                        "廃棄する",
                        Disposals.path(id),
                        List.of(FormField.brief("units", "世帯の数").must().hint("確かめのため、廃棄する世帯の数を入れてください。")),
                        form)
                .screen();
    }

    @PostMapping(PATH + "/{id}/execution")
    Object execute(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> executing(viewer, id, again), in -> {
            viewer.require(Duty.MANAGER);
            disposals.find(viewer, id);
            Integer units = in.number("units", 1, 1_000_000);
            if (units == null && !in.hasErrors()) {
                in.error("units", "廃棄する世帯の数を入れてください。");
            }
            return in.hasErrors() || units == null
                    ? in.invalid()
                    : outcome(disposals.dispose(viewer, id, units), "units", "廃棄しました。廃棄証明を印刷できます。", id);
        });
    }

    @GetMapping(PATH + "/{id}/certificate.pdf")
    ResponseEntity<byte[]> certificate(SignedIn me, @PathVariable UUID id) {
        Disposals.Opened opened = disposals.certificate(me.viewer(), id);
        Disposals.Disposal disposal = opened.disposal();
        DisposalSheet sheet = new DisposalSheet(
                town.name(),
                number(disposal),
                disposal.agencyName(),
                disposal.units() + "世帯",
                disposal.records() + "件",
                disposal.proposer() + "　" + When.of(disposal.proposedAt(), clock.getZone()),
                disposal.decider() + "　" + at(disposal.decidedAt()),
                disposal.doer() + "　" + at(disposal.doneAt()),
                backups(disposal),
                new DailyRoot(db).today().map(Anchor::line).orElse(""),
                lines(opened, LocalDate.now(clock)));
        return sheets.pdf(
                        "privacy/disposal/sheet",
                        sheet.frame(me.foot(ZonedDateTime.now(clock)) + " 印刷"),
                        sheet,
                        new FileName("haiki-shoumei", LocalDate.now(clock), null))
                .answer();
    }

    private String at(@Nullable Instant moment) {
        return moment == null ? "" : When.of(moment, clock.getZone());
    }

    // ---- 廃棄停止

    @GetMapping("/households/{id}/hold/new")
    Screen holding(Viewer.Staff viewer, @PathVariable UUID id) {
        return holding(viewer, new HouseholdId(id), forms.open(viewer));
    }

    private Screen holding(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(
                viewer,
                () -> new FormPage(
                                "廃棄停止（" + disposals.requireOwn(viewer, household) + "）",
                                "保存年数がすぎても、この世帯の記録は廃棄されません。外すときは、2人で外します。",
                                "/households/" + household.value() + "/hold",
                                "廃棄を止める",
                                PATH,
                                List.of(FormField.block("reason", "止めるわけ")
                                        .must()
                                        .hint("例：訴訟や審査請求が続いている。監査の対象。")),
                                form)
                        .screen());
    }

    @PostMapping("/households/{id}/hold")
    Object hold(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> holding(viewer, household, again), in -> {
            disposals.requireOwn(viewer, household);
            String reason = in.requiredBlock("reason", "止めるわけ", 500);
            if (in.hasErrors()) {
                return in.invalid();
            }
            disposals.hold(viewer, household, reason);
            return new Outcome.Done(PATH, "廃棄を止めました。");
        });
    }

    @PostMapping("/holds/{id}/lifting")
    Object lift(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> list(viewer, again),
                in -> Outcome.of(disposals.lift(viewer, id), "units", "記録しました。2人目が確かめると、廃棄停止が外れます。", done -> PATH));
    }
}
