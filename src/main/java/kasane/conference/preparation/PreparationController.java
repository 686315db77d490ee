package kasane.conference.preparation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Meetings;
import kasane.conference.Minutes;
import kasane.conference.Minutes.Item;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Strips;
import kasane.register.When;
import kasane.shared.Id;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 準備シート: the own agency's four blocks, for members who have promised secrecy. */
@Controller
class PreparationController {

    private static final String TAB = "case";

    private final Preparations preparations;
    private final Meetings meetings;
    private final Minutes minutes;
    private final Strips strips;
    private final Forms forms;
    private final Db db;
    private final AuditTrail audit;
    private final Clock clock;

    PreparationController(
            Preparations preparations,
            Meetings meetings,
            Minutes minutes,
            Strips strips,
            Forms forms,
            Db db,
            AuditTrail audit,
            Clock clock) {
        this.preparations = preparations;
        this.meetings = meetings;
        this.minutes = minutes;
        this.strips = strips;
        this.forms = forms;
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** The item, for a member who has promised secrecy and can write now; for anybody else there is no such page. */
    private Item writable(Viewer.Staff viewer, UUID id, UUID itemId) {
        Item item = minutes.find(viewer, id, itemId);
        if (meetings.secrecy(viewer, id).isEmpty()
                || !preparations.may(viewer, item).isAllowed()) {
            throw new NotVisible();
        }
        return item;
    }

    private static String href(UUID meeting, UUID item) {
        return "/conferences/" + meeting + "/items/" + item;
    }

    @GetMapping("/conferences/{id}/items/{item}/preparation")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item) {
        return db.transact(
                viewer, () -> form(viewer, id, item, forms.open(viewer, new Writing(viewer, id, item).current())));
    }

    private Screen form(Viewer.Staff viewer, UUID id, UUID itemId, FormView form) {
        return db.transact(viewer, () -> {
            Item item = writable(viewer, id, itemId);
            List<Id> subjects = new ArrayList<>(List.of(item.household()));
            subjects.addAll(item.persons());
            audit.read(viewer, "conference.preparation", subjects, Detail.NONE.item(itemId));
            return new FormPage(
                            "準備シート",
                            "会議の前に、この機関から見えていることを書きます。議題の構成員だけが読みます。書けるところだけで足ります。",
                            href(id, itemId) + "/preparation",
                            "書いた",
                            href(id, itemId),
                            List.of(
                                    FormField.block("picture", "把握している世帯像").hint("事実と、そう思ったことを分けて書きます。"),
                                    FormField.block("doing", "いまの取り組み").hint("だれに、何を、どのくらい。うまくいかなかったことも。"),
                                    FormField.block("wanted", "関わってほしい機関"),
                                    FormField.block("asks", "ほかの機関へお願いしたいこと")),
                            form)
                    .screen()
                    .with(strips.of(viewer, item.household(), TAB));
        });
    }

    @PostMapping("/conferences/{id}/items/{item}/preparation")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID item, Submission form) {
        db.run(viewer, () -> writable(viewer, id, item));
        return forms.submit(
                viewer,
                form,
                again -> form(viewer, id, item, again),
                in -> {
                    Preparations.Blocks blocks = new Preparations.Blocks(
                            in.block("picture", 4000),
                            in.block("doing", 4000),
                            in.block("wanted", 2000),
                            in.block("asks", 2000));
                    return in.hasErrors()
                            ? in.invalid()
                            : Outcome.of(
                                    preparations.write(viewer, minutes.find(viewer, id, item), in.version(), blocks),
                                    "picture",
                                    "準備シートを書きました。",
                                    done -> href(id, item));
                },
                new Writing(viewer, id, item));
    }

    /** A sheet that two people of an agency write at the same time, for the merge page. */
    private final class Writing implements Editable {
        private final Viewer.Staff viewer;
        private final UUID id;
        private final UUID item;

        Writing(Viewer.Staff viewer, UUID id, UUID item) {
            this.viewer = viewer;
            this.id = id;
            this.item = item;
        }

        @Override
        public Opened current() {
            writable(viewer, id, item);
            Preparations.Sheet now = preparations.own(viewer, item).orElse(null);
            Preparations.Blocks blocks = now == null ? Preparations.Blocks.NONE : now.blocks();
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("picture", List.of(blocks.picture()));
            values.put("doing", List.of(blocks.doing()));
            values.put("wanted", List.of(blocks.wanted()));
            values.put("asks", List.of(blocks.asks()));
            return new Opened(
                    now == null ? 0 : now.version(),
                    values,
                    "準備シート",
                    now == null ? "" : now.writer(),
                    now == null ? "" : When.of(now.writtenAt(), clock.getZone()),
                    href(id, item));
        }

        @Override
        public Map<String, String> labels() {
            Map<String, String> labels = new LinkedHashMap<>();
            labels.put("picture", "把握している世帯像");
            labels.put("doing", "いまの取り組み");
            labels.put("wanted", "関わってほしい機関");
            labels.put("asks", "ほかの機関へお願いしたいこと");
            return labels;
        }

        @Override
        public Set<String> joinable() {
            return labels().keySet();
        }
    }
}
