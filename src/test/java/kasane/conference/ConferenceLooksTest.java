package kasane.conference;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
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
import kasane.operations.demo.DemoPeople;
import kasane.testing.Browsers;
import kasane.testing.CaseStory;
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
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
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

    record Look(String name, int width, int height, ColorScheme scheme) {}

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
        minutes.decide(story.coordinator, meeting, item, what, who.agency(), TODAY.plusDays(days))
                .orElseThrow();
    }

    private void look(String when, Map<String, List<String>> pages) {
        List<Look> looks = List.of(
                new Look("light", 1366, 768, ColorScheme.LIGHT),
                new Look("dark", 1366, 768, ColorScheme.DARK),
                new Look("phone", 390, 844, ColorScheme.LIGHT));
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(
                                        Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                                .setArgs(List.of(
                                        "--no-sandbox", "--disable-background-networking", "--no-first-run")))) {
            pages.forEach((who, paths) -> {
                for (Look look : looks) {
                    try (BrowserContext window = browser.newContext(new Browser.NewContextOptions()
                                    .setViewportSize(look.width(), look.height())
                                    .setColorScheme(look.scheme()));
                            Page page = window.newPage()) {
                        signIn(page, who);
                        for (int i = 0; i < paths.size(); i++) {
                            judge(page, when + "-" + who + "-" + i, paths.get(i), look);
                        }
                    }
                }
            });
        }
    }

    private void judge(Page page, String name, String path, Look look) {
        String here = name + " " + path.replaceAll("[0-9a-f-]{36}", "…") + " " + look.name() + ": ";
        page.navigate("http://127.0.0.1:" + port + path);
        page.waitForFunction("() => document.fonts.status === 'loaded'");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve("conference-" + name + "-" + look.name() + ".png"))
                .setFullPage(true));
        if (page.locator("h1").count() != 1) {
            complaints.add(here + page.locator("h1").count() + " h1");
        }
        if (page.locator("main .button-primary").count() > 1) {
            complaints.add(here + "more than one next action");
        }
        if ((boolean)
                page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")) {
            complaints.add(here + "wider than the window");
        }
        // Colours differ by look; everything else was judged in the first one.
        if (look.name().equals("phone")) {
            return;
        }
        AxeBuilder axe = look.name().equals("dark")
                ? Browsers.axe(page).withRules(List.of("color-contrast"))
                : Browsers.axe(page).withTags(RULES);
        for (var rule : axe.analyze().getViolations()) {
            complaints.add(here + rule.getId() + " "
                    + rule.getNodes().stream()
                            .map(node -> node.getTarget())
                            .limit(3)
                            .toList());
        }
    }

    private void signIn(Page page, String who) {
        page.navigate("http://127.0.0.1:" + port + "/login");
        page.fill("input[name=login]", who);
        page.fill("input[name=password]", DemoPeople.PASSWORD);
        page.click("main button[type=submit]");
        page.waitForURL(url -> !url.contains("/login"));
    }
}
