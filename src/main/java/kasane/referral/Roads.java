package kasane.referral;

import java.util.LinkedHashMap;
import java.util.Map;
import kasane.gate.Db;
import kasane.gate.Viewer;
import org.springframework.stereotype.Component;

/** 通告・通報先: which kind of agency a law names for a suspicion of abuse, and what it asks for; dated. */
@Component
public class Roads {

    private static final String ROADS = """
            select danger, duty, law, call, report_kind, receive_clock, check_clock from intake.pub_danger_road
            where valid_from <= :today and (valid_until is null or valid_until >= :today) order by danger
            """;

    private final Db db;

    Roads(Db db) {
        this.db = db;
    }

    /**
     * The road out of a danger.
     *
     * @param reportKind   the kind of agency that receives a report; empty where no law names one
     * @param receiveClock until when that agency receives it
     * @param checkClock   until when somebody has made sure of safety
     */
    public record Road(
            String danger,
            String duty,
            String law,
            String call,
            String reportKind,
            String receiveClock,
            String checkClock) {

        /** Whether a suspicion of it is reported by law, whatever anybody agrees to. */
        public boolean isReported() {
            return !reportKind.isEmpty();
        }
    }

    /** The roads in force today, by code of {@code danger}. */
    public Map<String, Road> of(Viewer.Staff viewer) {
        Map<String, Road> roads = new LinkedHashMap<>();
        db.sql(viewer, ROADS)
                .param("today", db.today(viewer))
                .list(row -> new Road(
                        row.text("danger"),
                        row.text("duty"),
                        row.text("law"),
                        row.text("call"),
                        row.text("report_kind"),
                        row.text("receive_clock"),
                        row.text("check_clock")))
                .forEach(road -> roads.put(road.danger(), road));
        return roads;
    }

    /** Whether a suspicion of this danger is reported by law. */
    public boolean isReported(Viewer.Staff viewer, String danger) {
        Road road = of(viewer).get(danger);
        return road != null && road.isReported();
    }
}
