package kasane.access.area;

import java.time.LocalDate;
import java.util.List;
import kasane.access.Areas;
import kasane.access.Ending;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 圏域: the divisions of the town, kept by the システム管理者. */
@Controller
class AreaController {

    private static final String SYSTEMS = "select id, name from access.area_system order by sort, id";

    private static final String ADD_SYSTEM = """
            insert into access.area_system (name, sort)
            values (:name, (select coalesce(max(sort), 0) + 10 from access.area_system))
            """;

    private static final String ADD_AREA = """
            insert into access.area (system_id, code, name, sort)
            values (:system, :code, :name, (select coalesce(max(sort), 0) + 10 from access.area where system_id = :system))
            """;

    private static final String END_AREA = "update access.area set valid_until = :last where id = :id";

    private static final String END_WORK = """
            update access.agency_area set valid_until = :last
            where area_id = :id and (valid_until is null or valid_until > :last)
            """;

    private final Db db;
    private final Areas areas;
    private final Forms forms;
    private final AuditTrail audit;

    AreaController(Db db, Areas areas, Forms forms, AuditTrail audit) {
        this.db = db;
        this.areas = areas;
        this.forms = forms;
        this.audit = audit;
    }

    @GetMapping("/areas")
    Screen overview(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(
                viewer, () -> Screen.of("access/area/overview", "圏域", new AreaPages.Overview(systems(viewer))));
    }

    private List<AreaPages.SystemOfAreas> systems(Viewer.Staff viewer) {
        List<Areas.Area> all = areas.list(viewer);
        return db.sql(viewer, SYSTEMS)
                .list(row -> new AreaPages.SystemOfAreas(
                        row.integer("id"),
                        row.text("name"),
                        all.stream()
                                .filter(a -> a.systemId() == row.integer("id"))
                                .toList()));
    }

    @GetMapping("/areas/systems/new")
    Screen systemForm(Viewer.Staff viewer) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return systemPage(forms.button()).screen();
    }

    private static FormPage systemPage(FormView form) {
        return new FormPage(
                "分け方を加える",
                "町の分け方はいくつでも持てます。1つの住所は、それぞれの分け方の1か所に入ります。",
                "/areas/systems",
                "加える",
                "/areas",
                List.of(FormField.text("name", "分け方の名前").must().hint("例：学区、包括圏域、民児協区")),
                form);
    }

    @PostMapping("/areas/systems")
    Object addSystem(Viewer.Staff viewer, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return forms.submit(viewer, form, again -> systemPage(again).screen(), in -> {
            String name = in.requiredLine("name", "分け方の名前", 40);
            if (systems(viewer).stream().anyMatch(s -> s.name().equals(name))) {
                in.error("name", "同じ名前の分け方が、もうあります。");
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            db.sql(viewer, ADD_SYSTEM).param("name", name).update();
            audit.administered(viewer, "access.area-system", Detail.fields("name"));
            return new Outcome.Done("/areas", "分け方を加えました。");
        });
    }

    @GetMapping("/areas/systems/{id}/areas/new")
    Screen areaForm(Viewer.Staff viewer, @PathVariable int id) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return areaPage(viewer, id, forms.button()).screen();
    }

    private FormPage areaPage(Viewer.Staff viewer, int id, FormView form) {
        return db.transact(viewer, () -> {
            AreaPages.SystemOfAreas system = systems(viewer).stream()
                    .filter(s -> s.id() == id)
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            return new FormPage(
                    system.name() + "に圏域を加える",
                    "1行に1つずつ入れます。Excelの列から貼りつけられます。",
                    "/areas/systems/" + id + "/areas",
                    "加える",
                    "/areas",
                    List.of(FormField.block("names", "圏域の名前").must().hint("例：北　（番号があれば「01,北」のように前に）")),
                    form);
        });
    }

    @PostMapping("/areas/systems/{id}/areas")
    Object addAreas(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        areaPage(viewer, id, forms.button());
        return forms.submit(viewer, form, again -> areaPage(viewer, id, again).screen(), in -> {
            List<String> lines = in.requiredBlock("names", "圏域の名前", 4000)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .toList();
            List<String> known = areas.list(viewer).stream()
                    .filter(a -> a.systemId() == id)
                    .map(Areas.Area::name)
                    .toList();
            for (String line : lines) {
                if (name(line).length() > 40
                        || code(line).length() > 20
                        || name(line).isEmpty()) {
                    in.error(
                            "names",
                            "「" + line.substring(0, Math.min(20, line.length())) + "」は、番号20文字・名前40文字までにしてください。");
                } else if (known.contains(name(line))) {
                    in.error("names", "「" + name(line) + "」は、もうあります。");
                }
            }
            if (in.hasErrors()) {
                return in.invalid();
            }
            for (String line : lines) {
                db.sql(viewer, ADD_AREA)
                        .param("system", id)
                        .param("code", code(line))
                        .param("name", name(line))
                        .update();
            }
            audit.administered(viewer, "access.area", Detail.fields("name"));
            return new Outcome.Done("/areas", "圏域を加えました。");
        });
    }

    private static String code(String line) {
        String[] parts = line.split("[,，\t]", 2);
        return parts.length == 2 ? parts[0].strip() : "";
    }

    private static String name(String line) {
        String[] parts = line.split("[,，\t]", 2);
        return parts[parts.length - 1].strip();
    }

    @GetMapping("/areas/{id}/end")
    Screen endForm(Viewer.Staff viewer, @PathVariable int id) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return endPage(viewer, id, forms.button()).screen();
    }

    private FormPage endPage(Viewer.Staff viewer, int id, FormView form) {
        return db.transact(viewer, () -> {
            Areas.Area area = areas.list(viewer).stream()
                    .filter(a -> a.id() == id)
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            return Ending.page(
                    "圏域を終える",
                    area.system() + "　" + area.name() + "。担当していた機関からも外れます。",
                    "/areas/" + id + "/end",
                    "/areas",
                    form);
        });
    }

    @PostMapping("/areas/{id}/end")
    Object end(Viewer.Staff viewer, @PathVariable int id, Submission form) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        endPage(viewer, id, forms.button());
        return forms.submit(viewer, form, again -> endPage(viewer, id, again).screen(), in -> {
            LocalDate last = Ending.lastDay(in, db.today(viewer));
            if (in.hasErrors()) {
                return in.invalid();
            }
            db.sql(viewer, END_AREA).param("id", id).param("last", last).update();
            db.sql(viewer, END_WORK).param("id", id).param("last", last).update();
            audit.administered(viewer, "access.area.end", Detail.fields("valid_until"));
            return new Outcome.Done("/areas", "圏域を終えました。");
        });
    }
}
