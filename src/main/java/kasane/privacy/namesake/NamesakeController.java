package kasane.privacy.namesake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kasane.access.Agencies;
import kasane.editing.Forms;
import kasane.editing.Outcome;
import kasane.editing.Submission;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.register.Member;
import kasane.register.When;
import kasane.settings.Codes;
import kasane.shared.HouseholdId;
import kasane.shared.Wareki;
import kasane.ui.FormField;
import kasane.ui.FormPage;
import kasane.ui.FormView;
import kasane.ui.MatterPage;
import kasane.ui.Option;
import kasane.ui.Screen;
import kasane.ui.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** 名寄せ候補: asking with a reason, reading the names of agencies, and the officer's list of what was asked. */
@Controller
class NamesakeController {

    private static final int MOST = 200;

    private final Namesakes namesakes;
    private final Agencies agencies;
    private final Codes codes;
    private final Forms forms;
    private final Db db;
    private final Clock clock;

    NamesakeController(Namesakes namesakes, Agencies agencies, Codes codes, Forms forms, Db db, Clock clock) {
        this.namesakes = namesakes;
        this.agencies = agencies;
        this.codes = codes;
        this.forms = forms;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping("/households/{id}/namesakes/new")
    Screen form(Viewer.Staff viewer, @PathVariable UUID id) {
        HouseholdId household = new HouseholdId(id);
        List<Member> members =
                db.transact(viewer, () -> namesakes.asking(viewer, household)).members();
        return form(
                viewer,
                household,
                forms.open(
                        viewer,
                        members.size() == 1
                                ? Map.of(
                                        "person",
                                        List.of(members.getFirst()
                                                .person()
                                                .value()
                                                .toString()))
                                : Map.of()));
    }

    private Screen form(Viewer.Staff viewer, HouseholdId household, FormView form) {
        return db.transact(viewer, () -> {
            Namesakes.Asking asking = namesakes.asking(viewer, household);
            String lead = "同じお名前・生年月日の記録が、ほかの機関にあるかを確かめます。出るのは機関の名前だけで、" + namesakes.hours(viewer)
                    + "時間だけ見られます。理由は残り、個人情報保護の担当が点検します。";
            if (asking.unknown() > 0) {
                lead += "お名前か生年月日が分からない" + asking.unknown() + "人は、確かめられません。";
            }
            return new FormPage(
                            "名寄せ候補を確かめる（" + asking.title() + "）",
                            lead,
                            "/households/" + household.value() + "/namesakes",
                            "理由を記録して確かめる",
                            "/households/" + household.value() + "/members",
                            List.of(
                                    FormField.radios("person", "どなたについて", persons(asking))
                                            .must(),
                                    FormField.radios("code", "なぜ確かめるのか", reasons(viewer))
                                            .must(),
                                    FormField.block("reason", "くわしいわけ")
                                            .must()
                                            .hint("例：病院にも相談していると聞いたが、どの窓口か分からない。名前や病名は書かないでください。")),
                            form)
                    .screen();
        });
    }

    private static List<Option> persons(Namesakes.Asking asking) {
        return asking.members().stream()
                .map(member -> Option.of(
                        member.person().value().toString(),
                        member.name().full() + "（"
                                + Wareki.compact(member.details().birth()) + "）"))
                .toList();
    }

    private List<Option> reasons(Viewer.Staff viewer) {
        return codes.list(Namesakes.REASONS, db.today(viewer)).stream()
                .map(code -> Option.of(code.code(), code.label()))
                .toList();
    }

    @PostMapping("/households/{id}/namesakes")
    Object ask(Viewer.Staff viewer, @PathVariable UUID id, Submission form) {
        HouseholdId household = new HouseholdId(id);
        return forms.submit(viewer, form, again -> form(viewer, household, again), in -> {
            Namesakes.Asking asking = namesakes.asking(viewer, household);
            String chosen = in.code("person", Option.values(persons(asking)));
            if (chosen.isEmpty()) {
                in.error("person", "どなたについて確かめるかを選んでください。");
            } else if (asking.shut()) {
                in.error("person", "秘匿があるあいだは、名寄せ候補を確かめられません。確かめたこと自体から、知られることがあります。");
            }
            String code = in.code("code", Option.values(reasons(viewer)));
            if (code.isEmpty()) {
                in.error("code", "なぜ確かめるのかを選んでください。");
            }
            String reason = in.requiredBlock("reason", "くわしいわけ", 1000);
            if (in.hasErrors()) {
                return in.invalid();
            }
            Member person = asking.members().stream()
                    .filter(member -> member.person().value().toString().equals(chosen))
                    .findFirst()
                    .orElseThrow(NotVisible::new);
            return new Outcome.Done("/namesakes/" + namesakes.ask(viewer, household, person, code, reason), "");
        });
    }

    @GetMapping("/namesakes/{id}")
    Screen answer(Viewer.Staff viewer, @PathVariable UUID id) {
        return db.transact(viewer, () -> {
            Namesakes.Answer answer = namesakes.answer(viewer, id);
            boolean readable = answer.until().isAfter(db.now(viewer));
            List<MatterPage.Fact> facts = new ArrayList<>();
            List<MatterPage.Action> cards = new ArrayList<>();
            answer.found().forEach(agency -> {
                Agencies.Agency known = agencies.find(viewer, agency);
                facts.add(new MatterPage.Fact(known.name(), known.phone()));
                cards.add(new MatterPage.Action(known.name() + "の機関カード", "/agencies/" + agency.value(), false, false));
            });
            if (facts.isEmpty()) {
                facts.add(new MatterPage.Fact("機関", readable ? "候補はありませんでした。" : "見られる時間がすぎました。もう一度確かめるときは、理由を書きます。"));
            }
            return new MatterPage(
                            forms.button(),
                            "名寄せ候補",
                            "お名前と生年月日が同じというだけで、同じ方とは限りません。秘匿の記録や、要対協などで扱う記録は、候補に出ません。"
                                    + "ご本人に「ほかにも相談していますか」と聞き、同意を得てから連絡してください。",
                            readable ? Tone.CAUTION : Tone.ENDED,
                            readable ? "見られる" : "終わった",
                            "見られる時間",
                            When.of(answer.until(), clock.getZone()),
                            false,
                            "記録がありそうな機関",
                            facts,
                            List.of(new MatterPage.Action(
                                    "この世帯へ戻る",
                                    "/households/" + answer.household().value() + "/members",
                                    false,
                                    true)),
                            "確かめたこと",
                            List.of(
                                    new MatterPage.Fact("どなたについて", answer.name()),
                                    new MatterPage.Fact("いつ", When.of(answer.at(), clock.getZone())),
                                    new MatterPage.Fact("理由", answer.reason())),
                            List.of(),
                            cards)
                    .screen();
        });
    }

    @GetMapping("/namesakes")
    Screen list(Viewer.Staff viewer) {
        return db.transact(
                viewer,
                () -> Screen.of(
                        "privacy/namesake/list",
                        "名寄せ候補の照会",
                        new NamesakePages.Listing(namesakes.latest(viewer, MOST).stream()
                                .map(asked -> new NamesakePages.Row(
                                        When.of(asked.at(), clock.getZone()),
                                        asked.staff(),
                                        asked.agency(),
                                        asked.reason()))
                                .toList())));
    }
}
