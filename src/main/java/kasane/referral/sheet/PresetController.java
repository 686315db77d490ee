package kasane.referral.sheet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.referral.sheet.Presets.Preset;
import kasane.settings.Codes;
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
import org.springframework.web.bind.annotation.RequestParam;

/** つなぐ様式の設定: a town names its own sheets and replies; everything is changed from a day on. */
@Controller
class PresetController {

    private static final String PATH = "/settings/referral-presets";

    private final Db db;
    private final Presets presets;
    private final Codes codes;
    private final Forms forms;
    private final AuditTrail audit;

    PresetController(Db db, Presets presets, Codes codes, Forms forms, AuditTrail audit) {
        this.db = db;
        this.presets = presets;
        this.codes = codes;
        this.forms = forms;
        this.audit = audit;
    }

    @GetMapping(PATH)
    Screen list(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            return Screen.of(
                    "referral/sheet/presets",
                    "つなぐ様式",
                    new PresetPages.List(presets.all(viewer).stream()
                            .map(preset -> new PresetPages.Line(
                                    preset.label(),
                                    preset.use() == Presets.Use.SHEET ? "つなぐシート" : "結果の返事",
                                    preset.required().stream()
                                            .map(Presets::word)
                                            .collect(Collectors.joining("、")),
                                    Wareki.compact(preset.from()) + " 〜"
                                            + (preset.until() == null ? "" : " " + Wareki.compact(preset.until())),
                                    preset.valid(today) ? "有効" : preset.from().isAfter(today) ? "これから" : "終わり",
                                    preset.until() == null ? PATH + "/new?code=" + preset.code() : null,
                                    preset.until() == null ? PATH + "/" + preset.code() + "/end" : null))
                            .toList()));
        });
    }

    @GetMapping(PATH + "/new")
    Screen form(Viewer.Staff viewer, @RequestParam(defaultValue = "") String code) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        Map<String, List<String>> now = new LinkedHashMap<>();
        if (!code.isEmpty()) {
            Preset preset = newest(viewer, code);
            now.put("code", List.of(preset.code()));
            now.put("use", List.of(preset.use().name()));
            now.put("label", List.of(preset.label()));
            now.put("lead", List.of(preset.lead()));
            now.put("words", List.of(preset.words()));
            now.put("required", preset.required());
            now.put("kind", List.of(preset.addresseeKind()));
            now.put("urgency", List.of(preset.urgency()));
            now.put("company", preset.asksCompany() ? List.of("on") : List.of());
        }
        return page(viewer, forms.open(viewer, now)).screen();
    }

    /** The state of a preset that has begun last; a preset nobody ever set is not found. */
    private Preset newest(Viewer.Staff viewer, String code) {
        return before(viewer, code).orElseThrow(NotVisible::new);
    }

    private java.util.Optional<Preset> before(Viewer.Staff viewer, String code) {
        return db.transact(
                viewer,
                () -> presets.all(viewer).stream()
                        .filter(preset -> preset.code().equals(code))
                        .reduce((earlier, later) -> later));
    }

    private FormPage page(Viewer.Staff viewer, FormView form) {
        LocalDate today = db.transact(viewer, () -> db.today(viewer));
        return new FormPage(
                "つなぐ様式",
                "同じコードなら、その日から言葉が変わります。新しいコードなら、様式が増えます。前に書かれたシートの名前は変わりません。",
                PATH,
                "次の版に入れる",
                PATH,
                List.of(
                        FormField.brief("code", "コード").must().hint("半角の大文字と数字。あとから変えられません。例：JOINT"),
                        FormField.radios(
                                        "use",
                                        "使い方",
                                        List.of(Option.of("SHEET", "つなぐシートとして"), Option.of("REPLY", "結果の返事として")))
                                .must(),
                        FormField.text("label", "様式の名前").must(),
                        FormField.text("lead", "何のための様式か"),
                        FormField.block("words", "はじめに入っている言葉").hint("ひとこと（返事なら「どうなったか」）の欄に入ります。"),
                        FormField.checkboxes(
                                        "required",
                                        "必須にする欄",
                                        Presets.FIELDS.stream()
                                                .map(field -> Option.of(field, Presets.word(field)))
                                                .toList())
                                .hint("つなぐシートとして使うとき"),
                        FormField.select("kind", "先に選ばれる相手", options("agency-kind", today)),
                        FormField.select("urgency", "先に選ばれる急ぎ", options("urgency", today)),
                        FormField.checkboxes("company", "同行", List.of(Option.of("on", "同行のお願いに、はじめから印をつける"))),
                        FormField.date("from", "いつから").must(),
                        FormField.text("source", "根拠・理由").hint("例：要綱の様式、〔実務〕")),
                form);
    }

    private List<Option> options(String list, LocalDate today) {
        List<Option> options = new ArrayList<>();
        codes.list(list, today).forEach(code -> options.add(Option.of(code.code(), code.label())));
        return options;
    }

    @PostMapping(PATH)
    Object set(Viewer.Staff viewer, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return forms.submit(viewer, form, again -> page(viewer, again).screen(), in -> {
            LocalDate today = db.today(viewer);
            String code = in.requiredLine("code", "コード", 40);
            if (!code.isEmpty() && !code.matches("[A-Z0-9_]{1,40}")) {
                in.error("code", Reason.of("referral.refused.preset-code"));
            }
            Presets.Use use = in.requiredChoice("use", "使い方", Presets.Use.class, Presets.Use.SHEET);
            String label = in.requiredLine("label", "様式の名前", 40);
            String lead = in.line("lead", 200);
            String words = in.block("words", 1000);
            List<String> required = in.codes("required", Set.copyOf(Presets.FIELDS));
            String kind = in.code("kind", codes("agency-kind", today));
            String urgency = in.code("urgency", codes("urgency", today));
            LocalDate from = notBefore(in, "from", "いつから", today);
            String source = in.line("source", 200);
            Preset before = before(viewer, code).orElse(null);
            if (before != null && before.use() != use) {
                in.error("code", Reason.of("referral.refused.preset-taken"));
            }
            if (before != null && before.from().isAfter(from)) {
                in.error("from", Reason.of("referral.refused.preset-order"));
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            presets.set(
                    viewer,
                    new Preset(
                            0,
                            code,
                            use,
                            label,
                            lead,
                            words,
                            required,
                            kind,
                            urgency,
                            in.checked("company"),
                            before == null ? 100 : before.sort(),
                            from,
                            null,
                            source));
            audit.administered(viewer, "settings.referral-preset", Detail.fields("label", "valid_from"));
            return new Outcome.Done(PATH, "次の版に入れました。");
        });
    }

    private Set<String> codes(String list, LocalDate today) {
        return codes.list(list, today).stream().map(Codes.Code::code).collect(Collectors.toSet());
    }

    private static LocalDate notBefore(Reading in, String name, String label, LocalDate today) {
        LocalDate day = in.requiredDate(name, label, today);
        if (day.isBefore(today)) {
            in.error(name, Reason.of("settings.refused.from-past"));
        }
        return day;
    }

    @GetMapping(PATH + "/{code}/end")
    Screen endForm(Viewer.Staff viewer, @PathVariable String code) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return endPage(newest(viewer, code), forms.button()).screen();
    }

    private static FormPage endPage(Preset preset, FormView form) {
        return new FormPage(
                "「" + preset.label() + "」を終える",
                "前に書かれたシートでは、この名前のまま残ります。",
                PATH + "/" + preset.code() + "/end",
                "終える",
                PATH,
                List.of(FormField.date("last", "最後の日").must()),
                form);
    }

    @PostMapping(PATH + "/{code}/end")
    Object end(Viewer.Staff viewer, @PathVariable String code, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        Preset preset = newest(viewer, code);
        return forms.submit(viewer, form, again -> endPage(preset, again).screen(), in -> {
            LocalDate last = notBefore(in, "last", "最後の日", db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            presets.end(viewer, code, last);
            audit.administered(viewer, "settings.referral-preset.end", Detail.fields("valid_until"));
            return new Outcome.Done(PATH, "様式を終えました。");
        });
    }
}
