package kasane.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 起案用紙: what the municipality is asked to decide, on one A4 page, for whoever carries the case and whoever decides. */
@WithKasane
@Tag("pages")
@Promise("F4")
class ApprovalSheetTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s", "");
        }
    }

    @Test
    void it_is_there_once_a_conference_has_found_the_plan_fit_and_tells_the_decision_afterwards() throws IOException {
        RunningStory story = new RunningStory(context);
        UUID draft = story.draft();
        String sheet = "/plans/" + draft + "/approval";
        Web suishin = Web.as(port, "suishin");
        Web kacho = Web.as(port, "kacho");
        assertThat(suishin.get(sheet).status()).isEqualTo(404);
        assertThat(suishin.get("/plans/" + draft).body()).doesNotContain("起案用紙");
        story.plan.confer(draft, "FIT");
        assertThat(suishin.get("/plans/" + draft).body()).contains("起案用紙");
        assertThat(kacho.get(sheet).body()).contains("架空谷", "支援プラン（第1版）の支援決定について（伺い）", "プランは適切", "まだ確かめていません", "課長補佐");
        for (String login : new String[] {"jiritsu", "houkatsu", "shougai", "zei"}) {
            assertThat(Web.as(port, login).get(sheet).status()).as(login).isEqualTo(404);
        }
        story.plan
                .decisions
                .decide(story.plan.kacho, draft, story.today, "見本第17号")
                .orElseThrow();
        byte[] pdf = kacho.get(sheet + ".pdf").response().body();
        Files.createDirectories(Path.of("target/documents"));
        Files.write(Path.of("target/documents/approval.pdf"), pdf);
        assertThat(text(pdf)).contains("見本第17号", "令和8年6月15日", "取扱注意", "ふたりの家計簿").doesNotContain("null");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(Map.of("", kacho.get(sheet + ".pdf").response().headers().map())
                        .toString())
                .contains("kian")
                .doesNotContain("架空谷");
    }
}
