package kasane.conference;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.testing.Browsers;
import kasane.testing.CaseStory;
import kasane.testing.Faults;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.SampleAgenda;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The pages of a meeting in a real browser, before, during and after it: accessible, not wider than the window, with a picture. */
@WithKasane
@Tag("pages")
@Promise({"C3", "G12"})
class ConferenceLooksTest {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Meetings meetings;

    @Autowired
    Agenda agenda;

    @Autowired
    Minutes minutes;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void pages_of_a_meeting_are_accessible_and_fit_every_window() {
        CaseStory story = new CaseStory(context)
                .household("架空谷", "ミホン", "モケイ", "シサク")
                .consent(0, "suishin", "shougai", "jiritsu", "kodomo", "gakkou")
                .consent(1, "suishin", "shougai", "jiritsu")
                .consent(2, "suishin", "shougai", "kodomo")
                .send()
                .accept();
        UUID meeting = convene(story.coordinator, TODAY, story.as("jiritsu"), story.as("kodomo"));
        UUID item = put(story, meeting);
        meetings.answer(story.as("shougai"), meeting, true, "相談支援専門員が1名");
        meetings.answer(story.as("jiritsu"), meeting, false, "ほかの会議のため");
        meetings.confirmSecrecy(story.coordinator, meeting);
        meetings.confirmSecrecy(story.as("shougai"), meeting);
        minutes.write(
                story.coordinator,
                meeting,
                item,
                1,
                new Minutes.Words(
                        "包括北：夫婦の暮らしの様子を報告。先月から買い物に出られない日が増えた。\n障害者相談支援センター：長男の体調はよく、来月から日中の場を見学できる見込み。\n多機関協働係：三人それぞれの望みを確かめた。",
                        "支える人が一人に寄っていることが、暮らしの疲れにつながっている。",
                        "通院先を替えるかどうかは、次の会議で話し合う。"));
        decide(story, meeting, item, "週に一度、夫婦を訪ねて買い物の様子を聞く", story.asker, 25);
        decide(story, meeting, item, "日中の場の見学に同行する", story.as("shougai"), 15);
        UUID coming = convene(story.coordinator, TODAY.plusDays(30), story.as("shougai"));
        CaseStory other = CaseStory.begun(context);
        UUID second = put(other, meeting);
        minutes.conclude(other.coordinator, meeting, second, "LEAD_BACK", other.asker.agency(), true)
                .orElseThrow();

        Map<String, List<String>> pages = new LinkedHashMap<>();
        String at = "/conferences/" + meeting;
        String about = at + "/items/" + item;
        pages.put(
                "suishin",
                List.of(
                        "/conferences",
                        "/conferences/new",
                        at,
                        at + "/attendance",
                        at + "/calling-off",
                        at + "/edit",
                        at + "/invitations/new",
                        about,
                        about + "/minutes",
                        about + "/conclusion",
                        at + "/items/" + second));
        pages.put("shougai", List.of("/conferences", at, about, "/conferences/" + coming));
        pages.put("houkatsu", List.of(at, about));
        pages.put("jiritsu", List.of(at));
        look("during", pages);

        meetings.close(story.coordinator, meeting, Set.of(story.as("shougai").agency()), null)
                .orElseThrow();
        minutes.write(
                        other.coordinator,
                        meeting,
                        second,
                        minutes.find(other.coordinator, meeting, second).version(),
                        new Minutes.Words("役割の分担を確かめた。", "", ""))
                .orElseThrow();
        minutes.confirm(other.coordinator, meeting, second).orElseThrow();
        minutes.correct(
                        other.coordinator,
                        meeting,
                        second,
                        minutes.find(other.coordinator, meeting, second).version(),
                        new Minutes.Words("役割の分担と、連絡の順を確かめた。", "", ""),
                        "書きもらし")
                .orElseThrow();
        Viewer.Staff plain = People.viewer(context.getBean(kasane.postgres.Connections.class), "jiritsu");
        Viewer.Staff commissioned = new Viewer.Staff(plain.staff(), plain.agency(), Set.of(Duty.COORDINATOR));
        UUID absent = convene(commissioned, TODAY, story.coordinator);
        pages.clear();
        pages.put("jiritsu", List.of("/conferences/" + absent + "/attendance"));
        look("commissioned", pages);
        meetings.close(commissioned, absent, Set.of(), false).orElseThrow();
        pages.clear();
        pages.put("kacho", List.of("/conferences/" + absent));
        pages.put("suishin", List.of(at, at + "/items/" + second, at + "/items/" + second + "/correction"));
        look("after", pages);
        assertThat(complaints).isEmpty();
    }

    private UUID convene(Viewer.Staff convenor, LocalDate on, Viewer.Staff... asked) {
        return meetings.convene(
                        convenor,
                        "MULTI",
                        new Meetings.Appointment(on, LocalTime.of(13, 30), LocalTime.of(15, 0), "市役所 第2見本会議室"),
                        java.util.Arrays.stream(asked).map(Viewer.Staff::agency).toList())
                .orElseThrow();
    }

    private UUID put(CaseStory story, UUID meeting) {
        return agenda.put(story.coordinator, meeting, SampleAgenda.KIND, story.caseId())
                .orElseThrow();
    }

    private void decide(CaseStory story, UUID meeting, UUID item, String what, Viewer.Staff who, int days) {
        minutes.decide(
                        story.coordinator,
                        meeting,
                        item,
                        new Minutes.Resolution(what, "", who.agency(), TODAY.plusDays(days)))
                .orElseThrow();
    }

    private void look(String when, Map<String, List<String>> pages) {
        try (Browsers browsers = Browsers.open()) {
            pages.forEach((who, paths) -> {
                try (BrowserContext window = browsers.context(Browsers.LIGHT);
                        Page page = window.newPage()) {
                    Browsers.signIn(page, port, who);
                    for (int i = 0; i < paths.size(); i++) {
                        page.navigate("http://127.0.0.1:" + port + paths.get(i));
                        for (Browsers.Look look : List.of(Browsers.LIGHT, Browsers.DARK, Browsers.PHONE)) {
                            judge(page, when + "-" + who + "-" + i, paths.get(i), look);
                        }
                    }
                }
            });
        }
    }

    private void judge(Page page, String name, String path, Browsers.Look look) {
        String here = name + " " + path.replaceAll("[0-9a-f-]{36}", "…") + " " + look.name() + ": ";
        Browsers.show(page, look);
        Browsers.picture(page, PICTURES.resolve("conference-" + name + "-" + look.name() + ".png"));
        if (page.locator("main .button-primary").count() > 1) {
            complaints.add(here + "more than one next action");
        }
        var rules = look == Browsers.LIGHT ? Faults.Rules.ALL : Faults.Rules.COLOURS_AND_SIZES;
        Faults.withHeading(page, rules).forEach(fault -> complaints.add(here + fault));
    }
}
