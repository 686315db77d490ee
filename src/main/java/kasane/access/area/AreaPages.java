package kasane.access.area;

import java.util.List;
import kasane.access.Areas;

/** What the templates of areas take. */
public final class AreaPages {

    private AreaPages() {}

    /** A division of the town with its areas. */
    public record SystemOfAreas(int id, String name, List<Areas.Area> areas) {}

    /** All divisions. */
    public record Overview(List<SystemOfAreas> systems) {}
}
