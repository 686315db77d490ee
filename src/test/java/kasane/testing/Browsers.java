package kasane.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kasane.operations.demo.DemoPeople;

/** A Chromium for one test class, quiet and offline: opened before all of its tests, closed after them. */
public final class Browsers implements AutoCloseable {

    /** A window as somebody has it before them. */
    public record Look(String name, int width, int height, ColorScheme scheme) {}

    public static final Look LIGHT = new Look("light", 1366, 768, ColorScheme.LIGHT);
    public static final Look DARK = new Look("dark", 1366, 768, ColorScheme.DARK);
    public static final Look TABLET = new Look("tablet", 820, 1180, ColorScheme.LIGHT);
    public static final Look PHONE = new Look("phone", 390, 844, ColorScheme.LIGHT);
    public static final Look NARROW = new Look("narrow", 320, 640, ColorScheme.DARK);

    private final Playwright playwright;
    private final Browser browser;

    private Browsers(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the browser of the machine; nothing is downloaded. */
    public static Browsers open() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
        return new Browsers(playwright, browser);
    }

    /** A window of its own, with its own cookies. */
    public BrowserContext context(Look look) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.scheme()));
    }

    /** A window that runs no script, like that of somebody whose office forbids it. */
    public BrowserContext withoutScript() {
        return browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    /** The same page as it looks in another window: what is loaded stays, only size and colours change. */
    public static void show(Page page, Look look) {
        page.setViewportSize(look.width(), look.height());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
    }

    /** A page in a window of its own; it closes with its window. */
    public Page page() {
        return browser.newPage();
    }

    /** A person of the town, signed in at a desk; pictures are kept under the name of the walk. */
    public Desk desk(int port, String login, String walk) {
        Page page = context(LIGHT).newPage();
        page.setDefaultTimeout(8_000);
        signIn(page, port, login);
        return new Desk(page, Path.of("target", "walks", walk));
    }

    /** Signs in as a person of the town, as they would. */
    public static void signIn(Page page, int port, String login) {
        page.navigate("http://127.0.0.1:" + port + "/");
        page.getByLabel("ログイン名").fill(login);
        page.getByLabel("パスワード").fill(DemoPeople.PASSWORD);
        page.click("main button[type=submit]");
        page.waitForURL(url -> !url.contains("/login"));
    }

    /** A picture of the whole page, once its fonts are there. */
    public static void picture(Page page, Path file) {
        page.waitForFunction("() => document.fonts.status === 'loaded'");
        // What stays at the top while one scrolls belongs at the top of the picture.
        page.evaluate("() => window.scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
