package kasane.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import kasane.testing.Browsers;
import kasane.testing.Faults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Renders every component into sample pages under the strict CSP, looks at them with axe, and keeps pictures of them. */
@Tag("pages")
class StyleGuideTest {
    private static final Path OUT = Path.of("target/style-guide");
    private static final Path STATIC = Path.of("target/classes/static");
    private static final List<String> DRAFTS = new CopyOnWriteArrayList<>();
    private static volatile int draftAnswer = 204;
    private static Map<String, String> pages;
    private static HttpServer server;
    private static Browsers browsers;

    @BeforeAll
    static void open() throws IOException {
        pages = Samples.all();
        Files.createDirectories(OUT);
        for (var page : pages.entrySet()) {
            Files.writeString(OUT.resolve(page.getKey() + ".html"), page.getValue());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", StyleGuideTest::answer);
        server.start();
        browsers = Browsers.open();
    }

    @AfterAll
    static void close() {
        browsers.close();
        server.stop(0);
    }

    @Test
    void pagesAreAccessibleInLightDarkAndOnAPhoneUnderTheStrictPolicy() {
        List<String> complaints = new ArrayList<>();
        look(Browsers.LIGHT, complaints);
        look(Browsers.DARK, complaints);
        look(Browsers.PHONE, complaints);
        look(Browsers.NARROW, complaints);
        assertThat(complaints).isEmpty();
    }

    private static void look(Browsers.Look look, List<String> complaints) {
        try (var context = browsers.context(look);
                var page = context.newPage()) {
            page.onConsoleMessage(message -> {
                if (message.type().equals("error"))
                    complaints.add(page.url() + " " + look.name() + ": " + message.text());
            });
            page.onPageError(error -> complaints.add(page.url() + " " + look.name() + ": " + error));
            for (String name : pages.keySet()) {
                page.navigate(address(name));
                page.waitForFunction("() => document.fonts.status === 'loaded'");
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(OUT.resolve(name + "-" + look.name() + ".png"))
                        .setFullPage(look.width() < 1000));
                // What is there to be judged is the same in every look; only colours and sizes differ.
                var rules = look == Browsers.LIGHT ? Faults.Rules.WITH_ADVICE : Faults.Rules.COLOURS_AND_SIZES;
                Faults.of(page, rules).forEach(fault -> complaints.add(name + " " + look.name() + ": " + fault));
                if (look == Browsers.LIGHT) {
                    page.pdf(new Page.PdfOptions()
                            .setPath(OUT.resolve(name + ".pdf"))
                            .setPreferCSSPageSize(true)
                            .setPrintBackground(true));
                }
            }
        }
    }

    @Test
    void draftsAreSavedOnTheServerAndSaySoInWords() {
        try (var page = browsers.page()) {
            page.navigate(address("referral"));
            draftAnswer = 503;
            page.fill("#f-word", "書きかけ");
            page.waitForSelector("[data-draft-state]:has-text('保存できていません')");
            draftAnswer = 204;
            page.waitForSelector("[data-draft-state]:has-text('下書きを保存しました')");
            assertThat(DRAFTS.getLast())
                    .startsWith("/drafts/0197f3a0 ")
                    .contains("_csrf=token")
                    .contains("word=%E6%9B%B8");
        } finally {
            draftAnswer = 204;
        }
    }

    @Test
    void keysWorkOnThePageButNeverInAFieldOrDuringConversion() {
        try (var page = browsers.page()) {
            page.navigate(address("referral"));
            page.locator("#f-name").press("/");
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("f-name");
            page.evaluate("() => document.activeElement.blur()");
            page.evaluate(
                    "() => document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', isComposing: true, bubbles: true}))");
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("");
            page.keyboard().press("/");
            assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("q");
            page.evaluate("() => document.activeElement.blur()");
            page.keyboard().press("?");
            assertThat(page.locator("#keys").isVisible()).isTrue();
        }
    }

    @Test
    void theErrorSummaryTakesTheFocusAndLeadsIntoTheField() {
        try (var page = browsers.page()) {
            page.navigate(address("referral-errors"));
            assertThat(page.title()).startsWith("エラー：");
            assertThat(page.evaluate("() => document.activeElement.className")).isEqualTo("error-summary");
            page.click(".error-summary a[href='#f-consent']");
            assertThat(page.evaluate("() => document.activeElement.name")).isEqualTo("consent");
        }
    }

    @Test
    void whatCannotBeUndoneIsAskedOnceMore() {
        try (var page = browsers.page()) {
            page.navigate(address("referral-errors"));
            page.click("text=下書きを消す");
            assertThat(page.locator("#confirm").isVisible()).isTrue();
            page.click("#confirm button[value=no]");
            assertThat(page.url()).endsWith("referral-errors.html");
            page.click(".form-end button.button-link");
            page.click("#confirm button[value=yes]");
            page.waitForURL("**/drafts/0197f3a0/discard");
        }
    }

    private static String address(String page) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page + ".html";
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body;
            int code = 200;
            if (exchange.getRequestMethod().equals("POST")) {
                DRAFTS.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                code = path.endsWith("discard") ? 200 : draftAnswer;
                body = new byte[0];
            } else if (pages.containsKey(path.replaceAll("^/|\\.html$", ""))) {
                body = pages.get(path.replaceAll("^/|\\.html$", "")).getBytes(StandardCharsets.UTF_8);
            } else if (Files.isRegularFile(STATIC.resolve(path.substring(1)))) {
                body = Files.readAllBytes(STATIC.resolve(path.substring(1)));
            } else if (path.equals("/news")) {
                body = "0 0".getBytes(StandardCharsets.UTF_8);
            } else {
                code = 404;
                body = new byte[0];
            }
            exchange.getResponseHeaders()
                    .set(
                            "Content-Security-Policy",
                            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            path.endsWith(".css")
                                    ? "text/css"
                                    : path.endsWith(".js")
                                            ? "text/javascript"
                                            : path.endsWith(".svg")
                                                    ? "image/svg+xml"
                                                    : path.endsWith(".woff2")
                                                            ? "font/woff2"
                                                            : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(code, code == 204 ? -1 : body.length == 0 ? -1 : body.length);
            if (body.length > 0) exchange.getResponseBody().write(body);
        }
    }
}
