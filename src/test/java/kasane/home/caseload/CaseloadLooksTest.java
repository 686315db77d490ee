package kasane.home.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kasane.casework.Expiries;
import kasane.sharing.Audience;
import kasane.testing.Browsers;
import kasane.testing.CaseStory;
import kasane.testing.Faults;
import kasane.testing.Promise;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 担当一覧 in a real browser: accessible, dense enough for a small laptop, and never wider than a telephone. */
@WithKasane
@Tag("pages")
@Promise({"F11", "G12"})
class CaseloadLooksTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Expiries expiries;

    @Test
    void the_working_list_is_accessible_and_fits_every_window() {
        CaseStory story = new CaseStory(context);
        for (String family : List.of("架空谷", "模型沢", "見本端", "例示峰", "仮想原", "架空浜", "模型塚", "見本峠")) {
            story = new CaseStory(context)
                    .household(family, "ミホン", "モケイ")
                    .consent(0, "suishin", "shougai", "jiritsu")
                    .consent(1, "suishin", "jiritsu")
                    .send()
                    .accept();
            expiries.add(
                    story.asker,
                    new Expiries.NewExpiry(
                            story.householdId(),
                            story.person(0),
                            Audience.TEAM,
                            "WELFARE-CARE",
                            LocalDate.of(2026, 6, 10),
                            "見本のメモ"));
            expiries.add(
                    story.asker,
                    new Expiries.NewExpiry(
                            story.householdId(),
                            story.person(1),
                            Audience.TEAM,
                            "LIFE-EVICTION",
                            LocalDate.of(2026, 7, 31),
                            ""));
        }
        List<String> complaints = new ArrayList<>();
        List<String> pages = List.of(
                "/caseload",
                "/households/" + story.householdId().value() + "/expiries",
                "/households/" + story.householdId().value() + "/expiries/new");
        try (Browsers browsers = Browsers.open()) {
            for (Browsers.Look look : List.of(Browsers.LIGHT, Browsers.DARK, Browsers.PHONE)) {
                try (BrowserContext window = browsers.context(look);
                        Page page = window.newPage()) {
                    Browsers.signIn(page, port, "suishin");
                    for (int i = 0; i < pages.size(); i++) {
                        judge(page, "caseload-" + i, pages.get(i), look, complaints);
                    }
                }
            }
        }
        assertThat(complaints).isEmpty();
    }

    private void judge(Page page, String name, String path, Browsers.Look look, List<String> complaints) {
        page.navigate("http://127.0.0.1:" + port + path);
        Browsers.picture(page, Path.of("target/screenshots", name + "-" + look.name() + ".png"));
        String here = name + " " + look.name() + ": ";
        var rules = look == Browsers.LIGHT ? Faults.Rules.ALL : Faults.Rules.COLOURS_AND_SIZES;
        Faults.withHeading(page, rules).forEach(fault -> complaints.add(here + fault));
    }
}
