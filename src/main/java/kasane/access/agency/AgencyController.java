package kasane.access.agency;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.access.Areas;
import kasane.access.Ending;
import kasane.access.NavEntry;
import kasane.access.Network;
import kasane.access.Reach;
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
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Kana;
import kasane.shared.Page;
import kasane.shared.Reason;
import kasane.shared.StaffId;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 機関: the directory and the cards for everybody, and their upkeep by the システム管理者. */
@Controller
class AgencyController {

    @Configuration
    static class Navigation {
        @Bean
        NavEntry agenciesEntry() {
            return new NavEntry(80, "機関", "/agencies", "g a", viewer -> true);
        }

        /** The settings lie below this module and know no navigation, so their entry stands here. */
        @Bean
        NavEntry settingsEntry() {
            return new NavEntry(90, "設定", "/settings", null, viewer -> viewer.has(Duty.SYSTEM_ADMINISTRATOR));
        }
    }

    private static final int ON_A_PAGE = 50;

    private final Db db;
    private final Agencies agencies;
    private final AgencyStore store;
    private final Areas areas;
    private final Codes codes;
    private final Forms forms;
    private final AuditTrail audit;

    AgencyController(
            Db db, Agencies agencies, AgencyStore store, Areas areas, Codes codes, Forms forms, AuditTrail audit) {
        this.db = db;
        this.agencies = agencies;
        this.store = store;
        this.areas = areas;
        this.codes = codes;
        this.forms = forms;
        this.audit = audit;
    }

