package kasane.conference.body;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Bodies;
import kasane.conference.Bodies.Body;
import kasane.conference.Bodies.Nature;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
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

/** 会議体の設定: each body with its law, its secrecy and who convenes it; everything is changed from a day on. */
@Controller
class BodyController {

    private static final String PATH = "/settings/conference-bodies";

    private final Db db;
    private final Bodies bodies;
    private final Forms forms;
    private final AuditTrail audit;

    BodyController(Db db, Bodies bodies, Forms forms, AuditTrail audit) {
        this.db = db;
        this.bodies = bodies;
        this.forms = forms;
        this.audit = audit;
    }

    /** Whether the town holds it. */
    enum Held {
        /** ひらく. */
        YES,
        /** ひらかない. */
        NO
    }

    /** Who convenes. */
    enum Convenes {
        /** どの機関も. */
        EVERYBODY,
        /** 多機関協働の担当. */
        COORDINATOR
    }

    @GetMapping(PATH)
    Screen list(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            return Screen.of(
                    "conference/body/list",
                    "会議体",
                    new BodyPages.Listed(bodies.known(viewer, today).stream()
                            .map(body -> new BodyPages.Line(
                                    body.label(),
                                    body.law(),
                                    body.secrecy(),
                                    convenes(body),
                                    body.held() ? Tone.DONE : Tone.ENDED,
                                    body.held() ? "ひらく" : "ひらかない",
                                    Wareki.compact(body.from()) + " から",
                                    PATH + "/" + body.code() + "/new",
                                    "/settings/codes/conference-body/entries/new?code=" + body.code()))
                            .toList()));
        });
    }

    private static String convenes(Body body) {
        return switch (body.nature()) {
            case COMPARTMENT -> "法に定める機関";
            case CONSENT, NO_PERSONAL_DATA -> body.openToAll() ? "どの機関も" : "多機関協働の担当";
        };
    }

    private Body body(Viewer.Staff viewer, String code) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(
                viewer,
                () -> bodies.known(viewer, db.today(viewer)).stream()
                        .filter(body -> body.code().equals(code))
                        .findFirst()
                        .orElseThrow(NotVisible::new));
    }

    @GetMapping(PATH + "/{code}/new")
    Screen form(Viewer.Staff viewer, @PathVariable String code) {
        Body now = body(viewer, code);
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("held", List.of((now.held() ? Held.YES : Held.NO).name()));
        values.put("convenes", List.of((now.openToAll() ? Convenes.EVERYBODY : Convenes.COORDINATOR).name()));
        values.put("law", List.of(now.law()));
        values.put("secrecy", List.of(now.secrecy()));
        return page(now, forms.open(viewer, values)).screen();
    }

    private static FormPage page(Body now, FormView form) {
        List<FormField> fields = new ArrayList<>();
        fields.add(FormField.radios(
                        "held",
                        "この町で",
                        List.of(
                                new Option(Held.YES.name(), "ひらく", ""),
                                new Option(Held.NO.name(), "ひらかない", "会議をひらく画面の選択肢に出なくなります。")))
                .must());
        if (now.nature() != Nature.COMPARTMENT) {
            fields.add(FormField.radios(
                            "convenes",
                            "だれがひらくか",
                            List.of(
                                    Option.of(Convenes.EVERYBODY.name(), "どの機関も"),
                                    Option.of(Convenes.COORDINATOR.name(), "多機関協働の担当")))
                    .must());
        }
        fields.add(FormField.text("law", "根拠").must().hint("例：介護保険法第115条の48、市の要綱"));
        fields.add(FormField.text("secrecy", "守秘の根拠").hint("個人の情報を扱う会議では、かならず書きます。"));
        fields.add(FormField.date("from", "いつから").must());
        fields.add(FormField.text("source", "根拠・理由").hint("例：要綱の改正、〔実務〕。あとから見る人のために書きます。"));
        return new FormPage(
                "「" + now.label() + "」を変える",
                "その日からの会議に使われます。前にひらいた会議は、そのときのままです。",
                PATH + "/" + now.code(),
                "変える",
                PATH,
                fields,
                form);
    }

    @PostMapping(PATH + "/{code}")
    Object change(Viewer.Staff viewer, @PathVariable String code, Submission form) {
        Body now = body(viewer, code);
        return forms.submit(viewer, form, again -> page(now, again).screen(), in -> change(viewer, now, in));
    }

    private Outcome change(Viewer.Staff viewer, Body now, Reading in) {
        Held held = in.requiredChoice("held", "この町で", Held.class, Held.NO);
        Convenes convenes = now.nature() == Nature.COMPARTMENT
                ? Convenes.COORDINATOR
                : in.requiredChoice("convenes", "だれがひらくか", Convenes.class, Convenes.COORDINATOR);
        String law = in.requiredLine("law", "根拠", 200);
        String secrecy = in.line("secrecy", 200);
        if (secrecy.isEmpty() && now.nature() != Nature.NO_PERSONAL_DATA) {
            in.error("secrecy", Reason.of("conference.refused.body-secrecy"));
        }
        LocalDate today = db.today(viewer);
        LocalDate from = in.requiredDate("from", "いつから", today);
        if (from.isBefore(today)) {
            in.error("from", Reason.of("settings.refused.from-past"));
        }
        String source = in.line("source", 200);
        if (in.hasErrors()) {
            return in.invalid();
        }
        boolean changed = bodies.change(
                viewer,
                new Bodies.Change(
                        now.code(), law, secrecy, convenes == Convenes.EVERYBODY, held == Held.YES, from, source));
        if (!changed) {
            in.error("from", Reason.of("conference.refused.body-same-day"));
            return in.invalid();
        }
        audit.administered(viewer, "settings.conference-body", Detail.fields("held", "law", "secrecy"));
        return new Outcome.Done(PATH, "会議体を変えました。");
    }
}
