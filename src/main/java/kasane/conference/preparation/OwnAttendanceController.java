package kasane.conference.preparation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.ConferenceFlow;
import kasane.conference.Meetings;
import kasane.conference.Minutes;
import kasane.conference.Minutes.Item;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Strips;
import kasane.shared.Id;
import kasane.shared.Texts;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 本人の出席, person by person, for the convenor who has promised secrecy. */
@Controller
class OwnAttendanceController {

    private static final String TAB = "case";

    private final OwnAttendances attendances;
    private final Meetings meetings;
    private final Minutes minutes;
    private final Households households;
    private final Strips strips;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;

    OwnAttendanceController(
            OwnAttendances attendances,
            Meetings meetings,
            Minutes minutes,
            Households households,
            Strips strips,
            Forms forms,
            Db db,
            AuditTrail audit) {
        this.attendances = attendances;
        this.meetings = meetings;
        this.minutes = minutes;
        this.households = households;
        this.strips = strips;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
    }

    private static String href(UUID meeting, UUID item) {
        return "/conferences/" + meeting + "/items/" + item;
    }

    private Item own(Viewer.Staff viewer, UUID id, UUID itemId) {
        meetings.own(viewer, id);
        if (meetings.secrecy(viewer, id).isEmpty()
                || !minutes.may(viewer, id, itemId, ConferenceFlow.ItemAct.WRITE)
                        .isAllowed()) {
            throw new NotVisible();
        }
        return minutes.find(viewer, id, itemId);
    }

    private List<Member> persons(Viewer.Staff viewer, Item item) {
        return households.members(viewer, item.household()).stream()
                .filter(member -> item.persons().contains(member.person()))
                .toList();
    }

    @GetMapping("/conferences/{id}/items/{item}/own-attendance")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item) {
        return db.transact(viewer, () -> {
            own(viewer, id, item);
            Map<String, List<String>> values = new LinkedHashMap<>();
            attendances.of(viewer, item).values().forEach(said -> {
                values.put(
                        "attends-" + said.person().value(),
                        List.of(said.attends().name()));
                values.put("wishes-" + said.person().value(), List.of(said.wishes()));
            });
            return form(viewer, id, item, forms.open(viewer, values));
        });
    }

    private Screen form(Viewer.Staff viewer, UUID id, UUID itemId, FormView form) {
        return db.transact(viewer, () -> {
            Item item = own(viewer, id, itemId);
            List<FormField> fields = new ArrayList<>();
            List<Id> subjects = new ArrayList<>(List.of(item.household()));
            for (Member member : persons(viewer, item)) {
                subjects.add(member.person());
                String name = member.name().called();
                fields.add(FormField.radios("attends-" + member.person().value(), name, options()));
                fields.add(FormField.text("wishes-" + member.person().value(), name + "の希望・配慮")
                        .hint("例：はじめの15分だけ。車いす。言いにくいことは代わりに伝えてほしい。"));
            }
            audit.read(viewer, "conference.own-attendance", subjects, Detail.NONE.item(itemId));
            return new FormPage(
                            "ご本人の出席",
                            "ご本人が出るかどうか、出るときに何を整えるかを残します。",
                            href(id, itemId) + "/own-attendance",
                            "記録する",
                            href(id, itemId),
                            fields,
                            form)
                    .screen()
                    .with(strips.of(viewer, item.household(), TAB));
        });
    }

    private static List<Option> options() {
        return Arrays.stream(OwnAttendances.Attends.values())
                .map(attends -> Option.of(attends.name(), Texts.text("conference.own-attendance." + attends)))
                .toList();
    }

    @PostMapping("/conferences/{id}/items/{item}/own-attendance")
    Object say(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        db.run(viewer, () -> own(viewer, id, item));
        return forms.submit(viewer, form, again -> form(viewer, id, item, again), in -> say(viewer, id, item, in));
    }

    private Outcome say(Viewer.Staff viewer, UUID id, UUID itemId, Reading in) {
        List<OwnAttendances.Said> said = new ArrayList<>();
        List<Member> persons = persons(viewer, own(viewer, id, itemId));
        for (Member member : persons) {
            String attends = in.code(
                    "attends-" + member.person().value(),
                    Set.of(
                            OwnAttendances.Attends.WHOLE.name(),
                            OwnAttendances.Attends.PART.name(),
                            OwnAttendances.Attends.NOT.name()));
            String wishes = in.line("wishes-" + member.person().value(), 500);
            if (!attends.isEmpty()) {
                said.add(new OwnAttendances.Said(member.person(), OwnAttendances.Attends.valueOf(attends), wishes));
            } else if (!wishes.isEmpty()) {
                in.error("attends-" + member.person().value(), "出席するかどうかを選んでください。");
            }
        }
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        attendances.say(viewer, id, itemId, said),
                        "attends-" + persons.getFirst().person().value(),
                        "ご本人の出席を記録しました。",
                        done -> href(id, itemId));
    }
}
