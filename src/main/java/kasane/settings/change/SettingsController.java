package kasane.settings.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
import kasane.settings.MunicipalityCode;
import kasane.settings.dated.InForce;
import kasane.settings.dated.Snapshot;
import kasane.shared.Decision;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Frame;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 設定: the town, its words, lists, clocks and holidays; everything is changed from a day on. */
@Controller
class SettingsController {

    private final Db db;
    private final InForce inForce;
    private final SettingsStore store;
    private final Forms forms;
    private final AuditTrail audit;

    SettingsController(Db db, InForce inForce, SettingsStore store, Forms forms, AuditTrail audit) {
        this.db = db;
        this.inForce = inForce;
        this.store = store;
        this.forms = forms;
        this.audit = audit;
    }

    private LocalDate today(Viewer.Staff viewer) {
        return db.transact(viewer, () -> db.today(viewer));
    }

    @GetMapping("/settings")
    Screen index(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        LocalDate today = today(viewer);
        LocalDate last = lastHoliday();
        return Screen.of(
                "settings/change/index",
                "設定",
                new SettingsPages.Index(
                        List.of(
                                new SettingsPages.Entry("自治体", "/settings/town", inForce.nameOn(today)),
                                new SettingsPages.Entry(
                                        "用語", "/settings/labels", "「" + inForce.textOn("disability", today) + "」など"),
                                new SettingsPages.Entry("コード表", "/settings/codes", "お困りごと、つなぎの理由など"),
                                new SettingsPages.Entry("期限", "/settings/clocks", "受け取り、返事、モニタリングなど"),
                                new SettingsPages.Entry("数のきまり", "/settings/numbers", "集計で伏せる小さな数など"),
                                new SettingsPages.Entry("会議体", "/settings/conference-bodies", "この町でひらく会議、根拠と守秘"),
                                new SettingsPages.Entry("つなぐ様式", "/settings/referral-presets", "町の様式の名前と、はじめに入る言葉"),
                                new SettingsPages.Entry(
                                        "祝日と閉庁日", "/settings/holidays", Wareki.format(last) + "まで登録されています")),
                        List.of(
                                new SettingsPages.Entry("機関", "/agencies", "機関カード、担う事業、代行"),
                                new SettingsPages.Entry("担当者", "/staff", "所属、職務、ログイン"),
                                new SettingsPages.Entry("圏域", "/areas", "学区、包括圏域、民児協区など"))));
    }

