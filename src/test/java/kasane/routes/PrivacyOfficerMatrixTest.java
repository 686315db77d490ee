package kasane.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kasane.audit.Sealer;
import kasane.postgres.Connections;
import kasane.shared.Ids;
import kasane.testing.AsRole;
import kasane.testing.Browsers;
import kasane.testing.Faults;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The 個人情報保護担当 on every route: the own pages are there for this duty alone, and of all that is planted nothing is ever shown
 * to it but the name that it typed itself.
 */
@WithKasane
@Tag("authorisation")
@Promise("P7")
class PrivacyOfficerMatrixTest {

    private static final List<String> ACTORS = List.of("hogo", "system", "houkatsu", "houkatsu2", "visitor");

    /** Route, and what officer, system administrator, caseworker, manager and visitor get. */
    private static final List<List<String>> TABLE = List.of(
            List.of("/access-reports", "200", "404", "404", "404", "303"),
            List.of("/access-reports/new", "200", "404", "404", "404", "303"),
            List.of("/access-reports/{inquiry}", "200", "404", "404", "404", "303"),
            List.of("/access-reports/{inquiry}/copies/new", "200", "404", "404", "404", "303"),
            List.of("/access-reports/{inquiry}/copies/{pdf}", "200", "404", "404", "404", "303"),
            List.of("/access-reports/{inquiry}/copies/{csv}", "200", "404", "404", "404", "303"),
            List.of("/inspections", "200", "404", "404", "404", "303"),
            List.of("/inspections?show=all", "200", "404", "404", "404", "303"),
            List.of("/inspections/{finding}", "200", "404", "404", "404", "303"),
            List.of("/incidents", "200", "404", "200", "200", "303"),
            List.of("/disposals", "200", "404", "404", "200", "303"),
            List.of("/namesakes", "200", "404", "404", "404", "303"),
            List.of("/log-check", "200", "200", "404", "404", "303"),
            List.of("/log-check/root.pdf", "200", "200", "404", "404", "303"));

    /** What this duty reviews or judges by the words that were written for it: 緊急閲覧 and 漏えい等. */
    private static final Map<String, String> WRITTEN_FOR_IT =
            Map.of("/emergency-readings/{id}", "emergency", "/incidents/{id}", "mishap");

    private static final Map<String, Web> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, String> IDS = new LinkedHashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    Sealer sealer;

    @Autowired
    TestClock clock;

    private Web browser(String actor) {
        return BROWSERS.computeIfAbsent(actor, a -> a.equals("visitor") ? new Web(port) : Web.as(port, a));
    }

    private String path(String sample) {
        plant();
        String path = sample;
        for (Map.Entry<String, String> id : IDS.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return path;
    }

    /** An inquiry about the planted person, made by the officer's own forms, with a copy of each form; and a finding. */
    private synchronized void plant() {
        if (!IDS.isEmpty()) {
            return;
        }
        Planted.on(port);
        sealer.seal();
        Web officer = browser("hogo");
        String page = sent(officer.post("/access-reports/new", "/access-reports", asked(Map.of())));
        Web.Answer found = officer.get(page);
        List<String> keys = new ArrayList<>();
        Matcher key = Pattern.compile("name=\"record\" value=\"([^\"]+)\"").matcher(found.body());
        while (key.find()) {
            keys.add(key.group(1));
        }
        assertThat(keys).isNotEmpty();
        sent(officer.post(found, page + "/records", Map.of("record", keys)));
        IDS.put("inquiry", page.substring(page.lastIndexOf('/') + 1));
        // What is logged in the very moment of making a copy is not in it, and the clock of tests stands still.
        clock.pass(java.time.Duration.ofMinutes(1));
        for (String form : List.of("PDF", "CSV")) {
            sent(officer.post(
                    page + "/copies/new",
                    page + "/copies",
                    Map.of(
                            "variant", List.of("CHECK"),
                            "form", List.of(form),
                            "from", List.of("2026-01-01"),
                            "until", List.of("2026-06-15"),
                            "purpose", List.of("見本の目的"))));
            Matcher copy = Pattern.compile("/copies/([0-9a-f-]{36})")
                    .matcher(officer.get(page).body());
            assertThat(copy.find()).isTrue();
            IDS.put(form.toLowerCase(java.util.Locale.ROOT), copy.group(1));
        }
        clock.set(TestClock.START);
        String finding = Ids.next().toString();
        var worker = People.viewer(connections, "houkatsu");
        try (AsRole root = AsRole.superuser(connections)) {
            root.run("""
                    insert into privacy.finding (id, kind, staff_id, agency_id, day, first_at, last_at, number, limit_was,
                      found_at)
                    values (?::uuid, 'MANY_IN_DAY', ?, ?, '2026-06-01', '2026-06-01 10:00+09', '2026-06-01 16:00+09', 120,
                      '100', '2026-06-02 00:05+09') on conflict do nothing
                    """, finding, worker.staff().value(), worker.agency().value());
        }
        IDS.put("finding", finding);
    }

    private static Map<String, List<String>> asked(Map<String, List<String>> instead) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        fields.put("family", List.of(Planted.SECRETS.get("name")));
        fields.put("given", List.of("サクラ"));
        fields.put("birth", List.of("昭和21年3月5日"));
        fields.put("purpose", List.of("QUESTION"));
        fields.put("reason", List.of("窓口で申し出があった"));
        fields.putAll(instead);
        return fields;
    }

