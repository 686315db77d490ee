package kasane.access.staff;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.access.DutyWords;
import kasane.access.Ending;
import kasane.access.PasswordRule;
import kasane.access.signin.SignIns;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Kana;
import kasane.shared.Page;
import kasane.shared.StaffId;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 担当者: people, their hats, duties and accounts, kept by the システム管理者. */
@Controller
class StaffController {

    private static final Set<String> SECRET = Set.of("password");
    private static final int ON_A_PAGE = 50;
    private static final int AT_ONCE = 500;

    private final Db db;
    private final StaffStore store;
    private final Agencies agencies;
    private final SignIns signIns;
    private final Forms forms;
    private final AuditTrail audit;

    StaffController(Db db, StaffStore store, Agencies agencies, SignIns signIns, Forms forms, AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.agencies = agencies;
        this.signIns = signIns;
        this.forms = forms;
        this.audit = audit;
    }

    @GetMapping("/staff")
    Screen list(
            Viewer.Staff viewer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String agency,
            @RequestParam(defaultValue = "0") int after) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            Instant now = db.now(viewer);
            List<Option> offered = agencyOptions(viewer);
            boolean one = offered.stream().anyMatch(option -> option.value().equals(agency));
            Page<StaffStore.Line> page = Page.of(
                    found(viewer, Kana.fold(q), one ? Integer.parseInt(agency) : 0, after),
                    ON_A_PAGE,
                    last -> Integer.toString(last.id()));
            return Screen.of(
                    "access/staff/list",
                    "担当者",
                    new StaffPages.Register(
                            q,
                            agency,
                            offered,
                            page.rows().stream().map(s -> line(s, today, now)).toList(),
                            page.nextKey()));
        });
    }

    /** One more than a page of those whose name, kana or login holds the words; names are folded here and not in the database. */
    private List<StaffStore.Line> found(Viewer.Staff viewer, String words, int agency, int after) {
        List<StaffStore.Line> found = new ArrayList<>();
        int place = after;
        while (found.size() <= ON_A_PAGE) {
            List<StaffStore.Line> next = store.list(viewer, agency, place, AT_ONCE);
            next.stream()
                    .filter(s -> words.isEmpty()
                            || Kana.fold(s.name() + s.kana() + s.login()).contains(words))
                    .limit(ON_A_PAGE + 1L - found.size())
                    .forEach(found::add);
            if (next.size() < AT_ONCE) {
                break;
            }
            place = next.getLast().id();
        }
        return found;
    }

    private static StaffPages.Line line(StaffStore.Line s, LocalDate today, Instant now) {
        Tone tone = Tone.DONE;
        String state = "使えます";
        if (s.until() != null && s.until().isBefore(today)) {
            tone = Tone.ENDED;
            state = "終わり";
        } else if (s.login().isEmpty()) {
            tone = Tone.WAITING;
            state = "ログインなし";
        } else if (s.lockedUntil() != null && s.lockedUntil().isAfter(now)) {
            tone = Tone.CAUTION;
            state = "ロック中";
        } else if (s.agencies().isEmpty()) {
            tone = Tone.CAUTION;
            state = "所属なし";
        }
        return new StaffPages.Line(s.id(), s.name(), s.kana(), s.title(), s.agencies(), tone, state);
    }

    private List<Option> agencyOptions(Viewer.Staff viewer) {
        return agencies.list(viewer).stream()
                .map(a -> Option.of(Integer.toString(a.id().value()), a.name()))
                .toList();
    }

    private StaffStore.Person person(Viewer.Staff viewer, int id) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(viewer, () -> store.find(viewer, id).orElseThrow(NotVisible::new));
    }

    @GetMapping("/staff/{id}")
    Screen card(Viewer.Staff viewer, @PathVariable int id) {
        return db.transact(viewer, () -> {
            StaffStore.Person s = person(viewer, id);
            LocalDate today = db.today(viewer);
            List<StaffStore.DutyRow> duties = store.duties(viewer, id);
            boolean locked = s.lockedUntil() != null && s.lockedUntil().isAfter(db.now(viewer));
            StaffPages.Account account = new StaffPages.Account(
                    s.login(),
                    locked ? Tone.CAUTION : s.mustChange() ? Tone.WAITING : Tone.DONE,
                    locked ? "ロック中" : s.mustChange() ? "次のログインでパスワードを変えます" : "使えます",
                    locked,
                    !s.secondFactor().equals("NONE"),
                    s.secondFactor().equals("NONE") || viewer.staff().value() == id
                            ? ""
                            : "/staff/" + id + "/factor-reset");
            List<StaffPages.Hat> hats = store.hats(viewer, id).stream()
                    .map(h -> {
                        boolean current = h.until() == null || !h.until().isBefore(today);
                        return new StaffPages.Hat(
                                h.name(),
                                h.agency().value(),
                                period(h.from(), h.until()),
                                current,
                                duties.stream()
                                        .filter(d -> d.hat() == h.id())
                                        .map(d -> duty(d, id, today))
                                        .toList(),
                                current ? "/staff/" + id + "/hats/" + h.id() + "/end" : "",
                                current ? "/staff/" + id + "/hats/" + h.id() + "/duties/new" : "");
                    })
                    .toList();
            String ended = s.until() == null
                    ? ""
                    : Wareki.format(s.until()) + (s.until().isBefore(today) ? "で終わりました" : "で終わります");
            return Screen.of(
                    "access/staff/card",
                    s.name(),
                    new StaffPages.Card(id, s.name(), s.kana(), s.title(), ended, hats, account));
        });
    }

    private static StaffPages.DutyLine duty(StaffStore.DutyRow d, int staff, LocalDate today) {
        boolean current = d.until() == null || !d.until().isBefore(today);
        return new StaffPages.DutyLine(
                DutyWords.of(d.duty()),
                period(d.from(), d.until()),
                current,
                current ? "/staff/" + staff + "/duties/" + d.id() + "/end" : "",
                current ? "/staff/" + staff + "/duties/" + d.id() + "/passing" : "");
    }

    private static String period(LocalDate from, @Nullable LocalDate until) {
        return Wareki.compact(from) + " 〜" + (until == null ? "" : " " + Wareki.compact(until));
    }

    @GetMapping("/staff/new")
    Screen newForm(Viewer.Staff viewer, @RequestParam(defaultValue = "") String agency) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return page(viewer, null, forms.open(viewer, Map.of("agency", List.of(agency))))
                .screen();
    }

    private FormPage page(Viewer.Staff viewer, @Nullable Integer id, FormView form) {
        List<FormField> fields = new ArrayList<>(List.of(
                FormField.text("name", "氏名").must(),
                FormField.text("kana", "ふりがな").must(),
                FormField.text("title", "職名").hint("例：社会福祉士")));
        if (id == null) {
            fields.add(FormField.select("agency", "所属する機関", db.transact(viewer, () -> agencyOptions(viewer)))
                    .must());
            fields.add(FormField.checkboxes("duties", "職務", DutyWords.options()).hint("ふつうの担当者は、何も選びません。"));
            fields.add(FormField.brief("login", "ログイン名").hint("半角の英数字。あとからでも作れます。"));
            fields.add(FormField.password("password", "はじめのパスワード").hint("本人に直接伝えます。最初のログインで、本人が変えます。"));
        }
        return new FormPage(
                id == null ? "担当者を登録する" : "担当者を直す",
                "",
                id == null ? "/staff" : "/staff/" + id,
                id == null ? "登録する" : "保存する",
                id == null ? "/staff" : "/staff/" + id,
                fields,
                form.without(SECRET));
    }

    @PostMapping("/staff")
    Object create(Viewer.Staff viewer, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        String hash = encoded(form);
        return forms.submit(viewer, form, again -> page(viewer, null, again).screen(), in -> {
            String name = in.requiredLine("name", "氏名", 60);
            String kana = in.requiredLine("kana", "ふりがな", 80);
            String title = in.line("title", 60);
            String agency = agency(viewer, in);
            List<String> duties = in.codes("duties", dutyNames());
            String login = form.raw("login").isBlank() ? "" : login(viewer, in);
            if (!login.isEmpty() || !form.raw("password").isEmpty()) {
                password(in, login);
                if (login.isEmpty()) {
                    in.error("login", "ログイン名を入れてください。");
                }
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            int id = store.create(viewer, name, kana, title);
            int hat = store.addHat(viewer, id, Integer.parseInt(agency), db.today(viewer));
            duties.forEach(duty -> store.addDuty(viewer, hat, Duty.valueOf(duty), db.today(viewer)));
            if (!login.isEmpty()) {
                store.createAccount(viewer, id, login, hash);
            }
            audit.administered(viewer, "access.staff", Detail.fields("name", "hat", "duty", "account"));
            return new Outcome.Done("/staff/" + id, "担当者を登録しました。");
        });
    }

    /** Slow on purpose, and therefore before the transaction. */
    private String encoded(Submission form) {
        String password = form.raw("password");
        return password.isEmpty() || password.length() > 1000 ? "" : signIns.encode(password);
    }

    private String agency(Viewer.Staff viewer, Reading in) {
        String agency = in.code("agency", Option.values(agencyOptions(viewer)));
        if (agency.isEmpty()) {
            in.error("agency", "機関を選んでください。");
        }
        return agency;
    }

    private static Set<String> dutyNames() {
        return Option.values(DutyWords.options());
    }

    private String login(Viewer.Staff viewer, Reading in) {
        String login = in.requiredLine("login", "ログイン名", 60);
        if (!login.isEmpty() && !login.matches("[A-Za-z0-9._@-]{2,60}")) {
            in.error("login", "ログイン名は、半角の英数字と . _ @ - で2文字以上にしてください。");
        } else if (!login.isEmpty() && store.isTaken(viewer, login)) {
            in.error("login", "このログイン名は、もう使われています。");
        }
        return login;
    }

    private static void password(Reading in, String login) {
        if (PasswordRule.judge(login, in.form().raw("password")) instanceof Decision.Refused<String> refused) {
            in.error("password", refused.reason());
        }
    }

    @GetMapping("/staff/{id}/edit")
    Screen edit(Viewer.Staff viewer, @PathVariable int id) {
        person(viewer, id);
        Editable.Opened current = db.transact(viewer, () -> editable(viewer, id).current());
        return page(viewer, id, forms.open(viewer, current)).screen();
    }

    @PostMapping("/staff/{id}")
    Object change(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        person(viewer, id);
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again).screen(),
                in -> {
                    String name = in.requiredLine("name", "氏名", 60);
                    String kana = in.requiredLine("kana", "ふりがな", 80);
                    String title = in.line("title", 60);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    store.change(viewer, id, name, kana, title, in.version());
                    audit.administered(viewer, "access.staff", Detail.fields("name", "title"));
                    return new Outcome.Done("/staff/" + id, "担当者を直しました。");
                },
                editable(viewer, id));
    }

    private Editable editable(Viewer.Staff viewer, int id) {
        return new Editable() {
            @Override
            public Opened current() {
                StaffStore.Person s = store.find(viewer, id).orElseThrow(NotVisible::new);
                Map<String, List<String>> values = new LinkedHashMap<>();
                values.put("name", List.of(s.name()));
                values.put("kana", List.of(s.kana()));
                values.put("title", List.of(s.title()));
                return new Opened(s.version(), values, "担当者", "ほかの管理者", "さきほど", "/staff/" + id);
            }

            @Override
            public Map<String, String> labels() {
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put("name", "氏名");
                labels.put("kana", "ふりがな");
                labels.put("title", "職名");
                return labels;
            }
        };
    }

    @GetMapping("/staff/{id}/end")
    Screen endForm(Viewer.Staff viewer, @PathVariable int id) {
        return endPage(viewer, id, forms.button()).screen();
    }

    private FormPage endPage(Viewer.Staff viewer, int id, FormView form) {
        return Ending.page(
                person(viewer, id).name() + " さんの利用を終える",
                "担当しているケースは、先に引き継いでください。書いた記録は、そのまま残ります。",
                "/staff/" + id + "/end",
                "/staff/" + id,
                form);
    }

    @PostMapping("/staff/{id}/end")
    Object end(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        person(viewer, id);
        return forms.submit(viewer, form, again -> endPage(viewer, id, again).screen(), in -> {
            LocalDate last = Ending.lastDay(in, db.today(viewer));
            if (viewer.staff().value() == id) {
                in.error("when", "自分の利用は、終えられません。ほかの管理者に頼んでください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.end(viewer, id, last);
            if (last.isBefore(db.today(viewer))) {
                store.endSessions(viewer, new StaffId(id));
            }
            audit.administered(viewer, "access.staff.end", Detail.fields("valid_until"));
            return new Outcome.Done("/staff/" + id, "利用を終えました。");
        });
    }

    @GetMapping("/staff/{id}/hats/new")
    Screen hatForm(Viewer.Staff viewer, @PathVariable int id) {
        return hatPage(viewer, id, forms.button()).screen();
    }

    private FormPage hatPage(Viewer.Staff viewer, int id, FormView form) {
        StaffStore.Person s = person(viewer, id);
        return new FormPage(
                "所属を加える",
                s.name() + " さん。いくつもの機関に所属する人は、一度に1つの立場で働きます。",
                "/staff/" + id + "/hats",
                "加える",
                "/staff/" + id,
                List.of(
                        FormField.select("agency", "所属する機関", db.transact(viewer, () -> agencyOptions(viewer)))
                                .must(),
                        FormField.date("from", "いつから").must()),
                form);
    }

    @PostMapping("/staff/{id}/hats")
    Object addHat(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        person(viewer, id);
        return forms.submit(viewer, form, again -> hatPage(viewer, id, again).screen(), in -> {
            LocalDate today = db.today(viewer);
            String agency = agency(viewer, in);
            LocalDate from = in.requiredDate("from", "いつから", today);
            if (!agency.isEmpty()
                    && store.hats(viewer, id).stream()
                            .anyMatch(h -> Integer.toString(h.agency().value()).equals(agency)
                                    && (h.until() == null || !h.until().isBefore(from)))) {
                in.error("agency", "この機関には、もう所属しています。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.addHat(viewer, id, Integer.parseInt(agency), from);
            audit.administered(viewer, "access.hat", Detail.fields("agency_id", "valid_from"));
            return new Outcome.Done("/staff/" + id, "所属を加えました。");
        });
    }

    @GetMapping("/staff/{id}/hats/{hat}/end")
    Screen endHatForm(Viewer.Staff viewer, @PathVariable int id, @PathVariable int hat) {
        return endHatPage(viewer, id, hat, forms.button()).screen();
    }

    private StaffStore.Hat hat(Viewer.Staff viewer, int id, int hat) {
        person(viewer, id);
        return db.transact(
                viewer,
                () -> store.hats(viewer, id).stream()
                        .filter(h -> h.id() == hat)
                        .findFirst()
                        .orElseThrow(NotVisible::new));
    }

    private FormPage endHatPage(Viewer.Staff viewer, int id, int hat, FormView form) {
        return Ending.page(
                "所属を終える",
                hat(viewer, id, hat).name() + "。この立場で見ていたものは、見られなくなります。",
                "/staff/" + id + "/hats/" + hat + "/end",
                "/staff/" + id,
                form);
    }

    @PostMapping("/staff/{id}/hats/{hat}/end")
    Object endHat(Viewer.Staff viewer, @PathVariable int id, @PathVariable int hat, Submission form) {
        StaffStore.Hat ending = hat(viewer, id, hat);
        return forms.submit(
                viewer, form, again -> endHatPage(viewer, id, hat, again).screen(), in -> {
                    LocalDate last = Ending.lastDay(in, db.today(viewer));
                    if (viewer.staff().value() == id && ending.agency().equals(viewer.agency())) {
                        in.error("when", "いまの自分の立場は、終えられません。");
                    }
                    if (!in.hasErrors() && !store.endHat(viewer, id, hat, last)) {
                        in.error("when", "この所属は、もう終わっています。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    audit.administered(viewer, "access.hat.end", Detail.fields("valid_until"));
                    return new Outcome.Done("/staff/" + id, "所属を終えました。");
                });
    }

    @GetMapping("/staff/{id}/hats/{hat}/duties/new")
    Screen dutyForm(Viewer.Staff viewer, @PathVariable int id, @PathVariable int hat) {
        return dutyPage(viewer, id, hat, forms.button()).screen();
    }

    private FormPage dutyPage(Viewer.Staff viewer, int id, int hat, FormView form) {
        StaffStore.Hat found = hat(viewer, id, hat);
        return new FormPage(
                "職務を加える",
                found.name() + " の立場での職務",
                "/staff/" + id + "/hats/" + hat + "/duties",
                "加える",
                "/staff/" + id,
                List.of(
                        FormField.radios("duty", "職務", DutyWords.options()).must(),
                        FormField.date("from", "いつから").must()),
                form);
    }

    @PostMapping("/staff/{id}/hats/{hat}/duties")
    Object addDuty(Viewer.Staff viewer, @PathVariable int id, @PathVariable int hat, Submission form) {
        hat(viewer, id, hat);
        return forms.submit(
                viewer, form, again -> dutyPage(viewer, id, hat, again).screen(), in -> {
                    LocalDate today = db.today(viewer);
                    String duty = in.code("duty", dutyNames());
                    if (duty.isEmpty()) {
                        in.error("duty", "職務を選んでください。");
                    }
                    LocalDate from = in.requiredDate("from", "いつから", today);
                    if (store.duties(viewer, id).stream()
                            .anyMatch(d -> d.hat() == hat
                                    && d.duty().name().equals(duty)
                                    && (d.until() == null || !d.until().isBefore(from)))) {
                        in.error("duty", "この職務は、もう加わっています。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    store.addDuty(viewer, hat, Duty.valueOf(duty), from);
                    audit.administered(viewer, "access.duty", Detail.fields("duty", "valid_from"));
                    return new Outcome.Done("/staff/" + id, "職務を加えました。");
                });
    }

    @GetMapping("/staff/{id}/duties/{duty}/end")
    Screen endDutyForm(Viewer.Staff viewer, @PathVariable int id, @PathVariable int duty) {
        return endDutyPage(viewer, id, duty, forms.button()).screen();
    }

    private FormPage endDutyPage(Viewer.Staff viewer, int id, int duty, FormView form) {
        person(viewer, id);
        StaffStore.DutyRow found = db.transact(
                viewer,
                () -> store.duties(viewer, id).stream()
                        .filter(d -> d.id() == duty)
                        .findFirst()
                        .orElseThrow(NotVisible::new));
        return Ending.page(
                "職務を終える",
                DutyWords.of(found.duty()),
                "/staff/" + id + "/duties/" + duty + "/end",
                "/staff/" + id,
                form);
    }

    @PostMapping("/staff/{id}/duties/{duty}/end")
    Object endDuty(Viewer.Staff viewer, @PathVariable int id, @PathVariable int duty, Submission form) {
        endDutyPage(viewer, id, duty, forms.button());
        return forms.submit(
                viewer, form, again -> endDutyPage(viewer, id, duty, again).screen(), in -> {
                    LocalDate last = Ending.lastDay(in, db.today(viewer));
                    if (viewer.staff().value() == id) {
                        in.error("when", "自分の職務は、終えられません。ほかの管理者に頼んでください。");
                    }
                    if (!in.hasErrors() && !store.endDuty(viewer, id, duty, last)) {
                        in.error("when", "この職務は、もう終わっています。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    audit.administered(viewer, "access.duty.end", Detail.fields("valid_until"));
                    return new Outcome.Done("/staff/" + id, "職務を終えました。");
                });
    }

    // ---- 異動: a duty passes to somebody else of the same agency

    @GetMapping("/staff/{id}/duties/{duty}/passing")
    Screen passForm(Viewer.Staff viewer, @PathVariable int id, @PathVariable int duty) {
        return passPage(viewer, id, duty, forms.button()).screen();
    }

    private StaffStore.DutyRow duty(Viewer.Staff viewer, int id, int duty) {
        person(viewer, id);
        return db.transact(
                viewer,
                () -> store.duties(viewer, id).stream()
                        .filter(d -> d.id() == duty)
                        .filter(d -> d.until() == null || !d.until().isBefore(db.today(viewer)))
                        .findFirst()
                        .orElseThrow(NotVisible::new));
    }

    private List<StaffStore.Worn> successors(Viewer.Staff viewer, int id, StaffStore.DutyRow duty) {
        return store.worn(viewer, hat(viewer, id, duty.hat()).agency()).stream()
                .filter(worn -> worn.staff().value() != id)
                .toList();
    }

    private FormPage passPage(Viewer.Staff viewer, int id, int duty, FormView form) {
        StaffStore.DutyRow found = duty(viewer, id, duty);
        return db.transact(
                viewer,
                () -> new FormPage(
                        "職務を引き継ぐ",
                        DutyWords.of(found.duty()) + "。その日から引き継ぐ人の職務になり、前の日でこの人の職務は終わります。",
                        "/staff/" + id + "/duties/" + duty + "/passing",
                        "引き継ぐ",
                        "/staff/" + id,
                        List.of(
                                FormField.select(
                                                "to",
                                                "引き継ぐ人",
                                                successors(viewer, id, found).stream()
                                                        .map(worn -> Option.of(
                                                                Integer.toString(worn.hat()),
                                                                worn.factor()
                                                                        ? worn.name()
                                                                        : worn.name() + "（二つ目の確認は、まだ）"))
                                                        .toList())
                                        .must(),
                                FormField.date("from", "引き継ぐ日").must()),
                        form));
    }

    @PostMapping("/staff/{id}/duties/{duty}/passing")
    Object pass(Viewer.Staff viewer, @PathVariable int id, @PathVariable int duty, Submission form) {
        duty(viewer, id, duty);
        return forms.submit(
                viewer, form, again -> passPage(viewer, id, duty, again).screen(), in -> {
                    StaffStore.DutyRow found = duty(viewer, id, duty);
                    LocalDate today = db.today(viewer);
                    List<StaffStore.Worn> successors = successors(viewer, id, found);
                    String to = in.code(
                            "to",
                            successors.stream()
                                    .map(worn -> Integer.toString(worn.hat()))
                                    .collect(Collectors.toSet()));
                    if (to.isEmpty()) {
                        in.error("to", "引き継ぐ人を選んでください。");
                    }
                    LocalDate from = in.requiredDate("from", "引き継ぐ日", today);
                    if (from.isBefore(today) || !from.isAfter(found.from())) {
                        in.error("from", "きょうからの、職務が始まったあとの日にしてください。");
                    }
                    if (viewer.staff().value() == id) {
                        in.error("to", "自分の職務は、ほかの管理者に頼んでください。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    StaffStore.Worn successor = successors.stream()
                            .filter(worn -> Integer.toString(worn.hat()).equals(to))
                            .findFirst()
                            .orElseThrow(NotVisible::new);
                    if (!successor.isWornOn(from)) {
                        in.error("to", "その日に、この機関の所属がありません。");
                        return in.invalid();
                    }
                    boolean has = store.duties(viewer, successor.staff().value()).stream()
                            .anyMatch(d -> d.hat() == successor.hat()
                                    && d.duty() == found.duty()
                                    && (d.until() == null || !d.until().isBefore(from)));
                    if (!has) {
                        store.addDuty(viewer, successor.hat(), found.duty(), from);
                        audit.administered(viewer, "access.duty", Detail.fields("duty", "valid_from"));
                    }
                    store.endDuty(viewer, id, duty, from.minusDays(1));
                    audit.administered(viewer, "access.duty.end", Detail.fields("valid_until"));
                    return new Outcome.Done(
                            "/staff/" + id,
                            successor.factor()
                                    ? "職務を引き継ぎました。"
                                    : "職務を引き継ぎました。引き継ぐ人は、二つ目の確認をまだ登録していません。その日までに登録するよう伝えてください。");
                });
    }

    @GetMapping("/staff/{id}/account")
    Screen accountForm(Viewer.Staff viewer, @PathVariable int id) {
        return accountPage(viewer, id, forms.button()).screen();
    }

    private FormPage accountPage(Viewer.Staff viewer, int id, FormView form) {
        StaffStore.Person s = person(viewer, id);
        boolean first = s.login().isEmpty();
        FormField password =
                FormField.password("password", "はじめのパスワード").must().hint("10文字以上。本人に直接伝えます。次のログインで、本人が変えます。");
        return new FormPage(
                first ? "ログインを作る" : "パスワードを渡し直す",
                first ? s.name() + " さん" : s.name() + " さん（" + s.login() + "）。いまのログインは、すべて切れます。",
                "/staff/" + id + "/account",
                first ? "作る" : "渡し直す",
                "/staff/" + id,
                first ? List.of(FormField.brief("login", "ログイン名").must().hint("半角の英数字"), password) : List.of(password),
                form.without(SECRET));
    }

    @PostMapping("/staff/{id}/account")
    Object account(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        StaffStore.Person s = person(viewer, id);
        String hash = encoded(form);
        return forms.submit(
                viewer, form, again -> accountPage(viewer, id, again).screen(), in -> {
                    String login = s.login().isEmpty() ? login(viewer, in) : s.login();
                    password(in, login);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    if (s.login().isEmpty()) {
                        store.createAccount(viewer, id, login, hash);
                    } else {
                        store.givePassword(viewer, id, hash);
                        store.endSessions(viewer, new StaffId(id));
                    }
                    audit.administered(viewer, "access.account", Detail.fields("login", "password"));
                    return new Outcome.Done("/staff/" + id, "パスワードをきめました。本人に直接伝えてください。");
                });
    }

    @GetMapping("/staff/{id}/unlock")
    Screen unlockForm(Viewer.Staff viewer, @PathVariable int id) {
        return unlockPage(viewer, id, forms.button()).screen();
    }

    private FormPage unlockPage(Viewer.Staff viewer, int id, FormView form) {
        return new FormPage(
                "ロックを外す",
                person(viewer, id).name() + " さん。本人がまちがえたのかを、電話などで確かめてから外します。",
                "/staff/" + id + "/unlock",
                "ロックを外す",
                "/staff/" + id,
                List.of(),
                form);
    }

    @PostMapping("/staff/{id}/unlock")
    Object unlock(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        person(viewer, id);
        return forms.submit(viewer, form, again -> unlockPage(viewer, id, again).screen(), in -> {
            store.unlock(viewer, id);
            audit.administered(viewer, "access.account.unlock", Detail.fields("locked_until"));
            return new Outcome.Done("/staff/" + id, "ロックを外しました。");
        });
    }

    @GetMapping("/staff/{id}/factor-reset")
    Screen factorResetForm(Viewer.Staff viewer, @PathVariable int id) {
        return factorResetPage(viewer, id, forms.button()).screen();
    }

    private FormPage factorResetPage(Viewer.Staff viewer, int id, FormView form) {
        StaffStore.Person s = person(viewer, id);
        // Whoever holds the second proof renews it; a session alone must not be able to drop it.
        if (s.secondFactor().equals("NONE") || viewer.staff().value() == id) {
            throw new NotVisible();
        }
        return new FormPage(
                "二つ目の確認を解く",
                s.name() + " さん。本人が携帯電話と控えをなくしたことを、会うか、知っている番号への電話で確かめてから解きます。" + "いまのログインはすべて切れ、本人には画面で知らせます。",
                "/staff/" + id + "/factor-reset",
                "解く",
                "/staff/" + id,
                List.of(),
                form);
    }

    @PostMapping("/staff/{id}/factor-reset")
    Object resetFactor(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        person(viewer, id);
        return forms.submit(
                viewer, form, again -> factorResetPage(viewer, id, again).screen(), in -> {
                    factorResetPage(viewer, id, forms.button());
                    store.resetFactor(viewer, id);
                    store.endSessions(viewer, new StaffId(id));
                    audit.administered(viewer, "access.account.factor-reset", Detail.fields("second_factor"));
                    return new Outcome.Done("/staff/" + id, "二つ目の確認を解きました。");
                });
    }
}