    private LocalDate lastHoliday() {
        return inForce.snapshot().opening().daysOff().keySet().stream()
                .max(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
    }

    private static String state(LocalDate from, @Nullable LocalDate until, LocalDate today) {
        return from.isAfter(today) ? "これから" : until != null && until.isBefore(today) ? "終わり" : "有効";
    }

    /** A day from which a change counts; never in the past, for what happened then happened under the old words. */
    private LocalDate from(Viewer.Staff viewer, Reading in) {
        LocalDate today = db.today(viewer);
        LocalDate from = in.requiredDate("from", "いつから", today);
        if (from.isBefore(today)) {
            in.error("from", kasane.shared.Reason.of("settings.refused.from-past"));
        }
        return from;
    }

    private static FormField from() {
        return FormField.date("from", "いつから").must();
    }

    private static FormField source() {
        return FormField.text("source", "根拠・理由").hint("例：要綱の改正、〔実務〕。あとから見る人のために書きます。");
    }

    // ---- 自治体

    @GetMapping("/settings/town")
    Screen town(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        List<SettingsPages.Row> rows = inForce.snapshot().towns().reversed().stream()
                .map(t -> new SettingsPages.Row(
                        List.of(t.name(), t.code(), t.preparing() ? "移行準備" : "実施", Wareki.compact(t.from()) + " から"),
                        null,
                        List.of()))
                .toList();
        return table(new SettingsPages.Table(
                "自治体",
                "",
                "",
                List.of("名前", "団体コード", "事業", "期間"),
                rows,
                List.of(new Frame.Link("変える", "/settings/town/new"))));
    }

    private static Screen table(SettingsPages.Table table) {
        return Screen.of("settings/change/table", table.title(), table);
    }

    @GetMapping("/settings/town/new")
    Screen townForm(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        Map<String, List<String>> now = new LinkedHashMap<>();
        inForce.snapshot().town(today(viewer)).ifPresent(t -> {
            now.put("name", List.of(t.name()));
            now.put("kana", List.of(t.kana()));
            now.put("code", List.of(t.code()));
            now.put("status", List.of(t.preparing() ? "PREPARING" : "RUNNING"));
        });
        return townPage(forms.open(viewer, now)).screen();
    }

    private static FormPage townPage(FormView form) {
        return new FormPage(
                "自治体を変える",
                "名前は、その日からの画面と帳票に出ます。前の日づけの帳票は、前の名前のままです。",
                "/settings/town",
                "変える",
                "/settings/town",
                List.of(
                        FormField.text("name", "自治体の名前").must(),
                        FormField.text("kana", "ふりがな"),
                        FormField.brief("code", "全国地方公共団体コード").must().hint("検査数字をふくむ6けた"),
                        FormField.radios(
                                        "status",
                                        "重層的支援体制整備事業",
                                        List.of(Option.of("RUNNING", "実施"), Option.of("PREPARING", "移行準備")))
                                .must(),
                        from()),
                form);
    }

    @PostMapping("/settings/town")
    Object changeTown(Viewer.Staff viewer, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return forms.submit(viewer, form, again -> townPage(again).screen(), in -> {
            String name = in.requiredLine("name", "自治体の名前", 40);
            String kana = in.line("kana", 60);
            String code = "";
            switch (MunicipalityCode.parse(form.raw("code"))) {
                case Decision.Allowed<MunicipalityCode>(MunicipalityCode read) -> code = read.digits();
                case Decision.Refused<MunicipalityCode> refused -> in.error("code", refused.reason());
            }
            String status = in.code("status", Set.of("RUNNING", "PREPARING"));
            if (status.isEmpty()) {
                in.error("status", "実施か移行準備かを選んでください。");
            }
            LocalDate from = from(viewer, in);
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.town(viewer, name, kana, code, status.equals("PREPARING"), from);
            audit.administered(viewer, "settings.town", Detail.fields("name", "code", "status"));
            return new Outcome.Done("/settings/town", "自治体を変えました。");
        });
    }

    // ---- 用語

    @GetMapping("/settings/labels")
    Screen labels(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        LocalDate today = today(viewer);
        List<SettingsPages.Row> rows = keys(inForce.snapshot().labels(), Snapshot.LabelRow::key).stream()
                .map(key -> {
                    Snapshot.LabelRow now = inForce.snapshot().label(key, today);
                    return new SettingsPages.Row(
                            List.of(now.text(), Wareki.compact(now.from()) + " から", now.source()),
                            null,
                            List.of(new Frame.Link("変える", "/settings/labels/" + key + "/new")));
                })
                .toList();
        return table(
                new SettingsPages.Table("用語", "町によって書き方のちがう言葉です。", "", List.of("いまの言葉", "期間", "根拠"), rows, List.of()));
    }

    private static <T> List<String> keys(List<T> rows, Function<T, String> key) {
        return rows.stream().map(key).distinct().toList();
    }

    private Snapshot.LabelRow label(Viewer.Staff viewer, String key) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        if (!keys(inForce.snapshot().labels(), Snapshot.LabelRow::key).contains(key)) {
            throw new NotVisible();
        }
        return inForce.snapshot().label(key, today(viewer));
    }

    @GetMapping("/settings/labels/{key}/new")
    Screen labelForm(Viewer.Staff viewer, @PathVariable String key) {
        Snapshot.LabelRow now = label(viewer, key);
        return labelPage(now, forms.open(viewer, Map.of("text", List.of(now.text()))))
                .screen();
    }

    private static FormPage labelPage(Snapshot.LabelRow now, FormView form) {
        return new FormPage(
                "「" + now.text() + "」を変える",
                "",
                "/settings/labels/" + now.key(),
                "変える",
                "/settings/labels",
                List.of(FormField.text("text", "言葉").must(), from(), source()),
                form);
    }

