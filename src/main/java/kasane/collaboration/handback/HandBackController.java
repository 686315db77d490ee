package kasane.collaboration.handback;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.collaboration.CaseDays;
import kasane.collaboration.HandBacks;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.shared.Wareki;
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

/** つなぎもどし: the page of whoever is asked to lead, its answers, and another offer after 対応不可. */
@Controller
class HandBackController {

    static final String TAB = "case";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

    private final HandBacks handBacks;
    private final Households households;
    private final Strips strips;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    HandBackController(HandBacks handBacks, Households households, Strips strips, Forms forms, Db db, Clock clock) {
        this.handBacks = handBacks;
        this.households = households;
        this.strips = strips;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping("/hand-backs/{id}")
    Screen one(Viewer.Staff viewer, @PathVariable UUID id) {
        return one(viewer, id, forms.button());
    }

    private Screen one(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            HandBacks.Opened opened = handBacks.read(viewer, id);
            HandBacks.HandBack h = opened.handBack();
            LocalDate due =
                    current(viewer, opened) && h.isOpen() ? opened.standing().due() : null;
            HandBacks.Answer answer = h.answer();
            LocalDate heldOn = h.heldOn();
            HandBackPages.One page = new HandBackPages.One(
                    form,
                    "/cases/" + h.caseId(),
                    tone(h),
                    state(h),
                    h.toName(),
                    due == null ? "" : Wareki.formatWithWeekday(due),
                    due != null && due.isBefore(db.today(viewer)),
                    h.remaining(),
                    h.wishes(),
                    Wareki.formatWithWeekday(h.followOn()),
                    households.members(viewer, h.household()).stream()
                            .filter(member -> h.persons().contains(member.person()))
                            .map(member -> member.name().called())
                            .collect(Collectors.joining("、")),
                    h.fromName(),
                    h.fromPhone(),
                    h.writer(),
                    moment(h.offeredAt()),
                    heldOn == null ? null : Wareki.format(heldOn) + "の会議",
                    "/conferences/" + h.meeting() + "/items/" + h.conferenceItem(),
                    answer == null ? null : moment(answer.at()) + "　" + h.toName() + "　" + answer.by(),
                    answer == null ? "" : answer.words(),
                    actions(viewer, opened));
            return Screen.form("collaboration/handback/page", "つなぎもどし", page, form)
                    .with(strips.of(viewer, h.household(), TAB));
        });
    }

    /** Whether it is the latest of its case; what came before it is history. */
    private boolean current(Viewer.Staff viewer, HandBacks.Opened opened) {
        return handBacks.ofCase(viewer, opened.handBack().caseId()).stream()
                .findFirst()
                .filter(last -> last.id().equals(opened.handBack().id()))
                .isPresent();
    }

    private static Tone tone(HandBacks.HandBack h) {
        HandBacks.Answer answer = h.answer();
        return h.isOpen() ? Tone.WAITING : answer != null && !answer.accepted() ? Tone.CAUTION : Tone.DONE;
    }

    private static String state(HandBacks.HandBack h) {
        HandBacks.Answer answer = h.answer();
        if (answer == null) {
            return h.agreed() ? "会議で引き受けが確認されました" : "引き受けるかどうかの答えを待っています";
        }
        return answer.accepted() ? "引き受けました" : "対応不可でした";
    }

    private String moment(java.time.Instant at) {
        ZonedDateTime local = ZonedDateTime.ofInstant(at, clock.getZone());
        return Wareki.format(local.toLocalDate()) + " " + TIME.format(local);
    }

    private List<HandBackPages.Action> actions(Viewer.Staff viewer, HandBacks.Opened opened) {
        HandBacks.HandBack h = opened.handBack();
        String ofCase = "/cases/" + h.caseId();
        if (!current(viewer, opened)) {
            return List.of();
        }
        boolean asked = h.to().equals(viewer.agency());
        boolean asks = opened.standing().file().owner().equals(viewer.agency());
        return switch (opened.standing().state()) {
            case HANDING_BACK ->
                asked && h.isOpen()
                        ? List.of(
                                new HandBackPages.Action("引き受ける", "/hand-backs/" + h.id() + "/acceptance", true, true),
                                new HandBackPages.Action(
                                        "対応できない", "/hand-backs/" + h.id() + "/refusal/new", false, false))
                        : List.of();
            case WITHOUT_LEAD ->
                asks
                        ? List.of(
                                new HandBackPages.Action("別の機関に頼む", ofCase + "/hand-backs/new", false, true),
                                new HandBackPages.Action("もう一度会議にかける", ofCase + "/conference-return/new", false, false))
                        : List.of();
            case FOLLOW_UP ->
                asked
                        ? List.of(new HandBackPages.Action("様子を記録する", ofCase + "/follow-ups/new", false, true))
                        : List.of();
            default -> List.of();
        };
    }

    @PostMapping("/hand-backs/{id}/acceptance")
    Object accept(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> one(viewer, id, again),
                in -> Outcome.of(
                        handBacks.accept(viewer, id), "next", "引き受けました。様子を見る日が「きょう」に出ます。", h -> "/hand-backs/" + h));
    }

    @GetMapping("/hand-backs/{id}/refusal/new")
    Screen refusal(Viewer.Staff viewer, @PathVariable UUID id) {
        return refusal(viewer, id, forms.open(viewer));
    }

    private Screen refusal(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            HandBacks.HandBack h = handBacks.asked(viewer, id);
            return new FormPage(
                            "対応できない",
                            h.fromName() + "へ返します。引き受ける機関が決まるまで、いまの支援プランと担当が続きます。",
                            "/hand-backs/" + id + "/refusal",
                            "対応不可として返す",
                            "/hand-backs/" + id,
                            List.of(FormField.block("words", "理由").must().hint("どこならできそうか、何があればできるかも書きます。")),
                            form)
                    .screen()
                    .with(strips.of(viewer, h.household(), TAB));
        });
    }

    @PostMapping("/hand-backs/{id}/refusal")
    Object refuse(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> refusal(viewer, id, again), in -> {
            String words = in.requiredBlock("words", "理由", 2000);
            return in.hasErrors()
                    ? in.invalid()
                    : Outcome.of(
                            handBacks.refuse(viewer, id, words), "words", "対応不可として返しました。", h -> "/hand-backs/" + h);
        });
    }

    @GetMapping("/cases/{id}/hand-backs/new")
    Screen again(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            HandBacks.Ground ground = handBacks.ground(viewer, id);
            LocalDate follow = ground.last().followOn();
            return again(
                    viewer,
                    ground,
                    forms.open(
                            viewer,
                            Map.of(
                                    "remaining", List.of(ground.last().remaining()),
                                    "wishes", List.of(ground.last().wishes()),
                                    "followOn",
                                            List.of(Wareki.compact(
                                                    follow.isAfter(ground.today())
                                                            ? follow
                                                            : handBacks.followOn(viewer))))));
        });
    }

    private Screen again(Viewer.Staff viewer, HandBacks.Ground ground, FormView form) {
        HandBacks.HandBack last = ground.last();
        HandBacks.Answer answer = last.answer();
        UUID id = ground.standing().file().id();
        List<Option> leads = ground.leads().stream()
                .map(member -> new Option(
                        member.agency().value().toString(),
                        member.name(),
                        member.agency().equals(last.to()) ? "前の答えは対応不可でした" : ""))
                .toList();
        return new FormPage(
                        "別の機関に頼む",
                        answer == null ? "" : last.toName() + "の答え：" + answer.words(),
                        "/cases/" + id + "/hand-backs",
                        "もどしを頼む",
                        "/cases/" + id,
                        List.of(
                                FormField.radios("to", "つぎの主担当", leads)
                                        .must()
                                        .hint("支援チームのうち、対象の方みなさんの同意の宛先になっている機関です。"),
                                FormField.block("remaining", "引き継ぐこと"),
                                FormField.block("wishes", "本人の希望"),
                                FormField.date("followOn", "様子を見る日").must()),
                        form)
                .screen()
                .with(strips.of(viewer, last.household(), TAB));
    }

    @PostMapping("/cases/{id}/hand-backs")
    Object offerAgain(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                back -> db.transact(viewer, () -> again(viewer, handBacks.ground(viewer, id), back)),
                in -> offerAgain(viewer, id, in));
    }

    private Outcome offerAgain(Viewer.Staff viewer, UUID id, Reading in) {
        HandBacks.Ground ground = handBacks.ground(viewer, id);
        String to = in.code(
                "to",
                ground.leads().stream()
                        .map(member -> member.agency().value().toString())
                        .collect(Collectors.toSet()));
        if (to.isEmpty()) {
            in.error("to", "つぎの主担当を選んでください。");
        }
        String remaining = in.block("remaining", 4000);
        String wishes = in.block("wishes", 4000);
        LocalDate followOn = in.requiredDate("followOn", "様子を見る日", ground.today());
        if (CaseDays.next(followOn, ground.today()) instanceof Decision.Refused<LocalDate>(Reason reason)) {
            in.error("followOn", reason);
        }
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        handBacks.offerAgain(
                                viewer, id, new AgencyId(Integer.valueOf(to)), remaining, wishes, followOn),
                        "to",
                        "もどしを頼みました。答えは「きょう」に出ます。",
                        h -> "/hand-backs/" + h);
    }
}
