package kasane.conference.preparation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.ConferenceFlow;
import kasane.conference.Minutes;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Id;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/** 本人の出席: whether those an item is about come themselves, and what is arranged for them; recorded by the convenor. */
@Component
public class OwnAttendances {

    private static final String OF = """
            select o.person_id, o.attends, o.wishes from conference.own_attendance o where o.conference_item_id = :item
            """;

    private static final String SAY = """
            insert into conference.own_attendance (conference_item_id, household_id, person_id, owner_agency, attends, wishes,
              at, staff_id)
            values (:item, :household, :person, :agency, :attends, :wishes, :now, :staff)
            on conflict (conference_item_id, person_id) do update set attends = excluded.attends, wishes = excluded.wishes,
              at = excluded.at, staff_id = excluded.staff_id
            """;

    private final Db db;
    private final Minutes minutes;
    private final AuditTrail audit;

    OwnAttendances(Db db, Minutes minutes, AuditTrail audit) {
        this.db = db;
        this.minutes = minutes;
        this.audit = audit;
    }

    /** Whether somebody comes. */
    public enum Attends {
        /** 出席する. */
        WHOLE,
        /** はじめ、または終わりだけ出席する. */
        PART,
        /** 出席しない. */
        NOT
    }

    /** What one person said; {@code wishes} is what they need, or want to be told there. */
    public record Said(PersonId person, Attends attends, String wishes) {}

    /** What those said whom the viewer may see; the page that shows it writes the log. */
    public Map<PersonId, Said> of(Viewer.Staff viewer, UUID item) {
        return db.transact(
                viewer,
                () -> db
                        .sql(viewer, OF)
                        .param("item", item)
                        .list(row -> new Said(
                                row.person("person_id"), row.constant("attends", Attends.class), row.text("wishes")))
                        .stream()
                        .collect(Collectors.toMap(Said::person, Function.identity())));
    }

    /** Records what they said, for the convenor, until the minutes are confirmed. */
    public Decision<UUID> say(Viewer.Staff viewer, UUID meeting, UUID id, List<Said> said) {
        return db.transact(
                viewer,
                () -> minutes.may(viewer, meeting, id, ConferenceFlow.ItemAct.WRITE)
                        .flatMap(item -> {
                            if (said.isEmpty()
                                    || !said.stream()
                                            .allMatch(one -> item.persons().contains(one.person()))) {
                                return Decision.refuse(Reason.of("conference.refused.own-attendance-empty"));
                            }
                            said.forEach(one -> db.sql(viewer, SAY)
                                    .param("item", id)
                                    .param("household", item.household())
                                    .param("person", one.person())
                                    .param("agency", viewer.agency())
                                    .param("attends", one.attends())
                                    .param("wishes", one.wishes())
                                    .param("now", db.now(viewer))
                                    .param("staff", viewer.staff())
                                    .update());
                            List<Id> subjects = new ArrayList<>(List.of(item.household()));
                            said.forEach(one -> subjects.add(one.person()));
                            audit.written(viewer, "conference.own-attendance", subjects, Detail.NONE.item(id));
                            return Decision.allow(id);
                        }));
    }
}