    @PostMapping("/settings/labels/{key}")
    Object changeLabel(Viewer.Staff viewer, @PathVariable String key, Submission form) {
        Snapshot.LabelRow now = label(viewer, key);
        return forms.submit(viewer, form, again -> labelPage(now, again).screen(), in -> {
            String text = in.requiredLine("text", "言葉", 40);
            LocalDate from = from(viewer, in);
            String source = in.line("source", 200);
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.label(viewer, key, text, from, source);
            audit.administered(viewer, "settings.label", Detail.fields("text"));
            return new Outcome.Done("/settings/labels", "言葉を変えました。");
        });
    }

    // ---- 期限

    private static String length(Snapshot.ClockRow row) {
        return row.amount() == 0 ? "その日のうち" : row.amount() + (row.openingDays() ? "開庁日" : "日（暦日）");
    }

    @GetMapping("/settings/clocks")
    Screen clocks(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        LocalDate today = today(viewer);
        List<SettingsPages.Row> rows = keys(inForce.snapshot().clocks(), Snapshot.ClockRow::key).stream()
                .map(key -> {
                    Snapshot.ClockRow now = inForce.snapshot().clock(key, today);
                    return new SettingsPages.Row(
                            List.of(
                                    now.title(),
                                    length(now),
                                    "きょう始まると " + Wareki.compact(inForce.due(key, today)),
                                    now.source()),
                            null,
                            List.of(new Frame.Link("変える", "/settings/clocks/" + key + "/new")));
                })
                .toList();
        return table(new SettingsPages.Table(
                "期限",
                "国の決まりではなく、町で決める日数です。変えても、もう始まっている仕事の期限は変わりません。",
                "",
                List.of("仕事", "日数", "例", "根拠"),
                rows,
                List.of()));
    }

