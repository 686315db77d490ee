package kasane.conference.preparation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.ConferenceFlow;
import kasane.conference.Meetings;
import kasane.conference.Minutes;
import kasane.editing.Stale;
import kasane.gate.Db;
import kasane.gate.Row;
import kasane.gate.Statement;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Id;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/** 準備シート: one for each agency and item, written by its own people until the item is concluded. */
@Component
public class Preparations {

    private static final String OF = """
            select p.owner_agency, a.name, p.picture, p.doing, p.wanted, p.asks, p.version, p.written_at, s.name as writer
            from conference.preparation p
            join access.pub_agency a on a.id = p.owner_agency
            join access.pub_staff s on s.id = p.written_by
            where p.conference_item_id = :item order by p.written_at, p.owner_agency
            """;

    private static final String ADD = """
            insert into conference.preparation (conference_item_id, household_id, persons, owner_agency, picture, doing,
              wanted, asks, written_at, written_by)
            values (:item, :household, :persons::uuid[], :agency, :picture, :doing, :wanted, :asks, :now, :staff)
            on conflict (conference_item_id, owner_agency) do nothing
            """;

    private static final String CHANGE = """
            update conference.preparation set picture = :picture, doing = :doing, wanted = :wanted, asks = :asks,
              version = version + 1, written_at = :now, written_by = :staff
            where conference_item_id = :item and owner_agency = :agency and version = :version
            """;

    private final Db db;
    private final Meetings meetings;
    private final Minutes minutes;
    private final AuditTrail audit;

    Preparations(Db db, Meetings meetings, Minutes minutes, AuditTrail audit) {
        this.db = db;
        this.meetings = meetings;
        this.minutes = minutes;
        this.audit = audit;
    }

    /**
     * The four blocks.
     *
     * @param picture 把握している世帯像
     * @param doing   現在の取り組み
     * @param wanted  関わってほしい機関
     * @param asks    ほかの機関へお願いしたいこと
     */
    public record Blocks(String picture, String doing, String wanted, String asks) {
        /** Before anything is written. */
        public static final Blocks NONE = new Blocks("", "", "", "");

        boolean isEmpty() {
            return picture.isBlank() && doing.isBlank() && wanted.isBlank() && asks.isBlank();
        }
    }

    /** What one agency wrote. */
    public record Sheet(AgencyId agency, String name, Blocks blocks, int version, Instant writtenAt, String writer) {}

    /** The sheets of an item that the viewer may see, the first written first; the page that shows them writes the log. */
    public List<Sheet> of(Viewer.Staff viewer, UUID item) {
        return db.transact(viewer, () -> db.sql(viewer, OF).param("item", item).list(Preparations::read));
    }

    private static Sheet read(Row row) {
        return new Sheet(
                row.agency("owner_agency"),
                row.text("name"),
                new Blocks(row.text("picture"), row.text("doing"), row.text("wanted"), row.text("asks")),
                row.integer("version"),
                row.instant("written_at"),
                row.text("writer"));
    }

    /** The own agency's sheet; empty while it has none. */
    public Optional<Sheet> own(Viewer.Staff viewer, UUID item) {
        return of(viewer, item).stream()
                .filter(sheet -> sheet.agency().equals(viewer.agency()))
                .findFirst();
    }

    /** Whether the viewer's agency writes one now: as a member, before the item is concluded. */
    public Decision<UUID> may(Viewer.Staff viewer, Minutes.Item item) {
        return db.transact(viewer, () -> {
            if (minutes.members(viewer, item.id()).stream()
                    .noneMatch(member -> member.agency().equals(viewer.agency()))) {
                return Decision.refuse(Reason.of("conference.refused.no-member"));
            }
            if (item.stage() != ConferenceFlow.Stage.OPEN) {
                return Decision.refuse(Reason.of("conference.refused.concluded"));
            }
            return meetings.find(viewer, item.meeting()).state() == ConferenceFlow.State.CALLED_OFF
                    ? Decision.refuse(Reason.of("conference.refused.called-off"))
                    : minutes.isInSight(viewer, item)
                            ? Decision.allow(item.id())
                            : Decision.refuse(Reason.of("conference.refused.consent-ended"));
        });
    }

    /** Writes the own sheet; {@code version} is 0 for the first time. */
    public Decision<UUID> write(Viewer.Staff viewer, Minutes.Item item, int version, Blocks blocks) {
        return db.transact(
                viewer,
                () -> may(viewer, item).flatMap(ok -> {
                    if (blocks.isEmpty()) {
                        return Decision.refuse(Reason.of("conference.refused.preparation-empty"));
                    }
                    Statement sql = version == 0
                            ? db.sql(viewer, ADD)
                                    .param("household", item.household())
                                    .param("persons", item.persons())
                            : db.sql(viewer, CHANGE).param("version", version);
                    Stale.unlessOne(sql.param("item", item.id())
                            .param("agency", viewer.agency())
                            .param("picture", blocks.picture())
                            .param("doing", blocks.doing())
                            .param("wanted", blocks.wanted())
                            .param("asks", blocks.asks())
                            .param("now", db.now(viewer))
                            .param("staff", viewer.staff())
                            .update());
                    List<Id> subjects = new ArrayList<>(List.of(item.household()));
                    subjects.addAll(item.persons());
                    audit.written(viewer, "conference.preparation", subjects, Detail.NONE.item(item.id()));
                    return Decision.allow(item.id());
                }));
    }
}
