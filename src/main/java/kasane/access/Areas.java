package kasane.access;

import java.util.List;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.ui.Option;
import org.springframework.stereotype.Component;

/** 圏域: the crossing divisions of the town, for choosing among them. */
@Component
public class Areas {

    private static final String LIST = """
            select a.id, a.system_id, s.name as system, a.name, a.code from access.area a
            join access.area_system s on s.id = a.system_id
            where a.valid_until is null or a.valid_until >= :today
            order by s.sort, s.id, a.sort, a.id
            """;

    private final Db db;

    Areas(Db db) {
        this.db = db;
    }

    /** One area of one system, such as 包括圏域 北. */
    public record Area(int id, int systemId, String system, String name, String code) {}

    /** The areas of today, system by system. */
    public List<Area> list(Viewer.Staff viewer) {
        return db.sql(viewer, LIST)
                .param("today", db.today(viewer))
                .list(row -> new Area(
                        row.integer("id"),
                        row.integer("system_id"),
                        row.text("system"),
                        row.text("name"),
                        row.text("code")));
    }

    /** The same as choices of a form. */
    public List<Option> options(Viewer.Staff viewer) {
        return list(viewer).stream()
                .map(area -> Option.of(Integer.toString(area.id()), area.system() + "　" + area.name()))
                .toList();
    }
}