    @GetMapping("/agencies")
    Screen directory(
            Viewer.Staff viewer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "0") int after) {
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            List<Agencies.Agency> all = agencies.list(viewer);
            Map<AgencyId, List<AgencyStore.AreaOf>> where =
                    store.allAreas(viewer).stream().collect(Collectors.groupingBy(AgencyStore.AreaOf::agency));
            String words = fold(q);
            // The directory is read whole for its choices; a page of it begins after the agency that ended the last
            // one.
            Page<AgencyPages.Line> page = Page.of(
                    all.stream()
                            .skip(1L
                                    + all.stream()
                                            .map(a -> a.id().value())
                                            .toList()
                                            .indexOf(after))
                            .filter(a -> field.isEmpty() || a.fields().contains(field))
                            .filter(a -> area.isEmpty()
                                    || where.getOrDefault(a.id(), List.of()).stream()
                                            .anyMatch(x ->
                                                    Integer.toString(x.area()).equals(area)))
                            .filter(a -> words.isEmpty()
                                    || fold(a.name() + a.kana() + a.does()).contains(words))
                            .map(a -> new AgencyPages.Line(
                                    a.id().value(),
                                    a.name(),
                                    a.kana(),
                                    codes.labelOn("agency-kind", a.kind(), today),
                                    fields(a, today),
                                    where.getOrDefault(a.id(), List.of()).stream()
                                            .map(AgencyStore.AreaOf::name)
                                            .collect(Collectors.joining("、")),
                                    a.phone(),
                                    a.does(),
                                    a.takesReferrals(),
                                    a.onPaper()))
                            .limit(ON_A_PAGE + 1L)
                            .toList(),
                    ON_A_PAGE,
                    last -> Integer.toString(last.id()));
            return Screen.of(
                    "access/agency/directory",
                    "機関",
                    new AgencyPages.Directory(
                            q,
                            field,
                            area,
                            options("field", today),
                            areas.options(viewer),
                            page.rows(),
                            page.nextKey(),
                            all.size(),
                            viewer.has(Duty.SYSTEM_ADMINISTRATOR)));
        });
    }

    /** Kana, width, case and variants of a character are one when somebody looks for a name. */
    private static String fold(String text) {
        return Kana.fold(text);
    }

    private String fields(Agencies.Agency agency, LocalDate today) {
        return agency.fields().stream()
                .map(field -> codes.labelOn("field", field, today))
                .collect(Collectors.joining("・"));
    }

    private List<Option> options(String list, LocalDate today) {
        return codes.list(list, today).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @GetMapping("/agencies/{id}")
    Screen card(Viewer.Staff viewer, @PathVariable int id) {
        AgencyId agency = agencyId(id);
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            Agencies.Agency card = agencies.find(viewer, agency);
            AgencyStore.Validity validity = store.validity(viewer, agency).orElseThrow(NotVisible::new);
            boolean administrator = viewer.has(Duty.SYSTEM_ADMINISTRATOR);
            boolean arranges = arranges(viewer, agency);
            boolean absence = arranges || arrangesOwn(viewer, agency);
            return Screen.of(
                    "access/agency/card",
                    card.name(),
                    new AgencyPages.Card(
                            card,
                            codes.labelOn("agency-kind", card.kind(), today),
                            fields(card, today),
                            store.areas(viewer, agency).stream()
                                    .map(a -> a.system() + "　" + a.name())
                                    .toList(),
                            store.functions(viewer, agency).stream()
                                    .map(f -> function(f, id, today, administrator))
                                    .toList(),
                            agencies.colleagues(viewer, agency),
                            store.reaches(viewer, agency).stream()
                                    .map(r -> reach(r, id, today, administrator))
                                    .toList(),
                            store.deputies(viewer, agency).stream()
                                    .map(d -> new AgencyPages.Deputy(
                                            d.staff(),
                                            d.deputy(),
                                            Wareki.compact(d.from()) + " 〜 " + Wareki.compact(d.until()),
                                            arranges(viewer, agency, d.away())
                                                    ? "/agencies/" + id + "/deputies/" + d.id() + "/end"
                                                    : ""))
                                    .toList(),
                            administrator ? networks(viewer, agency, today) : List.of(),
                            validity.until() == null
                                    ? ""
                                    : Wareki.format(validity.until())
                                            + (validity.until().isBefore(today) ? "で終わりました" : "で終わります"),
                            administrator,
                            arranges,
                            absence));
        });
    }

    private AgencyPages.Function function(AgencyStore.Function f, int agency, LocalDate today, boolean administrator) {
        boolean current = f.until() == null || !f.until().isBefore(today);
        return new AgencyPages.Function(
                codes.labelOn("project-item", f.item(), today),
                (f.commissioned() ? "委託" : "直営")
                        + (f.baseType().isEmpty() ? "" : "・" + codes.labelOn("base-type", f.baseType(), today)),
                Wareki.compact(f.from()) + " 〜" + (f.until() == null ? "" : " " + Wareki.compact(f.until())),
                current,
                administrator && current ? "/agencies/" + agency + "/functions/" + f.id() + "/end" : "");
    }

    private static AgencyPages.ReachedBy reach(
            AgencyStore.ReachedBy r, int agency, LocalDate today, boolean administrator) {
        return new AgencyPages.ReachedBy(
                r.way().word(),
                r.note(),
                Wareki.compact(r.from()) + " 〜" + (r.until() == null ? "" : " " + Wareki.compact(r.until())),
                r.lasts(today),
                administrator && r.lasts(today) ? "/agencies/" + agency + "/reaches/" + r.id() + "/end" : "");
    }

    private List<AgencyPages.AllowedNetwork> networks(Viewer.Staff viewer, AgencyId agency, LocalDate today) {
        return store.networks(viewer, agency).stream()
                .map(n -> new AgencyPages.AllowedNetwork(
                        n.network(),
                        n.note(),
                        Wareki.compact(n.from()) + " 〜" + (n.until() == null ? "" : " " + Wareki.compact(n.until())),
                        n.lasts(today),
                        n.lasts(today) ? "/agencies/" + agency.value() + "/networks/" + n.id() + "/end" : ""))
                .toList();
    }

    /** A number in an address that can be nobody's is as unknown as any other. */
    private static AgencyId agencyId(int id) {
        if (id <= 0) {
            throw new NotVisible();
        }
        return new AgencyId(id);
    }

    private static boolean arranges(Viewer.Staff viewer, AgencyId agency) {
        return viewer.has(Duty.SYSTEM_ADMINISTRATOR)
                || (viewer.has(Duty.MANAGER) && viewer.agency().equals(agency));
    }

    /** One's own absence in one's own agency. */
    private static boolean arrangesOwn(Viewer.Staff viewer, AgencyId agency) {
        return viewer.agency().equals(agency);
    }

    /** Whose absence the viewer may arrange. */
    private static boolean arranges(Viewer.Staff viewer, AgencyId agency, StaffId staff) {
        return arranges(viewer, agency)
                || arrangesOwn(viewer, agency) && viewer.staff().equals(staff);
    }

    @GetMapping("/agencies/new")
    Screen newForm(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        FormView form = forms.open(viewer, Map.of("takes", List.of("yes")));
        return page(viewer, null, form).screen();
    }

    @PostMapping("/agencies")
    Object create(Viewer.Staff viewer, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return forms.submit(viewer, form, again -> page(viewer, null, again).screen(), in -> {
            LocalDate from = in.requiredDate("from", "はじまる日", db.today(viewer));
            AgencyStore.Card card = read(viewer, in);
            if (in.hasErrors()) {
                return in.invalid();
            }
            AgencyId id = store.create(viewer, card, from);
            areas(viewer, id, in);
            audit.administered(viewer, "access.agency", Detail.fields("name", "card"));
            return new Outcome.Done("/agencies/" + id.value(), "機関を登録しました。");
        });
    }

    @GetMapping("/agencies/{id}/edit")
    Screen edit(Viewer.Staff viewer, @PathVariable int id) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return page(
                        viewer,
                        id,
                        forms.open(
                                viewer,
                                db.transact(
                                        viewer,
                                        () -> editable(viewer, agencyId(id)).current())))
                .screen();
    }

    @PostMapping("/agencies/{id}")
    Object change(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        AgencyId agency = agencyId(id);
        db.run(viewer, () -> agencies.find(viewer, agency));
        return forms.submit(
                viewer,
                form,
                again -> page(viewer, id, again).screen(),
                in -> {
                    AgencyStore.Card card = read(viewer, in);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    store.change(viewer, agency, card, in.version());
                    areas(viewer, agency, in);
                    audit.administered(viewer, "access.agency", Detail.fields("name", "card"));
                    return new Outcome.Done("/agencies/" + id, "機関カードを直しました。");
                },
                editable(viewer, agency));
    }

    private FormPage page(Viewer.Staff viewer, @Nullable Integer id, FormView form) {
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            List<Option> places = areas.options(viewer);
            List<FormField> fields = new java.util.ArrayList<>(List.of(
                    FormField.text("name", "機関の名前").must(),
                    FormField.text("kana", "ふりがな").must().hint("一覧の並び順になります。"),
                    FormField.select("kind", "種類", options("agency-kind", today))
                            .must(),
                    FormField.checkboxes("fields", "分野", options("field", today)),
                    FormField.text("phone", "電話"),
                    FormField.text("fax", "FAX番号").hint("紙でつなぐとき、送る番号・返信をもらう番号になります。"),
                    FormField.text("address", "所在地"),
                    FormField.text("hours", "受付時間").hint("例：平日 8:30〜17:15"),
                    FormField.block("does", "できること").hint("ほかの機関の人が読んで、つないでよいか分かるように書きます。"),
                    FormField.block("doesNot", "できないこと"),
                    FormField.text("contact", "だれに電話するか").hint("例：総合相談 担当まで"),
                    FormField.checkboxes("municipal", "自治体の機関", List.of(Option.of("yes", "市区町村の直営の機関"))),
                    FormField.checkboxes("takes", "つなぎ", List.of(Option.of("yes", "ほかの機関からのつなぎを受ける"))),
                    FormField.text("secrecy", "独自の守秘義務").hint("本人の「はい」がなければ送れない機関だけ。例：地方税法22条")));
            if (!places.isEmpty()) {
                fields.add(5, FormField.checkboxes("areas", "担当する圏域", places).hint("町の全体なら、何も選びません。"));
            }
            if (id == null) {
                fields.add(3, FormField.date("from", "はじまる日").must());
            }
            return new FormPage(
                    id == null ? "機関を登録する" : "機関カードを直す",
                    "",
                    id == null ? "/agencies" : "/agencies/" + id,
                    id == null ? "登録する" : "保存する",
                    id == null ? "/agencies" : "/agencies/" + id,
                    fields,
                    form);
        });
    }

    private AgencyStore.Card read(Viewer.Staff viewer, Reading in) {
        LocalDate today = db.today(viewer);
        Set<String> kinds = codes("agency-kind", today);
        String kind = in.code("kind", kinds);
        if (kind.isEmpty()) {
            in.error("kind", "種類を選んでください。");
        }
        return new AgencyStore.Card(
                in.requiredLine("name", "機関の名前", 80),
                in.requiredLine("kana", "ふりがな", 120),
                kind,
                in.codes("fields", codes("field", today)),
                in.checked("municipal"),
                in.line("secrecy", 80),
                in.checked("takes"),
                in.phone("phone"),
                in.phone("fax"),
                in.line("address", 200),
                in.line("hours", 100),
                in.block("does", 1000),
                in.block("doesNot", 1000),
                in.line("contact", 100));
    }

    private Set<String> codes(String list, LocalDate today) {
        return codes.list(list, today).stream().map(Codes.Code::code).collect(Collectors.toSet());
    }

    private void areas(Viewer.Staff viewer, AgencyId agency, Reading in) {
        Set<String> offered = Option.values(areas.options(viewer));
        Set<Integer> wanted =
                in.codes("areas", offered).stream().map(Integer::valueOf).collect(Collectors.toSet());
        Set<Integer> now = new HashSet<>(store.areaIds(viewer, agency));
        wanted.stream().filter(area -> !now.contains(area)).forEach(area -> store.addArea(viewer, agency, area));
        now.stream().filter(area -> !wanted.contains(area)).forEach(area -> store.endArea(viewer, agency, area));
    }

    private Editable editable(Viewer.Staff viewer, AgencyId id) {
        return new Editable() {
            @Override
            public Opened current() {
                Agencies.Agency a = agencies.find(viewer, id);
                AgencyStore.Validity validity = store.validity(viewer, id).orElseThrow(NotVisible::new);
                Map<String, List<String>> values = new LinkedHashMap<>();
                values.put("name", List.of(a.name()));
                values.put("kana", List.of(a.kana()));
                values.put("kind", List.of(a.kind()));
                values.put("fields", a.fields());
                values.put(
                        "areas",
                        store.areaIds(viewer, id).stream().map(Object::toString).toList());
                values.put("phone", List.of(a.phone()));
                values.put("fax", List.of(a.fax()));
                values.put("address", List.of(a.address()));
                values.put("hours", List.of(a.hours()));
                values.put("does", List.of(a.does()));
                values.put("doesNot", List.of(a.doesNot()));
                values.put("contact", List.of(a.contact()));
                values.put("municipal", a.municipal() ? List.of("yes") : List.of());
                values.put("takes", a.takesReferrals() ? List.of("yes") : List.of());
                values.put("secrecy", List.of(a.ownSecrecy()));
                return new Opened(validity.version(), values, "機関カード", "ほかの管理者", "さきほど", "/agencies/" + id.value());
            }

            @Override
            public Map<String, String> labels() {
                Map<String, String> labels = new LinkedHashMap<>();
                String[] pairs = {
                    "name",
                    "機関の名前",
                    "kana",
                    "ふりがな",
                    "kind",
                    "種類",
                    "fields",
                    "分野",
                    "areas",
                    "担当する圏域",
                    "phone",
                    "電話",
                    "fax",
                    "FAX番号",
                    "address",
                    "所在地",
                    "hours",
                    "受付時間",
                    "does",
                    "できること",
                    "doesNot",
                    "できないこと",
                    "contact",
                    "だれに電話するか",
                    "municipal",
                    "自治体の機関",
                    "takes",
                    "つなぎ",
                    "secrecy",
                    "独自の守秘義務"
                };
                for (int i = 0; i < pairs.length; i += 2) {
                    labels.put(pairs[i], pairs[i + 1]);
                }
                return labels;
            }

            @Override
            public Set<String> joinable() {
                return Set.copyOf(Arrays.asList("does", "doesNot"));
            }
        };
    }

    @GetMapping("/agencies/{id}/end")
    Screen endForm(Viewer.Staff viewer, @PathVariable int id) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return endPage(viewer, id, forms.button()).screen();
    }

    private FormPage endPage(Viewer.Staff viewer, int id, FormView form) {
        Agencies.Agency agency = db.transact(viewer, () -> agencies.find(viewer, agencyId(id)));
        return Ending.page(
                agency.name() + "を終える",
                "終えた機関の立場では、だれも記録を見られなくなります。担当しているケースは、先に引き継いでください。",
                "/agencies/" + id + "/end",
                "/agencies/" + id,
                form);
    }

    @PostMapping("/agencies/{id}/end")
    Object end(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        endPage(viewer, id, forms.button());
        return forms.submit(viewer, form, again -> endPage(viewer, id, again).screen(), in -> {
            LocalDate last = Ending.lastDay(in, db.today(viewer));
            if (viewer.agency().value() == id) {
                in.error("when", "いまの自分の立場の機関は、終えられません。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.end(viewer, agencyId(id), last);
            audit.administered(viewer, "access.agency.end", Detail.fields("valid_until"));
            return new Outcome.Done("/agencies/" + id, "機関を終えました。");
        });
    }

    @GetMapping("/agencies/{id}/functions/new")
    Screen functionForm(Viewer.Staff viewer, @PathVariable int id) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return functionPage(viewer, id, forms.button()).screen();
    }

    private FormPage functionPage(Viewer.Staff viewer, int id, FormView form) {
        return db.transact(viewer, () -> {
            LocalDate today = db.today(viewer);
            Agencies.Agency agency = agencies.find(viewer, agencyId(id));
            return new FormPage(
                    "担う事業を加える",
                    agency.name(),
                    "/agencies/" + id + "/functions",
                    "加える",
                    "/agencies/" + id,
                    List.of(
                            FormField.select("item", "事業", options("project-item", today))
                                    .must(),
                            FormField.radios(
                                            "how",
                                            "実施のしかた",
                                            List.of(Option.of("OWN", "直営"), Option.of("COMMISSIONED", "委託")))
                                    .must(),
                            FormField.select("base", "拠点類型", options("base-type", today))
                                    .hint("1号の拠点だけ。ほかは選びません。"),
                            FormField.date("from", "いつから").must()),
                    form);
        });
    }

    @PostMapping("/agencies/{id}/functions")
    Object addFunction(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        functionPage(viewer, id, forms.button());
        return forms.submit(
                viewer, form, again -> functionPage(viewer, id, again).screen(), in -> {
                    LocalDate today = db.today(viewer);
                    String item = in.code("item", codes("project-item", today));
                    if (item.isEmpty()) {
                        in.error("item", "事業を選んでください。");
                    }
                    String how = in.code("how", Set.of("OWN", "COMMISSIONED"));
                    if (how.isEmpty()) {
                        in.error("how", "直営か委託かを選んでください。");
                    }
                    String base = in.code("base", codes("base-type", today));
                    if (!base.isEmpty() && !item.startsWith("1-")) {
                        in.error("base", "拠点類型は、1号の事業だけにつけます。");
                    }
                    LocalDate from = in.requiredDate("from", "いつから", today);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    store.addFunction(viewer, agencyId(id), item, how.equals("COMMISSIONED"), base, from);
                    audit.administered(viewer, "access.function", Detail.fields("item", "commissioned"));
                    return new Outcome.Done("/agencies/" + id, "担う事業を加えました。");
                });
    }

    @GetMapping("/agencies/{id}/functions/{function}/end")
    Screen endFunctionForm(Viewer.Staff viewer, @PathVariable int id, @PathVariable int function) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return endFunctionPage(viewer, id, function, forms.button()).screen();
    }

    private FormPage endFunctionPage(Viewer.Staff viewer, int id, int function, FormView form) {
        return db.transact(viewer, () -> {
            AgencyStore.Function found = store.functions(viewer, agencyId(id)).stream()
                    .filter(f -> f.id() == function)
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            return Ending.page(
                    "担う事業を終える",
                    codes.labelOn("project-item", found.item(), db.today(viewer)),
                    "/agencies/" + id + "/functions/" + function + "/end",
                    "/agencies/" + id,
                    form);
        });
    }

    @PostMapping("/agencies/{id}/functions/{function}/end")
    Object endFunction(Viewer.Staff viewer, @PathVariable int id, @PathVariable int function, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        endFunctionPage(viewer, id, function, forms.button());
        return forms.submit(
                viewer,
                form,
                again -> endFunctionPage(viewer, id, function, again).screen(),
                in -> {
                    LocalDate last = Ending.lastDay(in, db.today(viewer));
                    if (!in.hasErrors() && !store.endFunction(viewer, agencyId(id), function, last)) {
                        in.error("when", "この事業は、もう終わっています。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    audit.administered(viewer, "access.function.end", Detail.fields("valid_until"));
                    return new Outcome.Done("/agencies/" + id, "担う事業を終えました。");
                });
    }

    @GetMapping("/agencies/{id}/reaches/new")
    Screen reachForm(Viewer.Staff viewer, @PathVariable int id) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return reachPage(viewer, id, forms.button()).screen();
    }

    private FormPage reachPage(Viewer.Staff viewer, int id, FormView form) {
        return db.transact(viewer, () -> {
            Agencies.Agency agency = agencies.find(viewer, agencyId(id));
            return new FormPage(
                    "届け方を加える",
                    agency.name() + "。かさねを使う担当者がいない間、つなぐシートは紙で届けます。",
                    "/agencies/" + id + "/reaches",
                    "加える",
                    "/agencies/" + id,
                    List.of(
                            FormField.radios(
                                            "way",
                                            "届け方",
                                            Arrays.stream(Reach.values())
                                                    .map(way -> Option.of(way.name(), way.word()))
                                                    .toList())
                                    .must(),
                            FormField.text("note", "注意すること").hint("例：院長あて。午前中はさける。"),
                            FormField.date("from", "いつから").must()),
                    form);
        });
    }

    @PostMapping("/agencies/{id}/reaches")
    Object addReach(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        reachPage(viewer, id, forms.button());
        return forms.submit(viewer, form, again -> reachPage(viewer, id, again).screen(), in -> {
            LocalDate today = db.today(viewer);
            AgencyId agency = agencyId(id);
            Reach way = in.requiredChoice("way", "届け方", Reach.class, Reach.FAX);
            String note = in.line("note", 100);
            LocalDate from = in.requiredDate("from", "いつから", today);
            if (!in.hasErrors()
                    && store.reaches(viewer, agency).stream().anyMatch(r -> r.way() == way && r.lasts(today))) {
                in.error("way", "この届け方は、もう入っています。");
            }
            if (!in.hasErrors()
                    && way == Reach.FAX
                    && agencies.find(viewer, agency).fax().isEmpty()) {
                in.error("way", "先に、機関カードにFAX番号を入れてください。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.addReach(viewer, agency, way, note, from);
            audit.administered(viewer, "access.reach", Detail.fields("way"));
            return new Outcome.Done("/agencies/" + id, "届け方を加えました。");
        });
    }

    @GetMapping("/agencies/{id}/reaches/{reach}/end")
    Screen endReachForm(Viewer.Staff viewer, @PathVariable int id, @PathVariable int reach) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return endReachPage(viewer, id, reach, forms.button()).screen();
    }

    private FormPage endReachPage(Viewer.Staff viewer, int id, int reach, FormView form) {
        return db.transact(viewer, () -> {
            AgencyStore.ReachedBy found = store.reaches(viewer, agencyId(id)).stream()
                    .filter(r -> r.id() == reach)
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            return Ending.page(
                    "届け方を終える",
                    found.way().word(),
                    "/agencies/" + id + "/reaches/" + reach + "/end",
                    "/agencies/" + id,
                    form);
        });
    }

    @PostMapping("/agencies/{id}/reaches/{reach}/end")
    Object endReach(Viewer.Staff viewer, @PathVariable int id, @PathVariable int reach, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        endReachPage(viewer, id, reach, forms.button());
        return forms.submit(
                viewer, form, again -> endReachPage(viewer, id, reach, again).screen(), in -> {
                    LocalDate last = Ending.lastDay(in, db.today(viewer));
                    if (!in.hasErrors() && !store.endReach(viewer, agencyId(id), reach, last)) {
                        in.error("when", "この届け方は、もう終わっています。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    audit.administered(viewer, "access.reach.end", Detail.fields("valid_until"));
                    return new Outcome.Done("/agencies/" + id, "届け方を終えました。");
                });
    }

    @GetMapping("/agencies/{id}/networks/new")
    Screen networkForm(Viewer.Staff viewer, @PathVariable int id, HttpServletRequest request) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return networkPage(viewer, id, request, forms.button()).screen();
    }

    private FormPage networkPage(Viewer.Staff viewer, int id, HttpServletRequest request, FormView form) {
        return db.transact(viewer, () -> {
            Agencies.Agency agency = agencies.find(viewer, agencyId(id));
            return new FormPage(
                    "使える場所を加える",
                    agency.name() + "。1つでも登録すると、この機関の立場では、登録した場所からしか使えなくなります。",
                    "/agencies/" + id + "/networks",
                    "加える",
                    "/agencies/" + id,
                    List.of(
                            FormField.text("network", "回線の番号")
                                    .must()
                                    .hint("例：10.1.0.0/16、2001:db8::/32。いまのあなたは " + request.getRemoteAddr()),
                            FormField.text("note", "どこか").hint("例：庁内LAN、北事務所"),
                            FormField.date("from", "いつから").must()),
                    form);
        });
    }

    @PostMapping("/agencies/{id}/networks")
    Object addNetwork(Viewer.Staff viewer, @PathVariable int id, Submission form, HttpServletRequest request) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        networkPage(viewer, id, request, forms.button());
        return forms.submit(
                viewer, form, again -> networkPage(viewer, id, request, again).screen(), in -> {
                    AgencyId agency = agencyId(id);
                    LocalDate today = db.today(viewer);
                    String typed = in.requiredLine("network", "回線の番号", 60);
                    String note = in.line("note", 60);
                    LocalDate from = in.requiredDate("from", "いつから", today);
                    Network network = null;
                    if (!typed.isEmpty()) {
                        switch (Network.parse(typed)) {
                            case Decision.Allowed<Network>(Network read) -> network = read;
                            case Decision.Refused<Network>(Reason reason) -> in.error("network", reason);
                        }
                    }
                    if (in.hasErrors() || network == null) {
                        return in.invalid();
                    }
                    String me = request.getRemoteAddr();
                    LocalDate day = from.isBefore(today) ? today : from;
                    boolean stays = network.holds(me)
                            || store.networks(viewer, agency).stream().anyMatch(n -> n.isInForce(day) && n.holds(me));
                    if (viewer.agency().equals(agency) && !stays) {
                        in.error("network", "いまのあなたの場所（" + me + "）が入っていません。先に、その場所を加えてください。");
                        return in.invalid();
                    }
                    store.addNetwork(viewer, agency, network, note, from);
                    audit.administered(viewer, "access.network", Detail.fields("network", "valid_from"));
                    return new Outcome.Done("/agencies/" + id, "使える場所を加えました。");
                });
    }

    @GetMapping("/agencies/{id}/networks/{network}/end")
    Screen endNetworkForm(Viewer.Staff viewer, @PathVariable int id, @PathVariable int network) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return endNetworkPage(viewer, id, network, forms.button()).screen();
    }

    private FormPage endNetworkPage(Viewer.Staff viewer, int id, int network, FormView form) {
        return db.transact(viewer, () -> {
            List<AgencyStore.AllowedNetwork> all = store.networks(viewer, agencyId(id));
            AgencyStore.AllowedNetwork found =
                    all.stream().filter(n -> n.id() == network).findFirst().orElseThrow(NotVisible::new);
            LocalDate today = db.today(viewer);
            boolean last = all.stream().noneMatch(n -> n.id() != network && n.lasts(today));
            return Ending.page(
                    "使える場所を終える",
                    found.network()
                            + (found.note().isEmpty() ? "" : "　" + found.note())
                            + (last ? "。これが最後の1つです。終えると、どこからでも使えるようになります。" : ""),
                    "/agencies/" + id + "/networks/" + network + "/end",
                    "/agencies/" + id,
                    form);
        });
    }

    @PostMapping("/agencies/{id}/networks/{network}/end")
    Object endNetwork(
            Viewer.Staff viewer,
            @PathVariable int id,
            @PathVariable int network,
            Submission form,
            HttpServletRequest request) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        endNetworkPage(viewer, id, network, forms.button());
        return forms.submit(
                viewer,
                form,
                again -> endNetworkPage(viewer, id, network, again).screen(),
                in -> {
                    AgencyId agency = agencyId(id);
                    LocalDate last = Ending.lastDay(in, db.today(viewer));
                    String me = request.getRemoteAddr();
                    List<AgencyStore.AllowedNetwork> rest = store.networks(viewer, agency).stream()
                            .filter(n -> n.id() != network && n.lasts(last.plusDays(1)))
                            .toList();
                    if (!in.hasErrors()
                            && viewer.agency().equals(agency)
                            && !rest.isEmpty()
                            && rest.stream().noneMatch(n -> n.isInForce(last.plusDays(1)) && n.holds(me))) {
                        in.error("when", "終えると、いまのあなたの場所（" + me + "）から使えなくなります。先に、その場所を加えてください。");
                    }
                    if (!in.hasErrors() && !store.endNetwork(viewer, agency, network, last)) {
                        in.error("when", "この場所は、もう終わっています。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    audit.administered(viewer, "access.network.end", Detail.fields("valid_until"));
                    return new Outcome.Done("/agencies/" + id, "使える場所を終えました。");
                });
    }

    @GetMapping("/agencies/{id}/deputies/new")
    Screen deputyForm(Viewer.Staff viewer, @PathVariable int id) {
        return deputyPage(viewer, id, forms.button()).screen();
    }

    private FormPage deputyPage(Viewer.Staff viewer, int id, FormView form) {
        AgencyId agency = agencyId(id);
        if (!arranges(viewer, agency) && !arrangesOwn(viewer, agency)) {
            throw new NotVisible();
        }
        return db.transact(viewer, () -> {
            String name = agencies.find(viewer, agency).name();
            List<Agencies.Colleague> colleagues = agencies.colleagues(viewer, agency);
            List<Option> people = options(colleagues);
            List<Option> absent = options(colleagues.stream()
                    .filter(c -> arranges(viewer, agency, c.id()))
                    .toList());
            return new FormPage(
                    "代行をきめる",
                    name + "。代行の期間は、休む人の仕事がきょうの画面に出ます。",
                    "/agencies/" + id + "/deputies",
                    "きめる",
                    "/agencies/" + id,
                    List.of(
                            FormField.select("staff", "休む人", absent).must(),
                            FormField.select("deputy", "代わる人", people).must(),
                            FormField.date("from", "いつから").must(),
                            FormField.date("until", "いつまで").must()),
                    form);
        });
    }

    private static List<Option> options(List<Agencies.Colleague> colleagues) {
        return colleagues.stream()
                .map(c -> Option.of(Integer.toString(c.id().value()), c.name() + "　" + c.title()))
                .toList();
    }

    @PostMapping("/agencies/{id}/deputies")
    Object addDeputy(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        deputyPage(viewer, id, forms.button());
        AgencyId agency = agencyId(id);
        return forms.submit(viewer, form, again -> deputyPage(viewer, id, again).screen(), in -> {
            LocalDate today = db.today(viewer);
            Set<String> people = agencies.colleagues(viewer, agency).stream()
                    .map(c -> Integer.toString(c.id().value()))
                    .collect(Collectors.toSet());
            String staff = in.code(
                    "staff",
                    people.stream()
                            .filter(code -> arranges(viewer, agency, new StaffId(Integer.parseInt(code))))
                            .collect(Collectors.toSet()));
            String deputy = in.code("deputy", people);
            if (staff.isEmpty()) {
                in.error("staff", "休む人を選んでください。");
            }
            if (deputy.isEmpty()) {
                in.error("deputy", "代わる人を選んでください。");
            } else if (deputy.equals(staff)) {
                in.error("deputy", "休む人とは別の人を選んでください。");
            }
            LocalDate from = in.requiredDate("from", "いつから", today);
            LocalDate until = in.requiredDate("until", "いつまで", today);
            if (!in.hasErrors() && until.isBefore(from)) {
                in.error("until", "はじまる日より前になっています。");
            } else if (!in.hasErrors() && until.isBefore(today)) {
                in.error("until", "もう過ぎた日です。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            store.addDeputy(
                    viewer,
                    agency,
                    new StaffId(Integer.parseInt(staff)),
                    new StaffId(Integer.parseInt(deputy)),
                    from,
                    until);
            audit.administered(viewer, "access.deputy", Detail.fields("staff_id", "deputy_id"));
            return new Outcome.Done("/agencies/" + id, "代行をきめました。");
        });
    }

    @GetMapping("/agencies/{id}/deputies/{deputy}/end")
    Screen endDeputyForm(Viewer.Staff viewer, @PathVariable int id, @PathVariable int deputy) {
        return endDeputyPage(viewer, id, deputy, forms.button()).screen();
    }

    private FormPage endDeputyPage(Viewer.Staff viewer, int id, int deputy, FormView form) {
        AgencyId agency = agencyId(id);
        return db.transact(viewer, () -> {
            AgencyStore.Deputy found = store.deputies(viewer, agency).stream()
                    .filter(d -> d.id() == deputy && arranges(viewer, agency, d.away()))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            return Ending.page(
                    "代行を終える",
                    found.staff() + " さんの代わりの " + found.deputy() + " さん",
                    "/agencies/" + id + "/deputies/" + deputy + "/end",
                    "/agencies/" + id,
                    form);
        });
    }

    @PostMapping("/agencies/{id}/deputies/{deputy}/end")
    Object endDeputy(Viewer.Staff viewer, @PathVariable int id, @PathVariable int deputy, Submission form) {
        endDeputyPage(viewer, id, deputy, forms.button());
        return forms.submit(
                viewer, form, again -> endDeputyPage(viewer, id, deputy, again).screen(), in -> {
                    LocalDate last = Objects.requireNonNull(Ending.lastDay(in, db.today(viewer)));
                    if (!in.hasErrors() && !store.endDeputy(viewer, agencyId(id), deputy, last)) {
                        in.error("last", "代行は、その日より前に終わります。");
                    }
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    audit.administered(viewer, "access.deputy.end", Detail.fields("valid_until"));
                    return new Outcome.Done("/agencies/" + id, "代行を終えました。");
                });
    }
}
