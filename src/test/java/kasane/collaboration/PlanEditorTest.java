package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.testing.Browsers;
import kasane.testing.Faults;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The table of a plan in a real browser: one types, moves and pastes in it as in a spreadsheet. */
@WithKasane
@Tag("pages")
@Promise({"C2", "G12"})
class PlanEditorTest {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static Browsers browsers;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    private PlanStory story;
    private UUID plan;

    @BeforeAll
    static void open() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        browsers.close();
    }

    @BeforeEach
    void story() {
        story = new PlanStory(context);
        plan = story.draft();
    }

    private Page signedIn(BrowserContext window, String who) {
        Page page = window.newPage();
        Browsers.signIn(page, port, who);
        return page;
    }

    private String at(String path) {
        return "http://127.0.0.1:" + port + "/plans/" + plan + path;
    }

    private static Object focused(Page page) {
        return page.evaluate("() => document.activeElement.name");
    }

    private static void paste(Page page, String text) {
        page.evaluate("""
                text => {
                    const data = new DataTransfer();
                    data.setData("text/plain", text);
                    document.activeElement.dispatchEvent(
                        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
                }""", text);
    }

    @Test
    void keys_move_between_cells_and_a_copied_table_fills_them() {
        try (BrowserContext window = browsers.context(Browsers.LIGHT)) {
            Page page = signedIn(window, "suishin");
            page.navigate(at("/edit"));
            page.focus("[name='line.1.goal']");
            page.keyboard().type("家賃を払える");
            page.keyboard().press("Shift+Enter");
            page.keyboard().type("むりなく");
            page.keyboard().press("Enter");
            assertThat(focused(page)).isEqualTo("line.2.goal");
            page.keyboard().press("ArrowUp");
            assertThat(focused(page)).isEqualTo("line.1.goal");
            page.keyboard().press("ArrowUp");
            assertThat(focused(page)).as("still inside a cell of two lines").isEqualTo("line.1.goal");
            page.keyboard().press("End");
            page.keyboard().press("ArrowRight");
            assertThat(focused(page)).as("not at the end of the text yet").isEqualTo("line.1.goal");
            page.keyboard().press("Control+End");
            page.keyboard().press("ArrowRight");
            assertThat(focused(page)).isEqualTo("line.1.action");
            page.keyboard().press("ArrowLeft");
            assertThat(focused(page)).isEqualTo("line.1.goal");
            page.focus("[name='line.3.goal']");
            page.keyboard().press("Enter");
            assertThat(focused(page)).as("a new row below the last one").isEqualTo("line.4.goal");

            page.focus("[name='line.2.issue']");
            paste(
                    page,
                    "通院の中断\tふたりで通院する\t\"受診の付きそい\n月2回\"\t薬を飲む\t自立相談支援センターかさね\t見本の係\t月2回\tR8.9.30\r\n"
                            + "昼夜逆転\t昼に外に出る\t居場所の見学\t\tご本人・ご家族\t\t\t\r\n" + "三つめ\t目標三\t内容三\t\t\t\t\t\r\n"
                            + "四つめ\t目標四\t内容四\t\t\t\t\t\r\n");
            assertThat(page.inputValue("[name='line.2.action']")).isEqualTo("受診の付きそい\n月2回");
            assertThat(page.inputValue("[name='line.2.agency']"))
                    .isEqualTo(story.agency("jiritsu").value().toString());
            assertThat(page.inputValue("[name='line.5.goal']")).isEqualTo("目標四");
            page.focus("[name='line.1.action']");
            paste(page, "家計の相談\n月2回");
            assertThat(page.inputValue("[name='line.1.issue']")).isEmpty();
            page.keyboard().type("家計の相談");
            page.uncheck("[name='line.1.persons'] >> nth=1");
            int rows = page.locator("[data-line]").count();
            page.click("[data-more-lines]");
            assertThat(page.locator("[data-line]").count()).isEqualTo(rows + 1);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve("plan-edit-typed.png"))
                    .setFullPage(true));
            page.click("text=保存する");
            page.waitForURL(at(""));
            assertThat(story.plans.find(story.suishin, plan).lines())
                    .extracting(Plan.Line::goal)
                    .containsExactly("家賃を払える\nむりなく", "ふたりで通院する", "昼に外に出る", "目標三", "目標四");
            assertThat(story.plans.find(story.suishin, plan).lines().getFirst().persons())
                    .containsExactly(story.persons.getFirst());
        }
    }

    @Test
    void without_script_the_same_page_gives_more_rows() {
        try (BrowserContext window = browsers.withoutScript()) {
            Page page = signedIn(window, "suishin");
            page.navigate(at("/edit"));
            page.fill("[name='line.1.goal']", "家賃を払える");
            page.click("text=行を増やす");
            assertThat(page.inputValue("[name='line.1.goal']")).isEqualTo("家賃を払える");
            assertThat(page.locator("[data-line]").count()).isEqualTo(6);
        }
    }

    @Test
    void every_page_of_a_plan_is_accessible_and_no_wider_than_its_window() {
        story.write(
                plan,
                List.of(Set.of(story.persons.getFirst()), Set.copyOf(story.persons), Set.of(story.persons.getLast())));
        story.meeting();
        List<String> complaints = new ArrayList<>();
        look("suishin", "", complaints);
        look("suishin", "/edit", complaints);
        look("suishin", "/proposal", complaints);
        look("shougai", "", complaints);
        story.confer(plan, "FIT");
        look("kacho", "/decision/new", complaints);
        assertThat(complaints).isEmpty();
    }

    private void look(String who, String path, List<String> complaints) {
        try (BrowserContext window = browsers.context(Browsers.LIGHT)) {
            Page page = signedIn(window, who);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(page.url() + ": " + message.text());
                }
            });
            page.navigate(at(path));
            for (Browsers.Look look : List.of(Browsers.LIGHT, Browsers.DARK, Browsers.TABLET, Browsers.PHONE)) {
                Browsers.show(page, look);
                Browsers.picture(
                        page,
                        PICTURES.resolve("plan" + path.replace("/", "-") + "-" + who + "-" + look.name() + ".png"));
                var rules = look == Browsers.LIGHT ? Faults.Rules.ALL : Faults.Rules.COLOURS_AND_SIZES;
                Faults.of(page, rules).forEach(fault -> complaints.add(who + path + " " + look.name() + ": " + fault));
            }
        }
    }
}
