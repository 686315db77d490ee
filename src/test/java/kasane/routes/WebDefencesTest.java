package kasane.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.operations.demo.DemoPeople;
import kasane.postgres.Connections;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser is told, what another site can make it send, and what a stranger can push at the door. */
@WithKasane
@Tag("authorisation")
@Promise("P12")
class WebDefencesTest {

    /** Styles, scripts and fonts are nobody's content, and may be kept by a browser. */
    private static final List<String> FIXED = List.of("/css/components.css", "/js/app.js");

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Test
    void no_form_is_accepted_that_another_site_could_have_sent() throws Exception {
        HttpClient browser = signedIn("houkatsu");
        List<String> accepted = new ArrayList<>();
        for (Matrix.Row row : Matrix.ROWS) {
            if (!row.method().equals("POST")) {
                continue;
            }
            for (String token : List.of("", "_csrf=00000000-0000-0000-0000-000000000000")) {
                HttpResponse<String> answer = browser.send(
                        request(Planted.on(port).path(row.sample()))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", "https://elsewhere.example")
                                .POST(HttpRequest.BodyPublishers.ofString(token))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 401) {
                    accepted.add(row + " \"" + token + "\": " + answer.statusCode());
                }
            }
        }
        assertThat(accepted).isEmpty();
        // The session is still there: it was the form that was refused.
        assertThat(browser.send(request("/account").GET().build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void cookies_are_closed_to_scripts_and_other_sites_and_behind_tls_to_plain_connections() throws Exception {
        for (boolean tls : new boolean[] {false, true}) {
            List<String> cookies = new ArrayList<>();
            signedIn("houkatsu", tls, cookies);
            assertThat(cookies).anyMatch(c -> c.contains("kasane_session=")).anyMatch(c -> c.contains("kasane_csrf="));
            assertThat(cookies).allSatisfy(cookie -> {
                assertThat(cookie).contains("; HttpOnly").containsPattern("; SameSite=(Lax|Strict)");
                assertThat(cookie).contains("Path=/").doesNotContain("Domain=");
                assertThat(cookie.contains("; Secure")).as(cookie).isEqualTo(tls);
            });
        }
    }

    @Test
    void https_is_asked_for_ever_after_only_by_an_answer_that_came_by_https() throws Exception {
        assertThat(get("/login").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
        HttpResponse<String> behindTls = HttpClient.newHttpClient()
                .send(
                        request("/login")
                                .header("X-Forwarded-Proto", "https")
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(behindTls.headers().firstValue("Strict-Transport-Security").orElse(""))
                .startsWith("max-age=31536000");
    }

    @Test
    void every_answer_carries_the_strict_policies_and_no_page_is_kept_by_a_browser() throws Exception {
        Map<String, Web> browsers = Map.of(
                "visitor", new Web(port),
                "colleague", Web.as(port, "houkatsu2"),
                "coordinator", Web.as(port, "suishin"),
                "system", Web.as(port, "system"));
        List<String> complaints = new ArrayList<>();
        for (Matrix.Row row : Matrix.ROWS) {
            if (!row.method().equals("GET")) {
                continue;
            }
            String path = Planted.on(port).path(row.sample());
            for (Map.Entry<String, Web> browser : browsers.entrySet()) {
                judge(
                        row + " as " + browser.getKey(),
                        browser.getValue().get(path).response(),
                        complaints);
            }
        }
        judge("nothing", browsers.get("visitor").get("/nothing-here").response(), complaints);
        judge("nothing", browsers.get("colleague").get("/nothing-here").response(), complaints);
        judge("405", browsers.get("colleague").get("/logout").response(), complaints);
        assertThat(complaints).isEmpty();
        for (String fixed : FIXED) {
            HttpResponse<String> answer = get(fixed);
            assertThat(answer.statusCode()).as(fixed).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        }
    }

    private static void judge(String what, HttpResponse<?> answer, List<String> complaints) {
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        boolean sandboxed = policy.equals("default-src 'none'; sandbox");
        boolean strict = policy.startsWith("default-src 'none';")
                && policy.contains("frame-ancestors 'none'")
                && policy.contains("base-uri 'none'")
                && policy.contains("form-action 'self'")
                && !policy.contains("unsafe")
                && !policy.contains("*")
                && !policy.contains("http")
                && !policy.contains("data:");
        if (!sandboxed && !strict) {
            complaints.add(what + ": policy " + policy);
        }
        expect(what, answer, "X-Frame-Options", "DENY", complaints);
        expect(what, answer, "X-Content-Type-Options", "nosniff", complaints);
        expect(what, answer, "Referrer-Policy", "", complaints);
        expect(what, answer, "Cross-Origin-Opener-Policy", "same-origin", complaints);
        expect(what, answer, "Cross-Origin-Resource-Policy", "same-origin", complaints);
        expect(what, answer, "Permissions-Policy", "geolocation=()", complaints);
        expect(what, answer, "Cache-Control", "no-store", complaints);
        String referrer = answer.headers().firstValue("Referrer-Policy").orElse("");
        if (!List.of("same-origin", "no-referrer").contains(referrer)) {
            complaints.add(what + ": referrer " + referrer);
        }
        if (answer.headers().firstValue("Server").isPresent()
                || answer.headers().firstValue("X-Powered-By").isPresent()) {
            complaints.add(what + ": tells what it is made of");
        }
    }

    private static void expect(String what, HttpResponse<?> answer, String name, String part, List<String> complaints) {
        if (answer.headers().allValues(name).size() != 1
                || !answer.headers().firstValue(name).orElse("").contains(part)) {
            complaints.add(what + ": " + name + " " + answer.headers().allValues(name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/css/../application.properties",
                "/css/..%2fapplication.properties",
                "/css/%2e%2e/application.properties",
                "/css/..;/application.properties",
                "/css/..%5capplication.properties",
                "/css/%252e%252e%252fapplication.properties",
                "/css//../../etc/passwd",
                "/js/%c0%ae%c0%ae/application.properties",
                "/vendor/..%00/application.properties",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/files/..%2f..%2fetc%2fpasswd",
                "/application.properties",
                "/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/actuator/env",
                "/db/migration/access/V0060__access.sql",
            })
    void no_address_leads_out_of_what_is_served(String path) throws IOException {
        for (String method : new String[] {"GET", "POST"}) {
            String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            assertThat(answer).matches("(?s)HTTP/1\\.1 (303|400|401|404|405) ?.*");
            assertThat(answer).doesNotContain("spring.", "root:", "create table", "Exception", "Tomcat");
        }
    }

    @Test
    void the_way_back_after_a_sign_in_never_leads_elsewhere() throws Exception {
        for (String next : List.of(
                "https://elsewhere.example/",
                "//elsewhere.example/",
                "/\\elsewhere.example/",
                "javascript:alert(1)",
                "/%0d%0aLocation:%20https://elsewhere.example",
                "")) {
            HttpClient browser = newBrowser();
            String form =
                    send(browser, request("/login?next=" + Web.encoded(next)).GET());
            HttpResponse<String> answer = browser.send(
                    request("/login")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    body(form, "houkatsu") + "&next=" + Web.encoded(next)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElse(""))
                    .as(next)
                    .startsWith("/")
                    .doesNotStartWith("//")
                    .doesNotContain("\\", "\r", "\n");
        }
    }

    @Test
    void a_host_of_somebody_elses_choice_appears_nowhere() throws IOException {
        String answer = raw("GET /account HTTP/1.1\r\nHost: elsewhere.example\r\n"
                + "X-Forwarded-Host: elsewhere.example\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 303").doesNotContain("elsewhere.example");
    }

    @Test
    void a_body_without_end_is_cut_off_and_a_slow_one_keeps_nobody_waiting() throws Exception {
        HttpClient browser = signedIn("houkatsu");
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
                                        + "Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin=a")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            HttpResponse<String> answer = browser.send(
                    request("/account").timeout(Duration.ofSeconds(10)).GET().build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        // 60 MB without a length told before: whatever is answered, it is no page, and the server lives.
        byte[] piece = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        try {
            HttpResponse<String> answer = browser.send(
                    request("/households")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> endless(piece, 60)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isIn(400, 401, 413);
        } catch (IOException cutOff) {
            assertThat(cutOff).isNotNull();
        }
        assertThat(get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void endless_headers_and_thousands_of_fields_are_refused() throws Exception {
        String endless = raw("GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + "x".repeat(70_000)
                + "\r\nConnection: close\r\n\r\n");
        assertThat(endless).startsWith("HTTP/1.1 400").doesNotContain("Exception", "Tomcat");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            many.append("a").append(i).append("=1&");
        }
        HttpResponse<String> answer = newBrowser()
                .send(
                        request("/login")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(many.toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @Test
    void nobody_gets_more_rights_by_sending_fields_that_were_never_offered() {
        String before = rights();
        Web web = Web.as(port, "houkatsu2");
        for (String path : List.of("/account/mail", "/account/password")) {
            Map<String, List<String>> fields = new java.util.LinkedHashMap<>();
            for (String name : List.of(
                    "duty",
                    "duties",
                    "role",
                    "agency",
                    "agencyId",
                    "agency_id",
                    "hat",
                    "hatId",
                    "staff",
                    "staffId",
                    "id",
                    "login",
                    "admin",
                    "mustChange",
                    "must_change",
                    "until",
                    "version",
                    "viewer.duties",
                    "viewer.agency")) {
                fields.put(name, List.of(name.startsWith("dut") || name.equals("role") ? "SYSTEM_ADMINISTRATOR" : "1"));
            }
            assertThat(web.post(path, path, fields).status()).as(path).isIn(303, 409, 422);
        }
        assertThat(rights()).isEqualTo(before);
        assertThat(web.get("/staff").status()).isEqualTo(404);
    }

    private String rights() {
        StringBuilder rights = new StringBuilder();
        try (AsRole root = AsRole.superuser(connections)) {
            for (String table : List.of("access.hat", "access.staff", "access.agency", "access.duty")) {
                rights.append(root.number(
                                "select coalesce(sum(hashtextextended(t::text, 0) % 1000000007), 0)::bigint from "
                                        + table + " t"))
                        .append(' ');
            }
        }
        return rights.toString();
    }

    @Test
    void no_method_but_those_of_the_table_is_answered() throws IOException {
        for (String method : List.of("TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "DEBUG")) {
            String answer = raw(method + " /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret: between-us\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(method).matches("(?s)HTTP/1\\.1 (200|400|401|403|404|405|501).*");
            assertThat(answer).as(method).doesNotContain("between-us", "Access-Control-Allow");
        }
    }

    private static InputStream endless(byte[] piece, int times) {
        return new java.io.SequenceInputStream(new java.util.Enumeration<>() {
            private int left = times;

            @Override
            public boolean hasMoreElements() {
                return left > 0;
            }

            @Override
            public InputStream nextElement() {
                left--;
                return new ByteArrayInputStream(piece);
            }
        });
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return newBrowser().send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient newBrowser() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
    }

    private static String send(HttpClient browser, HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpClient signedIn(String login) throws Exception {
        return signedIn(login, false, new ArrayList<>());
    }

    private HttpClient signedIn(String login, boolean tls, List<String> cookies) throws Exception {
        CookieManager jar = new CookieManager();
        HttpClient browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(tls ? new CookieManager() : jar)
                .build();
        HttpRequest.Builder open = request("/login").GET();
        if (tls) {
            open.header("X-Forwarded-Proto", "https");
        }
        HttpResponse<String> form = browser.send(open.build(), HttpResponse.BodyHandlers.ofString());
        cookies.addAll(form.headers().allValues("Set-Cookie"));
        HttpRequest.Builder send = request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body(form.body(), login)));
        if (tls) {
            // The jar keeps no secure cookie for a plain address, as a browser would not: it is carried by hand.
            send.header("X-Forwarded-Proto", "https")
                    .header(
                            "Cookie",
                            form.headers().allValues("Set-Cookie").stream()
                                    .map(HttpCookie::parse)
                                    .flatMap(List::stream)
                                    .map(c -> c.getName() + "=" + c.getValue())
                                    .reduce((a, b) -> a + "; " + b)
                                    .orElse(""));
        }
        HttpResponse<String> answer = browser.send(send.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(303);
        cookies.addAll(answer.headers().allValues("Set-Cookie"));
        return browser;
    }

    private static String body(String form, String login) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"").matcher(form);
        assertThat(token.find()).isTrue();
        return "_csrf=" + Web.encoded(token.group(1)) + "&login=" + login + "&password="
                + Web.encoded(DemoPeople.PASSWORD);
    }

    /** What no client library would send; the whole answer as text. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
