package kasane.testing;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A person of the town at a desk, who works by links and buttons only; see {@link Browsers#desk}. */
public final class Desk {

    private final Page page;
    private final Path pictures;

    Desk(Page page, Path pictures) {
        this.page = page;
        this.pictures = pictures;
    }

    /** What the page shows, without the frame around it. */
    public Locator main() {
        return page.locator("main");
    }

    /** What stands at a selector, also in the frame. */
    public Locator at(String selector) {
        return page.locator(selector);
    }

    /** The field with this label. */
    public Locator field(String label) {
        return page.getByLabel(label);
    }

    /** The choice of one among several with this label. */
    public Locator radio(String label) {
        return page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(label));
    }

    /** The first row of a table in which both stand. */
    public Locator row(String who, String what) {
        return page.locator("main tr")
                .filter(new Locator.FilterOptions().setHasText(who))
                .filter(new Locator.FilterOptions().setHasText(what))
                .first();
    }

    /** The value beside a label among the facts of a page. */
    public Locator fact(String label) {
        return page.locator(".facts > div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("dt").getByText(label, new Locator.GetByTextOptions().setExact(true))))
                .locator("dd");
    }

    /** The part of the page under this heading. */
    public Locator section(String heading) {
        return page.locator("main section.sheet")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("h2").filter(new Locator.FilterOptions().setHasText(heading))));
    }

    /** Chooses among the options of a list the one in which these words stand. */
    public void choose(String selector, String words) {
        Locator list = page.locator(selector);
        list.selectOption(list.locator("option")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .getAttribute("value"));
    }

    /** Turns to a page of the household that is open. */
    public void tab(String name) {
        page.locator(".tabs").getByText(name).click();
    }

    /** Opens a menu of the page and follows an entry. */
    public void menu(String name, String entry) {
        Locator menu =
                page.locator("main details.menu").filter(new Locator.FilterOptions().setHas(page.getByText(name)));
        menu.locator("summary").click();
        menu.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(entry))
                .click();
    }

    /** Takes the link of this name as a download, keeps it among the pictures, and says how the server answered. */
    public int download(String name, String file) {
        String href = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first()
                .getAttribute("href");
        APIResponse answer =
                page.request().get(URI.create(page.url()).resolve(href).toString());
        try {
            Files.write(pictures.resolve(file), answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return answer.status();
    }

    /** Follows the link of this name, whatever number stands behind it. */
    public void link(String name) {
        // The pattern is read by the browser, which does not know \Q…\E.
        String literal = name.replaceAll("[.*+?()\\[\\]{}|^$\\\\]", "\\\\$0");
        Pattern counted = Pattern.compile("^" + literal + "\\s*(\\d+\\s*件)?$");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(counted))
                .first()
                .click();
    }

    /** Follows the link at the end of a row: its next action. */
    public void follow(Locator row) {
        row.getByRole(AriaRole.LINK).last().click();
    }

    /** Presses the button of this name. */
    public void button(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** Sends the form of the page with its one primary button. */
    public void send() {
        page.locator(".form-end .button-primary").click();
    }

    /** Keeps pictures of the page among those of the walk, at the desk and on a phone; nothing runs out of the phone's side. */
    public void picture(String name) {
        Browsers.picture(page, pictures.resolve(name + ".png"));
        Browsers.show(page, Browsers.PHONE);
        Browsers.picture(page, pictures.resolve(name + "-phone.png"));
        Object beyond = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        Browsers.show(page, Browsers.LIGHT);
        if (beyond instanceof Number pixels && pixels.intValue() > 0) {
            throw new AssertionError(name + " is " + pixels + " pixels wider than a phone");
        }
    }
}
