package kasane.register.person;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.audit.AuditTrail;
import kasane.editing.Editable;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Reading;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.register.Households;
import kasane.register.Member;
import kasane.register.Relationships;
import kasane.register.Strips;
import kasane.register.When;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.shared.Wareki;
import kasane.ui.FormView;
import kasane.ui.Option;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 続柄と関係: ties between two persons, also to somebody outside the household. */
@Controller
class RelationshipController {

    private final Db db;
    private final Forms forms;
    private final Households households;
    private final Relationships relationships;
    private final Strips strips;
    private final AuditTrail audit;
    private final Clock clock;

    RelationshipController(
            Db db,
            Forms forms,
            Households households,
            Relationships relationships,
            Strips strips,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.forms = forms;
        this.households = households;
        this.relationships = relationships;
        this.strips = strips;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/households/{id}/relationships/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        return screen(viewer, new HouseholdId(id), null, forms.open(viewer));
    }

    @PostMapping("/households/{id}/relationships")
    Object record(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> screen(viewer, household, null, again), in -> {
            households.findOwn(viewer, household);
            List<PersonId> people = households.members(viewer, household).stream()
                    .map(Member::person)
                    .toList();
            UUID one = in.key("person");
            UUID two = in.key("other");
            String outside = in.line("otherName", 120);
            if (one == null || !people.contains(new PersonId(one))) {
                in.error("person", "だれの関係かを選んでください。");
            }
            if (two != null && !people.contains(new PersonId(two))) {
                in.error("other", "選択肢の中から選んでください。");
            } else if (two != null && two.equals(one)) {
                in.error("other", "ちがう方を選んでください。");
            } else if (two == null && outside.isEmpty()) {
                in.error("other", "相手を選ぶか、世帯の外の方の名前を入れてください。");
            } else if (two != null && !outside.isEmpty()) {
                in.error("otherName", "相手を選んだときは、ここを空けてください。");
            }
            Relationships.Tie tie = tie(in);
            if (in.hasErrors()) {
                return in.invalid();
            }
            relationships.record(
                    viewer,
                    household,
                    new PersonId(Objects.requireNonNull(one)),
                    two == null ? null : new PersonId(two),
                    outside,
                    tie);
            return new Outcome.Done("/households/" + id + "/members", "関係を記録しました。");
        });
    }

    @GetMapping("/households/{id}/relationships/{tie}")
    Screen edit(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID tie) {
        HouseholdId household = new HouseholdId(id);
        Editable.Opened opened =
                db.transact(viewer, () -> editable(viewer, household, tie).current());
        return screen(viewer, household, tie, forms.open(viewer, opened));
    }

    @PostMapping("/households/{id}/relationships/{tie}")
    Object change(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID tie, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(
                viewer,
                form,
                again -> screen(viewer, household, tie, again),
                in -> {
                    relationships.findOwn(viewer, household, tie);
                    Relationships.Tie read = tie(in);
                    if (in.hasErrors()) {
                        return in.invalid();
                    }
                    relationships.change(viewer, household, tie, in.version(), read);
                    return new Outcome.Done("/households/" + id + "/members", "関係を直しました。");
                },
                editable(viewer, household, tie));
    }

    @PostMapping("/households/{id}/relationships/{tie}/removal")
    Object remove(Viewer.Staff viewer, @PathVariable UUID id, @PathVariable UUID tie, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> screen(viewer, household, tie, again), in -> {
            if (relationships.findOwn(viewer, household, tie).version() != in.version()) {
                return new Outcome.Done("/households/" + id + "/relationships/" + tie, "ほかの人が直しました。いまの内容を確かめてください。");
            }
            relationships.end(viewer, household, tie, in.version());
            return new Outcome.Done("/households/" + id + "/members", "関係を取り消しました。");
        });
    }

    private static Relationships.Tie tie(Reading in) {
        Relationships.Kind kind = in.requiredChoice("kind", "関係", Relationships.Kind.class, Relationships.Kind.OTHER);
        Relationships.Marriage marriage = in.choice("marriage", Relationships.Marriage.class);
        PartialDate from = in.partialDate("from");
        PartialDate until = in.partialDate("until");
        if (!from.isUnknown() && !until.isUnknown() && until.compareTo(from) < 0) {
            in.error("until", "終わりが、始まりより前になっています。");
        }
        List<String> how = in.codes("how", java.util.Set.of("estranged", "conflict"));
        return new Relationships.Tie(
                kind,
                kind == Relationships.Kind.SPOUSE ? marriage : null,
                from,
                until,
                how.contains("estranged"),
                how.contains("conflict"),
                in.line("note", 300));
    }

    private Editable editable(Viewer.Staff viewer, HouseholdId household, UUID id) {
        return new Editable() {
            @Override
            public Opened current() {
                Relationships.Relationship found = relationships.findOwn(viewer, household, id);
                Relationships.Tie tie = found.tie();
                Map<String, List<String>> values = new LinkedHashMap<>();
                values.put("kind", List.of(tie.kind().name()));
                values.put(
                        "marriage",
                        List.of(tie.marriage() == null ? "" : tie.marriage().name()));
                values.put("from", List.of(tie.from().isUnknown() ? "" : Wareki.compact(tie.from())));
                values.put("until", List.of(tie.until().isUnknown() ? "" : Wareki.compact(tie.until())));
                List<String> how = new ArrayList<>();
                if (tie.conflict()) {
                    how.add("conflict");
                }
                if (tie.estranged()) {
                    how.add("estranged");
                }
                values.put("how", how);
                values.put("note", List.of(tie.note()));
                audit.read(viewer, "household.relationship", List.of(household, found.person()));
                return new Opened(
                        found.version(),
                        values,
                        "関係の記録",
                        found.last().by(),
                        When.of(found.last().at(), clock.getZone()),
                        "/households/" + household.value() + "/members");
            }

            @Override
            public Map<String, String> labels() {
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put("kind", "関係");
                labels.put("marriage", "婚姻");
                labels.put("from", "始まり");
                labels.put("until", "終わり");
                labels.put("how", "ようす");
                labels.put("note", "メモ");
                return labels;
            }
        };
    }

    private Screen screen(Viewer.Staff viewer, HouseholdId household, @Nullable UUID id, FormView form) {
        return db.transact(viewer, () -> {
            households.findOwn(viewer, household);
            List<Member> members = households.members(viewer, household);
            Map<PersonId, String> names = members.stream()
                    .collect(Collectors.toMap(
                            Member::person, member -> member.name().full()));
            String ends = "";
            FormView removal = null;
            if (id != null) {
                Relationships.Relationship found = relationships.findOwn(viewer, household, id);
                PersonId other = found.other();
                ends = names.getOrDefault(found.person(), "") + " は "
                        + (other == null ? found.otherName() : names.getOrDefault(other, "")) + " の";
                removal = forms.button(found.version());
            }
            audit.read(viewer, "household.relationship-form", List.of(household));
            return Screen.form(
                            "register/person/tie",
                            id == null ? "関係を足す" : "関係を直す",
                            new PersonPages.Tie(
                                    household.value(),
                                    id,
                                    ends,
                                    members.stream()
                                            .map(m -> Option.of(
                                                    m.person().value().toString(),
                                                    m.name().full()))
                                            .toList(),
                                    form,
                                    removal),
                            form)
                    .with(strips.of(viewer, household, "members"));
        });
    }
}