    private Snapshot.ClockRow clock(Viewer.Staff viewer, String key) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        if (!keys(inForce.snapshot().clocks(), Snapshot.ClockRow::key).contains(key)) {
            throw new NotVisible();
        }
        return inForce.snapshot().clock(key, today(viewer));
    }

    @GetMapping("/settings/clocks/{key}/new")
    Screen clockForm(Viewer.Staff viewer, @PathVariable String key) {
        Snapshot.ClockRow now = clock(viewer, key);
        return clockPage(
                        now,
                        forms.open(
                                viewer,
                                Map.of(
                                        "amount", List.of(Integer.toString(now.amount())),
                                        "unit", List.of(now.openingDays() ? "OPEN_DAY" : "DAY"))))
                .screen();
    }

    private static FormPage clockPage(Snapshot.ClockRow now, FormView form) {
        return new FormPage(
                "期限を変える",
                now.title() + "（いま " + length(now) + "）",
                "/settings/clocks/" + now.key(),
                "変える",
                "/settings/clocks",
                List.of(
                        FormField.brief("amount", "日数").must().hint("0は、その日のうち"),
                        FormField.radios(
                                        "unit",
                                        "数え方",
                                        List.of(
                                                new Option("OPEN_DAY", "開庁日", "土日・祝日・年末年始は数えません。"),
                                                new Option("DAY", "暦日", "休みの日も数えます。")))
                                .must(),
                        from(),
                        source()),
                form);
    }

    @PostMapping("/settings/clocks/{key}")
    Object changeClock(Viewer.Staff viewer, @PathVariable String key, Submission form) {
        Snapshot.ClockRow now = clock(viewer, key);
        return forms.submit(viewer, form, again -> clockPage(now, again).screen(), in -> {
            Integer amount = in.number("amount", 0, 3660);
            if (amount == null) {
                in.error("amount", "日数を入れてください。");
            }
            String unit = in.code("unit", Set.of("OPEN_DAY", "DAY"));
            if (unit.isEmpty()) {
                in.error("unit", "数え方を選んでください。");
            }
            LocalDate from = from(viewer, in);
            String source = in.line("source", 200);
            if (in.hasErrors() || amount == null) {
                return in.invalid();
            }
            store.clock(viewer, key, now.title(), amount, unit.equals("OPEN_DAY"), from, source);
            audit.administered(viewer, "settings.clock", Detail.fields("amount", "unit"));
            return new Outcome.Done("/settings/clocks", "期限を変えました。");
        });
    }

    // ---- 数のきまり

    @GetMapping("/settings/numbers")
    Screen numbers(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        LocalDate today = today(viewer);
        List<SettingsPages.Row> rows = keys(inForce.snapshot().numbers(), Snapshot.NumberRow::key).stream()
                .map(key -> {
                    Snapshot.NumberRow now = inForce.snapshot().number(key, today);
                    return new SettingsPages.Row(
                            List.of(now.title(), Integer.toString(now.amount()), now.source()),
                            null,
                            List.of(new Frame.Link("変える", "/settings/numbers/" + key + "/new")));
                })
                .toList();
        return table(new SettingsPages.Table(
                "数のきまり", "町で決める数です。変えた日から、画面の出し方が変わります。", "", List.of("きまり", "いまの数", "根拠"), rows, List.of()));
    }

    private Snapshot.NumberRow number(Viewer.Staff viewer, String key) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        if (!keys(inForce.snapshot().numbers(), Snapshot.NumberRow::key).contains(key)) {
            throw new NotVisible();
        }
        return inForce.snapshot().number(key, today(viewer));
    }

    @GetMapping("/settings/numbers/{key}/new")
    Screen numberForm(Viewer.Staff viewer, @PathVariable String key) {
        Snapshot.NumberRow now = number(viewer, key);
        return numberPage(now, forms.open(viewer, Map.of("amount", List.of(Integer.toString(now.amount())))))
                .screen();
    }

    private static FormPage numberPage(Snapshot.NumberRow now, FormView form) {
        return new FormPage(
                "数のきまりを変える",
                now.title() + "（いま " + now.amount() + "）",
                "/settings/numbers/" + now.key(),
                "変える",
                "/settings/numbers",
                List.of(FormField.brief("amount", "数").must(), from(), source()),
                form);
    }

    @PostMapping("/settings/numbers/{key}")
    Object changeNumber(Viewer.Staff viewer, @PathVariable String key, Submission form) {
        Snapshot.NumberRow now = number(viewer, key);
        return forms.submit(viewer, form, again -> numberPage(now, again).screen(), in -> {
            Integer amount = in.number("amount", 0, 100_000);
            if (amount == null) {
                in.error("amount", "数を入れてください。");
            }
            LocalDate from = from(viewer, in);
            String source = in.line("source", 200);
            if (in.hasErrors() || amount == null) {
                return in.invalid();
            }
            store.number(viewer, key, now.title(), amount, from, source);
            audit.administered(viewer, "settings.number", Detail.fields("amount"));
            return new Outcome.Done("/settings/numbers", "数を変えました。");
        });
    }

    // ---- コード表

    @GetMapping("/settings/codes")
    Screen lists(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            List<SettingsPages.Row> rows = store.lists(viewer).stream()
                    .map(l -> new SettingsPages.Row(
                            List.of(
                                    l.title(),
                                    inForce.snapshot().list(l.list(), today).size() + "項目",
                                    "第" + inForce.edition(l.list(), today) + "版",
                                    l.fixed() ? "国・制度できまる" : "町で変えられる"),
                            "/settings/codes/" + l.list(),
                            List.of()))
                    .toList();
            return table(new SettingsPages.Table(
                    "コード表",
                    "選択肢の一覧です。記録は、書いたときの版の言葉をずっと保ちます。",
                    "",
                    List.of("一覧", "項目", "いまの版", "だれが決めるか"),
                    rows,
                    List.of()));
        });
    }

    private SettingsStore.CodeList list(Viewer.Staff viewer, String list) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(
                viewer,
                () -> store.lists(viewer).stream()
                        .filter(l -> l.list().equals(list))
                        .findFirst()
                        .orElseThrow(NotVisible::new));
    }

    @GetMapping("/settings/codes/{list}")
    Screen codes(Viewer.Staff viewer, @PathVariable String list) {
        SettingsStore.CodeList found = list(viewer, list);
        LocalDate today = today(viewer);
        List<SettingsPages.Row> rows = inForce.snapshot().rows(list).stream()
                .sorted(java.util.Comparator.comparingInt(Snapshot.CodeRow::sort)
                        .thenComparing(Snapshot.CodeRow::code)
                        .thenComparing(Snapshot.CodeRow::edition))
                .map(row -> {
                    List<Frame.Link> actions = new ArrayList<>();
                    if (row.until() == null) {
                        String path = "/settings/codes/" + list + "/entries/";
                        actions.add(new Frame.Link("言葉を変える", path + "new?code=" + row.code()));
                        if (!found.fixed()) {
                            actions.add(new Frame.Link("終える", path + row.code() + "/end"));
                        }
                    }
                    return new SettingsPages.Row(
                            List.of(
                                    row.label(),
                                    row.shortLabel().equals(row.label()) ? "" : row.shortLabel(),
                                    row.code() + (row.nationalCode().isEmpty() ? "" : "（国 " + row.nationalCode() + "）"),
                                    Wareki.compact(row.from())
                                            + " 〜"
                                            + (row.until() == null ? "" : " " + Wareki.compact(row.until())),
                                    state(row.from(), row.until(), today)),
                            null,
                            actions);
                })
                .toList();
        List<Frame.Link> actions = new ArrayList<>();
        if (!found.fixed()) {
            actions.add(new Frame.Link("項目を加える", "/settings/codes/" + list + "/entries/new"));
        }
        actions.add(new Frame.Link("コード表へ戻る", "/settings/codes"));
        return table(new SettingsPages.Table(
                found.title(),
                found.fixed() ? "国や制度できまっている一覧です。変えられるのは言葉だけです。" : "",
                "",
                List.of("言葉", "窓口での短い言葉", "コード", "期間", "状態"),
                rows,
                actions));
    }

    @GetMapping("/settings/codes/{list}/entries/new")
    Screen entryForm(Viewer.Staff viewer, @PathVariable String list, @RequestParam(defaultValue = "") String code) {
        SettingsStore.CodeList found = list(viewer, list);
        Map<String, List<String>> now = new LinkedHashMap<>();
        if (!code.isEmpty()) {
            Snapshot.CodeRow row =
                    inForce.snapshot().code(list, code, Integer.MAX_VALUE).orElseThrow(NotVisible::new);
            now.put("code", List.of(code));
            now.put("label", List.of(row.label()));
            now.put("short", List.of(row.shortLabel().equals(row.label()) ? "" : row.shortLabel()));
            now.put("national", List.of(row.nationalCode()));
        }
        return entryPage(found, forms.open(viewer, now)).screen();
    }

    private static FormPage entryPage(SettingsStore.CodeList list, FormView form) {
        return new FormPage(
                list.title() + "の次の版",
                "同じコードなら、その日から言葉が変わります。新しいコードなら、項目が増えます。前の記録の言葉は変わりません。",
                "/settings/codes/" + list.list() + "/entries",
                "次の版に入れる",
                "/settings/codes/" + list.list(),
                List.of(
                        FormField.brief("code", "コード").must().hint("半角の英数字。あとから変えられません。"),
                        FormField.text("label", "言葉").must(),
                        FormField.text("short", "窓口での短い言葉").hint("言葉が長いときだけ"),
                        FormField.brief("national", "国のコード").hint("国への報告で数えるコードがあれば"),
                        from(),
                        source()),
                form);
    }

    @PostMapping("/settings/codes/{list}/entries")
    Object addEntry(Viewer.Staff viewer, @PathVariable String list, Submission form) {
        SettingsStore.CodeList found = list(viewer, list);
        return forms.submit(viewer, form, again -> entryPage(found, again).screen(), in -> {
            String code = in.requiredLine("code", "コード", 40);
            String label = in.requiredLine("label", "言葉", 80);
            String brief = in.line("short", 40);
            String national = in.line("national", 40);
            String source = in.line("source", 200);
            LocalDate from = from(viewer, in);
            if (in.hasErrors()) {
                return in.invalid();
            }
            List<Snapshot.CodeRow> rows = inForce.snapshot().rows(list);
            return switch (EditionRule.next(rows, found.fixed(), code, from, db.today(viewer))) {
                case Decision.Refused<Integer>(var reason) ->
                    new Outcome.Refused(
                            reason.key().contains("edition") || reason.key().contains("past") ? "from" : "code",
                            reason);
                case Decision.Allowed<Integer>(Integer edition) -> {
                    int sort = inForce.snapshot()
                            .code(list, code, Integer.MAX_VALUE)
                            .map(Snapshot.CodeRow::sort)
                            .orElseGet(() -> rows.stream()
                                            .mapToInt(Snapshot.CodeRow::sort)
                                            .max()
                                            .orElse(0)
                                    + 10);
                    store.code(
                            viewer,
                            new Snapshot.CodeRow(
                                    list, edition, code, label, brief, national, sort, from, null, source));
                    audit.administered(viewer, "settings.code", Detail.fields("label", "valid_from"));
                    yield new Outcome.Done("/settings/codes/" + list, "次の版に入れました。");
                }
            };
        });
    }

    @GetMapping("/settings/codes/{list}/entries/{code}/end")
    Screen endForm(Viewer.Staff viewer, @PathVariable String list, @PathVariable String code) {
        return endPage(viewer, list, code, forms.button()).screen();
    }

    private FormPage endPage(Viewer.Staff viewer, String list, String code, FormView form) {
        SettingsStore.CodeList found = list(viewer, list);
        Snapshot.CodeRow row =
                inForce.snapshot().code(list, code, Integer.MAX_VALUE).orElseThrow(NotVisible::new);
        return new FormPage(
                "「" + row.label() + "」を終える",
                found.title() + "。前の記録では、この言葉のまま残ります。",
                "/settings/codes/" + list + "/entries/" + code + "/end",
                "終える",
                "/settings/codes/" + list,
                List.of(FormField.date("last", "最後の日").must()),
                form);
    }

    @PostMapping("/settings/codes/{list}/entries/{code}/end")
    Object endEntry(Viewer.Staff viewer, @PathVariable String list, @PathVariable String code, Submission form) {
        endPage(viewer, list, code, forms.button());
        SettingsStore.CodeList found = list(viewer, list);
        return forms.submit(
                viewer, form, again -> endPage(viewer, list, code, again).screen(), in -> {
                    LocalDate last = in.requiredDate("last", "最後の日", db.today(viewer));
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    return switch (EditionRule.end(
                            inForce.snapshot().rows(list), found.fixed(), code, last, db.today(viewer))) {
                        case Decision.Refused<Snapshot.CodeRow>(var reason) -> new Outcome.Refused("last", reason);
                        case Decision.Allowed<Snapshot.CodeRow> allowed -> {
                            store.endCode(viewer, list, code, last);
                            audit.administered(viewer, "settings.code.end", Detail.fields("valid_until"));
                            yield new Outcome.Done("/settings/codes/" + list, "項目を終えました。");
                        }
                    };
                });
    }

    // ---- 祝日

    @GetMapping("/settings/holidays")
    Screen holidays(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            List<SettingsPages.Row> rows = store.holidays(viewer, today.withDayOfYear(1)).stream()
                    .map(h -> new SettingsPages.Row(
                            List.of(Wareki.formatWithWeekday(h.day()), h.name(), h.source()),
                            null,
                            h.day().isAfter(today)
                                    ? List.of(new Frame.Link("消す", "/settings/holidays/" + h.id() + "/removal"))
                                    : List.of()))
                    .toList();
            LocalDate last = lastHoliday();
            return table(new SettingsPages.Table(
                    "祝日と閉庁日",
                    "土曜日・日曜日・年末年始（12月29日〜1月3日）のほかに、役所が閉まる日です。期限の計算に使います。",
                    last.isBefore(today.plusYears(1)) ? Wareki.format(last) + "より先の祝日が、まだ登録されていません。" : "",
                    List.of("日", "名前", "根拠"),
                    rows,
                    List.of(new Frame.Link("日を加える", "/settings/holidays/new"))));
        });
    }

    @GetMapping("/settings/holidays/new")
    Screen holidayForm(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return holidayPage(forms.open(viewer), "").screen();
    }

    /** The second step shows what will change, and the same form again, now with the word 登録する. */
    private static FormPage holidayPage(FormView form, String preview) {
        List<FormField> fields = new ArrayList<>(List.of(
                FormField.block("lines", "日と名前").must().hint("1行に1日。例：2027/1/1,元日　内閣府の「国民の祝日」の表を、そのまま貼りつけられます。"),
                FormField.radios("kind", "種類", List.of(Option.of("PUBLIC", "国民の祝日・休日"), Option.of("CLOSING", "町の閉庁日")))
                        .must(),
                source()));
        if (!preview.isEmpty()) {
            fields.add(FormField.checkboxes("confirmed", "変わること", List.of(new Option("yes", "この内容で登録する", preview)))
                    .must());
        }
        return new FormPage(
                "祝日・閉庁日を加える",
                "",
                "/settings/holidays",
                preview.isEmpty() ? "変わることを確かめる" : "登録する",
                "/settings/holidays",
                fields,
                form);
    }

    @PostMapping("/settings/holidays")
    Object addHolidays(Viewer.Staff viewer, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        String preview = preview(form.raw("lines"));
        return forms.submit(viewer, form, again -> holidayPage(again, preview).screen(), in -> {
            String text = in.requiredBlock("lines", "日と名前", 20000);
            String kind = in.code("kind", Set.of("PUBLIC", "CLOSING"));
            if (kind.isEmpty()) {
                in.error("kind", "種類を選んでください。");
            }
            String source = in.line("source", 200);
            List<HolidayLines.Line> lines = List.of();
            switch (HolidayLines.parse(text)) {
                case Decision.Refused<List<HolidayLines.Line>> refused -> in.error("lines", refused.reason());
                case Decision.Allowed<List<HolidayLines.Line>>(var read) -> lines = fresh(read);
            }
            if (!in.hasErrors() && lines.isEmpty()) {
                in.error("lines", kasane.shared.Reason.of("settings.refused.holiday-nothing"));
            }
            if (!in.hasErrors() && !in.checked("confirmed")) {
                in.error("confirmed", "変わることを確かめて、しるしをつけてください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.holidays(viewer, lines, kind.equals("CLOSING"), source);
            audit.administered(viewer, "settings.holiday", Detail.fields("day", "name"));
            return new Outcome.Done("/settings/holidays", "日を加えました。");
        });
    }

    private List<HolidayLines.Line> fresh(List<HolidayLines.Line> lines) {
        Map<LocalDate, String> known = inForce.snapshot().opening().daysOff();
        return lines.stream().filter(line -> !known.containsKey(line.day())).toList();
    }

    private String preview(String text) {
        if (!(HolidayLines.parse(text) instanceof Decision.Allowed<List<HolidayLines.Line>>(var lines))) {
            return "";
        }
        List<HolidayLines.Line> fresh = fresh(lines);
        if (fresh.isEmpty()) {
            return "";
        }
        String days = String.join(
                "、",
                fresh.stream()
                        .limit(30)
                        .map(line -> Wareki.compact(line.day()) + " " + line.name())
                        .toList());
        int known = lines.size() - fresh.size();
        return fresh.size() + "日が増えます：" + days + (fresh.size() > 30 ? " ほか" : "") + "。"
                + (known == 0 ? "" : known + "日は、もう登録されています。");
    }

    @GetMapping("/settings/holidays/{id}/removal")
    Screen removalForm(Viewer.Staff viewer, @PathVariable int id) {
        return removalPage(viewer, id, forms.button()).screen();
    }

    private FormPage removalPage(Viewer.Staff viewer, int id, FormView form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        SettingsStore.Holiday holiday = db.transact(
                viewer,
                () -> store.holidays(viewer, LocalDate.EPOCH).stream()
                        .filter(h -> h.id() == id)
                        .findFirst()
                        .orElseThrow(NotVisible::new));
        return new FormPage(
                "祝日・閉庁日を消す",
                Wareki.formatWithWeekday(holiday.day()) + "　" + holiday.name() + "。この日は、ふだんの開庁・閉庁に戻ります。",
                "/settings/holidays/" + id + "/removal",
                "消す",
                "/settings/holidays",
                List.of(),
                form);
    }

    @PostMapping("/settings/holidays/{id}/removal")
    Object removeHoliday(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        removalPage(viewer, id, forms.button());
        return forms.submit(
                viewer, form, again -> removalPage(viewer, id, again).screen(), in -> {
                    if (!store.removeHoliday(viewer, id)) {
                        return new Outcome.Refused("id", kasane.shared.Reason.of("settings.refused.holiday-past"));
                    }
                    audit.administered(viewer, "settings.holiday.removal", Detail.fields("day"));
                    return new Outcome.Done("/settings/holidays", "日を消しました。");
                });
    }
}
