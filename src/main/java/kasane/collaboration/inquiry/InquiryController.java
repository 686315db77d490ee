package kasane.collaboration.inquiry;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.collaboration.CaseDays;
import kasane.collaboration.DirectInquiries;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Strips;
import kasane.settings.Codes;
import kasane.shared.Decision;
import kasane.shared.PersonId;
import kasane.shared.Reason;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 直接の聞き取り: the form; what was heard stands on the case and beside the form of the アセスメント. */
@Controller
class InquiryController {

    private static final String TAB = "case";
    private static final List<String> LISTS = List.of("direct-reason", "information-topic", "information-source");

    private final DirectInquiries inquiries;
    private final Households households;
    private final Strips strips;
    private final Codes codes;
    private final Forms forms;
    private final Db db;

    InquiryController(
            DirectInquiries inquiries, Households households, Strips strips, Codes codes, Forms forms, Db db) {
        this.inquiries = inquiries;
        this.households = households;
        this.strips = strips;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
    }

    @GetMapping("/cases/{id}/inquiries/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            DirectInquiries.Ground ground = inquiries.ground(viewer, id);
            Map<String, List<String>> initial = new HashMap<>();
            initial.put("on", List.of(Wareki.compact(ground.today())));
            List<Option> people = people(viewer, ground);
            if (people.size() == 1) {
                initial.put("persons", List.of(people.getFirst().value()));
            }
            return form(viewer, ground, forms.open(viewer, initial));
        });
    }

    private Screen form(Viewer.Staff viewer, DirectInquiries.Ground ground, FormView form) {
        String of = "/cases/" + ground.caseId();
        return new FormPage(
                        "直接聞き取ったことを書く",
                        "情報は、関わる機関に集めてもらうのが基本です。多機関協働が直接聞いたほうがよいときは、そのわけといっしょに残します。",
                        of + "/inquiries",
                        "記録する",
                        of,
                        List.of(
                                FormField.radios("reason", "直接聞いたわけ", options(LISTS.get(0), ground))
                                        .must(),
                                FormField.checkboxes("persons", "だれのこと", people(viewer, ground))
                                        .must(),
                                FormField.radios("topic", "項目", options(LISTS.get(1), ground))
                                        .must(),
                                FormField.radios("source", "だれから・どこから", options(LISTS.get(2), ground))
                                        .must(),
                                FormField.date("on", "いつ").must(),
                                FormField.block("words", "聞いたこと（事実）")
                                        .must()
                                        .hint("言われたとおりに。ここに書いたことは、その人たちのことを見られる支援チームの機関も読めます。")),
                        form)
                .screen()
                .with(strips.of(viewer, ground.household(), TAB));
    }

    private List<Option> options(String list, DirectInquiries.Ground ground) {
        return codes.list(list, ground.today()).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    private List<Option> people(Viewer.Staff viewer, DirectInquiries.Ground ground) {
        return households.members(viewer, ground.household()).stream()
                .filter(member -> ground.persons().contains(member.person()))
                .map(member -> Option.of(
                        member.person().value().toString(), member.name().full() + "さん"))
                .toList();
    }

    @PostMapping("/cases/{id}/inquiries")
    Object write(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        return forms.submit(
                viewer,
                form,
                again -> db.transact(viewer, () -> form(viewer, inquiries.ground(viewer, id), again)),
                in -> write(viewer, id, in));
    }

    private Outcome write(Viewer.Staff viewer, UUID id, Reading in) {
        DirectInquiries.Ground ground = inquiries.ground(viewer, id);
        String reason = chosen(in, "reason", "直接聞いたわけ", LISTS.get(0), ground);
        Set<PersonId> persons = in.codes("persons", Option.values(people(viewer, ground))).stream()
                .map(person -> new PersonId(UUID.fromString(person)))
                .collect(Collectors.toSet());
        if (persons.isEmpty()) {
            in.error("persons", "だれのことかを1人以上選んでください。");
        }
        String topic = chosen(in, "topic", "項目", LISTS.get(1), ground);
        String source = chosen(in, "source", "だれから・どこから", LISTS.get(2), ground);
        LocalDate on = in.requiredDate("on", "いつ", ground.today());
        if (CaseDays.done(on, ground.begunOn(), ground.today()) instanceof Decision.Refused<LocalDate>(Reason why)) {
            in.error("on", why);
        }
        String words = in.requiredBlock("words", "聞いたこと", 4000);
        return in.hasErrors()
                ? in.invalid()
                : Outcome.of(
                        inquiries.write(
                                viewer, id, new DirectInquiries.Written(persons, reason, topic, source, on, words)),
                        "words",
                        "聞き取ったことを記録しました。アセスメントを書くときに並びます。",
                        written -> "/cases/" + id);
    }

    private String chosen(Reading in, String name, String label, String list, DirectInquiries.Ground ground) {
        String code = in.code(name, Option.values(options(list, ground)));
        if (code.isEmpty()) {
            in.error(name, label + "を選んでください。");
        }
        return code;
    }
}
