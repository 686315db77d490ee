package kasane.home.transfers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.SharedTransfers;
import kasane.shared.Texts;
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
import org.springframework.web.bind.annotation.RequestParam;

/** 定例ケース共有: the list of what was passed on and taken over, gone through once a month until it is finished. */
@Controller
class TransferController {

    private static final int MONTHS = 6;
    private static final int MOST = 300;

    private final TransferQuery query;
    private final SharedTransfers shared;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    TransferController(TransferQuery query, SharedTransfers shared, Forms forms, Db db, AuditTrail audit, Clock clock) {
        this.query = query;
        this.shared = shared;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/transfers")
    Screen list(Viewer.Staff viewer, @RequestParam(defaultValue = "") String show) {
        if (viewer.has(Duty.SYSTEM_ADMINISTRATOR)) {
            throw new NotVisible();
        }
        return db.transact(viewer, () -> {
            boolean all = show.equals("all");
            LocalDate today = db.today(viewer);
            LocalDate from = today.minusMonths(MONTHS);
            List<TransferQuery.Transfer> found = query.list(viewer, from, all, MOST);
            if (!found.isEmpty()) {
                audit.read(
                        viewer,
                        "transfer.list",
                        found.stream()
                                .map(TransferQuery.Transfer::household)
                                .distinct()
                                .toList());
            }
            return Screen.of(
                    "home/transfers/list",
                    "定例ケース共有",
                    new TransferPages.Listed(
                            Wareki.compact(from) + "から" + Wareki.compact(today),
                            all,
                            all ? "/transfers" : "/transfers?show=all",
                            found.stream().map(one -> line(one, today)).toList()));
        });
    }

    private TransferPages.Line line(TransferQuery.Transfer one, LocalDate today) {
        LocalDate due = one.due();
        LocalDate sharedOn = one.sharedOn();
        boolean late = due != null && due.isBefore(today);
        return new TransferPages.Line(
                one.path(),
                one.title().isEmpty() ? "お名前は見られません" : one.title(),
                one.matter().equals("sheet") ? one.ours() ? "つないだ" : "つながれた" : one.ours() ? "支援依頼した" : "支援依頼された",
                one.other(),
                Wareki.compact(one.sentOn()),
                tone(one.kind(), late),
                state(one),
                Wareki.compact(LocalDate.ofInstant(one.at(), clock.getZone())),
                due == null ? "" : Wareki.compact(due),
                late,
                sharedOn == null ? "" : Wareki.compact(sharedOn),
                one.note(),
                one.finished() ? "" : "/transfers/" + one.id() + "/sharings/new");
    }

    private static String state(TransferQuery.Transfer one) {
        if (one.kind().equals("SENT")) {
            return "答え待ち";
        }
        return Texts.text(
                (one.matter().equals("sheet") ? "referral.step." : "collaboration.request-step.") + one.kind());
    }

    private static Tone tone(String kind, boolean late) {
        if (late) {
            return Tone.ALERT;
        }
        return switch (kind) {
            case "SENT", "RECEIVE" -> Tone.WAITING;
            case "ACCEPT", "REPLY" -> Tone.ACTIVE;
            case "DECLINE", "RETURN" -> Tone.CAUTION;
            case "WITHDRAW" -> Tone.ENDED;
            default -> Tone.DONE;
        };
    }

    @GetMapping("/transfers/{id}/sharings/new")
    Screen sharing(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(
                viewer,
                () -> sharing(viewer, id, forms.open(viewer, Map.of("on", List.of(Wareki.compact(db.today(viewer)))))));
    }

    private Screen sharing(Viewer.Staff viewer, UUID id, FormView form) {
        return db.transact(viewer, () -> {
            String title = query.title(viewer, id).orElseThrow(NotVisible::new);
            audit.read(viewer, "transfer.form", List.of(), Detail.NONE.item(id));
            return new FormPage(
                            "共有した",
                            title,
                            "/transfers/" + id + "/sharings",
                            "記録する",
                            "/transfers",
                            List.of(
                                    FormField.date("on", "共有した日").must(),
                                    FormField.radios(
                                                    "next",
                                                    "つぎは",
                                                    List.of(
                                                            Option.of("AGAIN", "来月もう一度見る"),
                                                            Option.of("FINISHED", "これでよい")))
                                            .must(),
                                    FormField.text("note", "ひとこと").hint("こちらの機関だけが見ます。")),
                            form)
                    .screen();
        });
    }

    @PostMapping("/transfers/{id}/sharings")
    Object share(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(viewer, form, again -> sharing(viewer, id, again), in -> {
            if (query.title(viewer, id).isEmpty()) {
                throw new NotVisible();
            }
            LocalDate today = db.today(viewer);
            LocalDate on = in.requiredDate("on", "共有した日", today);
            if (on.isAfter(today)) {
                in.error("on", "きょうまでの日にしてください。");
            }
            String next = in.code("next", Set.of("AGAIN", "FINISHED"));
            if (next.isEmpty()) {
                in.error("next", "つぎはどうするかを選んでください。");
            }
            String note = in.line("note", 200);
            if (in.hasErrors()) {
                return in.invalid();
            }
            shared.note(viewer, id, on, note, next.equals("FINISHED"));
            return new Outcome.Done("/transfers", "共有したことを記録しました。");
        });
    }
}