    private static String sent(Web.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location();
    }

    @TestFactory
    Stream<DynamicTest> the_officers_pages_answer_everybody_as_the_table_says() {
        return TABLE.stream()
                .map(row -> DynamicTest.dynamicTest(row.getFirst(), () -> {
                    String path = path(row.getFirst());
                    for (int i = 0; i < ACTORS.size(); i++) {
                        Web.Answer answer = browser(ACTORS.get(i)).get(path);
                        assertThat(Integer.toString(answer.status()))
                                .as(ACTORS.get(i) + " " + path)
                                .isEqualTo(row.get(i + 1));
                        Set<String> allowed = ACTORS.get(i).equals("hogo") && path.startsWith("/access-reports/")
                                ? Set.of("name")
                                : Set.of();
                        assertThat(shown(answer)).as(ACTORS.get(i) + " " + path).isSubsetOf(allowed);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> of_what_is_planted_the_officer_is_shown_nothing_on_any_route() {
        return Matrix.ROWS.stream()
                .filter(row -> row.method().equals("GET"))
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    plant();
                    Web.Answer answer = browser("hogo").get(Planted.on(port).path(row.sample()));
                    assertThat(answer.status()).isLessThan(500);
                    assertThat(shown(answer)).isSubsetOf(Set.of(WRITTEN_FOR_IT.getOrDefault(row.pattern(), "")));
                }));
    }

    private static Set<String> shown(Web.Answer answer) {
        String text = Shown.text(answer);
        Set<String> shown = new TreeSet<>();
        Planted.SECRETS.forEach((name, secret) -> {
            if (text.contains(secret)) {
                shown.add(name);
            }
        });
        return shown;
    }

    @Test
    void paper_and_file_carry_number_purpose_and_whoever_took_them() {
        for (String form : List.of("{pdf}", "{csv}")) {
            String text = Shown.text(browser("hogo").get(path("/access-reports/{inquiry}/copies/" + form)));
            assertThat(text).contains("通し番号", "見本の目的", "取扱注意", "点検台サトル", "総務課").contains("例示原ミドリ");
        }
        var csv = browser("hogo")
                .get(path("/access-reports/{inquiry}/copies/{csv}"))
                .response();
        assertThat(csv.headers().firstValue("Content-Disposition").orElse(""))
                .contains("etsuran-setsumei")
                .doesNotContain(Planted.SECRETS.get("name"));
        assertThat(csv.body()).startsWith(0xEF, 0xBB, 0xBF);
        String root = Shown.text(browser("system").get(path("/log-check/root.pdf")));
        assertThat(root).contains("日次の錨", "kasane-log", "block", "entries", "seal");
    }

    @Test
    void what_cannot_be_asked_comes_back_with_everything_typed() {
        plant();
        for (Map<String, List<String>> wrong : List.of(
                Map.of("birth", List.of("令和0年2月30日")),
                Map.of("purpose", List.of("a-value-never-offered")),
                Map.of("reason", List.of("")),
                Map.of("given", List.of("x".repeat(100_000))))) {
            Web.Answer answer = browser("hogo").post("/access-reports/new", "/access-reports", asked(wrong));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains(Planted.SECRETS.get("name"));
        }
        String copies = path("/access-reports/{inquiry}/copies");
        Web.Answer copy = browser("hogo")
                .post(
                        copies + "/new",
                        copies,
                        Map.of(
                                "variant", List.of("PERSON"),
                                "form", List.of("PDF"),
                                "from", List.of("2026-06-01"),
                                "until", List.of("2026-01-01"),
                                "purpose", List.of("")));
        assertThat(copy.status()).isEqualTo(422);
        String finding = path("/inspections/{finding}");
        assertThat(browser("hogo")
                        .post(finding, finding + "/check", Map.of("note", List.of("")))
                        .status())
                .isEqualTo(422);
        for (String behind : List.of("?from=令和0年&until=x", "?from=2026-06-15&until=2026-01-01", "?from=%00")) {
            assertThat(browser("hogo")
                            .get(path("/access-reports/{inquiry}") + behind.replace("令和0年", Web.encoded("令和0年")))
                            .status())
                    .isIn(200, 400, 404);
        }
        assertThat(browser("hogo").get("/access-reports?no=x").status()).isEqualTo(200);
    }

    @Test
    void a_broken_chain_is_on_every_page_of_those_two_and_hides_nothing() {
        plant();
        String id = Ids.next().toString();
        try (AsRole root = AsRole.superuser(connections)) {
            root.run("""
                    insert into privacy.verification (id, at, whole, blocks, sealed, unsealed, found)
                    values (?::uuid, '2036-06-15', false, 1, 1, 0, 1)
                    """, id);
            try {
                for (String who : List.of("hogo", "system")) {
                    Web.Answer page = browser(who).get("/");
                    assertThat(page.status()).isEqualTo(200);
                    assertThat(page.body()).contains("つながらないところが見つかりました", "<h1>きょう");
                }
                assertThat(browser("houkatsu").get("/").body()).doesNotContain("つながらないところ");
                assertThat(browser("system").get("/log-check").body()).contains("verify-log");
            } finally {
                root.run("delete from privacy.verification where id = ?::uuid", id);
            }
        }
        assertThat(browser("hogo").get("/").body()).doesNotContain("つながらないところ");
    }

    @Test
    void the_officers_pages_are_accessible_and_fit_every_window() {
        List<String> complaints = new ArrayList<>();
        List<String> pages = new ArrayList<>(TABLE.stream()
                .map(List::getFirst)
                .filter(page -> !page.contains("{pdf}") && !page.contains("{csv}") && !page.endsWith(".pdf"))
                .toList());
        pages.add("/access-reports/{open}");
        plant();
        String open = sent(browser("hogo").post("/access-reports/new", "/access-reports", asked(Map.of())));
        IDS.put("open", open.substring(open.lastIndexOf('/') + 1));
        try (Browsers browsers = Browsers.open()) {
            for (Browsers.Look look : List.of(Browsers.LIGHT, Browsers.DARK, Browsers.PHONE)) {
                try (BrowserContext window = browsers.context(look);
                        Page page = window.newPage()) {
                    Browsers.signIn(page, port, "hogo");
                    for (String sample : pages) {
                        page.navigate("http://127.0.0.1:" + port + path(sample));
                        String name = "privacy" + sample.replaceAll("[^a-z]+", "-");
                        Browsers.picture(page, Path.of("target/screenshots", name + "-" + look.name() + ".png"));
                        var rules = look == Browsers.LIGHT ? Faults.Rules.ALL : Faults.Rules.COLOURS_AND_SIZES;
                        Faults.withHeading(page, rules)
                                .forEach(fault -> complaints.add(sample + " " + look.name() + ": " + fault));
                    }
                }
            }
        }
        assertThat(complaints).isEmpty();
    }
}
