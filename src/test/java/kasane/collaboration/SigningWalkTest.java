package kasane.collaboration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.BoundingBox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import kasane.testing.Browsers;
import kasane.testing.Desk;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** 本人の確認と署名: somebody signs their plan on the screen that is held out to them. */
@WithKasane
@Tag("walks")
@Promise("F4")
class SigningWalkTest {

    private static final String FAMILY = "署名沢";

    private static Browsers browsers;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @BeforeAll
    static void open() {
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        browsers.close();
    }

    @Test
    void a_signature_on_the_screen_is_kept_with_the_plan_as_a_scan_would_be() throws IOException {
        RunningStory story = new RunningStory(context, FAMILY);
        UUID plan = story.draft();
        Desk kaname = browsers.desk(port, "suishin", "signing");
        kaname.link("ケース");
        kaname.follow(kaname.row(FAMILY, ""));
        kaname.link("プランをひらく");
        kaname.at("summary:has-text('ご本人の確認・申込を記録する')").click();
        kaname.at("#f-on").fill("R8.6.15");
        kaname.field("書面（署名）").check();
        kaname.at("summary:has-text('この画面に署名してもらう')").click();
        sign(kaname);
        assertThat(kaname.at("#f-file")).hasValue(Pattern.compile(".*署名\\.png"));
        kaname.at("[data-sign-clear]").click();
        assertThat(kaname.at("#f-file")).hasValue("");
        sign(kaname);
        kaname.picture("01-signed-on-the-screen");
        kaname.at("form[action$='/application'] button[type=submit]").click();
        assertThat(kaname.at("body")).containsText("署名の写しとともに記録しました");
        assertThat(kaname.section("署名の写し")).containsText("署名.png");

        Web suishin = Web.as(port, "suishin");
        Matcher file = Pattern.compile("/files/[0-9a-f-]{36}")
                .matcher(suishin.get("/plans/" + plan).body());
        assertThat(file.find()).isTrue();
        byte[] picture = suishin.get(file.group()).response().body();
        assertThat(dark(picture)).as("the stroke is in the picture").isPositive();
        assertThat(Web.as(port, "jiritsu").get(file.group()).status())
                .as("another agency of the team")
                .isEqualTo(404);
    }

    private static void sign(Desk desk) {
        desk.at(".signing-pad").scrollIntoViewIfNeeded();
        BoundingBox pad = desk.at(".signing-pad").boundingBox();
        var mouse = desk.at(".signing-pad").page().mouse();
        mouse.move(pad.x + 40, pad.y + 40);
        mouse.down();
        for (double[] to : List.of(new double[] {120, 90}, new double[] {200, 50}, new double[] {260, 110})) {
            mouse.move(pad.x + to[0], pad.y + to[1]);
        }
        mouse.up();
    }

    private static long dark(byte[] picture) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(picture));
        long dark = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if ((image.getRGB(x, y) & 0xff) < 128) {
                    dark++;
                }
            }
        }
        return dark;
    }
}
