package kasane.operations.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * 窓口: a person of かさね市 at their desk. They sign in, open pages and send the forms that stand on them, so that nothing
 * comes into the town that a user could not have put there.
 */
public final class DemoDesk implements AutoCloseable {

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private final URI server;
    private final String key;
    private final String login;
    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    private DemoDesk(URI server, String key, String login) {
        this.server = server;
        this.key = key;
        this.login = login;
    }

    /** Signs a person of the town in; {@code key} opens the {@link DemoDoor}, and is empty where there is none. */
    public static DemoDesk of(URI server, String key, String login) {
        DemoDesk desk = new DemoDesk(server, key, login);
        desk.submit("/login", "/login", Typed.of("login", login).and("password", DemoPeople.PASSWORD));
        return desk;
    }

    /** Leaves the desk. */
    public void signOut() {
        submit("/account", "/logout", Typed.NOTHING);
    }

    /** A page as it came back. */
    public record Page(String path, String html) {

        /** The key that stands behind the beginning of an address on this page. */
        public String id(String before) {
            return ids(before).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no address on " + path + " begins with " + before));
        }

        /** All such keys, in the order of the page. */
        public Set<String> ids(String before) {
            return Pattern.compile(Pattern.quote(before) + "(" + ID + ")")
                    .matcher(html)
                    .results()
                    .map(id -> id.group(1))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /** Opens a page. */
    public Page open(String path) {
        HttpResponse<String> answer = send(path, HttpRequest.newBuilder().GET());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(login + " opened " + path + ": status " + answer.statusCode());
        }
        return new Page(path, answer.body());
    }

    /** Opens a page, fills its form for the address and sends it; gives back where that led. */
    public String submit(String path, String action, Typed typed) {
        return submit(open(path), action, typed);
    }

    /** Sends a form of a page that is open; gives back where that led. */
    public String submit(Page page, String action, Typed typed) {
        HttpResponse<String> answer = post(page, action, typed);
        if (answer.statusCode() != 303) {
            throw refused(page, action, answer);
        }
        return answer.headers().firstValue("Location").orElse("");
    }

    /** Sends a form that answers with another page first, such as one that shows what is about to be done. */
    public Page look(String path, String action, Typed typed) {
        Page page = open(path);
        HttpResponse<String> answer = post(page, action, typed);
        if (answer.statusCode() == 303 || !PageForm.errors(answer.body()).isEmpty()) {
            throw refused(page, action, answer);
        }
        return new Page(action, answer.body());
    }

    private IllegalStateException refused(Page page, String action, HttpResponse<String> answer) {
        return new IllegalStateException(login + " sent " + action + " from " + page.path() + ": status "
                + answer.statusCode() + " " + PageForm.errors(answer.body()));
    }

    private HttpResponse<String> post(Page page, String action, Typed typed) {
        Map<String, List<String>> fields = new PageForm(page.html(), action).with(typed);
        StringBuilder body = new StringBuilder();
        fields.forEach((name, values) -> values.forEach(value -> body.append(body.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return send(
                action,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) {
        try {
            return browser.send(
                    request.uri(server.resolve(path)).header(DemoDoor.KEY, key).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the server did not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at " + path, e);
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
