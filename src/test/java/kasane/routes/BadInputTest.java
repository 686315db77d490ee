package kasane.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What nobody means to type and somebody will: into every field of every form of the table, and behind every address. It
 * comes back as a page that says what to mend and still holds it, and never as an error of the server.
 */
@WithKasane
@Tag("pages")
@Promise({"C9", "G12"})
class BadInputTest {

    /** What is typed, as it is sent; whatever a page cannot hold as typed stands in {@link #LOST}. */
    private static final Map<String, String> TYPED = typed();

    private static final Set<String> LOST = Set.of("nothing", "control characters", "broken bytes", "a lone surrogate");

    /** What somebody may well mean, and what therefore may be kept and is shown again. */
    private static final Set<String> ODD_BUT_FINE = Set.of(
            "emoji and a rare character",
            "a variation selector",
            "right to left",
            "a formula",
            "a script",
            "a statement",
            "an expression",
            "a path");

    /** What stands in a tag; a value may hold what ends one. */
    private static final String ATTRIBUTES = "(?:[^>\"]++|\"[^\"]*+\")*+";

    private static final String NEVER_OFFERED = "a-value-never-offered";

    private static final Set<Integer> ANSWERS = Set.of(303, 404, 409, 413, 422);

    /** What is looked for is shown at once, a consent to whoever gives it before it is kept, and a link this once. */
    private static final Pattern ANSWERS_WITH_A_PAGE =
            Pattern.compile(".*search|/households/…/consents\\?.*|/referrals/…/links");

    /** Who has the most to do is asked first; the system administrator alone changes what all other tests stand on. */
    private static final List<String> ACTORS =
            List.of("coordinator", "decider", "colleague", "addressee", "granted", "stranger", "system", "visitor");

    private static final Map<String, Web> BROWSERS = new LinkedHashMap<>();

    /** Of its own, because what is typed here may be kept. */
    private static Planted planted;

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    /** The addresses that something was typed for; pages without their forms would withstand everything. */
    private static final Set<String> SENT = new TreeSet<>();

    @AfterAll
    static void the_forms_were_there() {
        assertThat(SENT).hasSizeGreaterThan(60);
    }

    /** Whatever was kept of it stands on other pages now: there, too, a script is only text. */
    @AfterAll
    static void what_was_kept_is_text_on_every_page_and_in_every_file() {
        if (planted == null) {
            return;
        }
        List<String> complaints = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Matrix.Row row : Matrix.ROWS) {
            for (Map.Entry<String, Web> browser : BROWSERS.entrySet()) {
                if (!row.method().equals("GET") || !row.allows(browser.getKey(), 200)) {
                    continue;
                }
                Web.Answer answer = browser.getValue().get(planted.path(row.sample()));
                if (answer.body().contains("<script>alert")) {
                    complaints.add(row + " as " + browser.getKey());
                }
                if (answer.body().contains("&lt;script&gt;alert(1)")) {
                    seen.add(row.toString());
                }
            }
        }
        assertThat(complaints).isEmpty();
        assertThat(seen).as("pages on which it was met").hasSizeGreaterThan(3);
    }

    private static Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("nothing", "");
        typed.put("a hundred thousand letters", "x".repeat(100_000));
        typed.put("control characters", "%00%07%1B%7F%C2%85%0B");
        typed.put("broken bytes", "%FF%FE%C3%28");
        typed.put("a lone surrogate", "%ED%A0%80");
        typed.put("emoji and a rare character", Web.encoded("👪𠮷"));
        typed.put("a variation selector", Web.encoded("葛\uDB40\uDD00"));
        typed.put("right to left", Web.encoded("\u202E逆さ"));
        typed.put("a formula", Web.encoded("=cmd|' /C calc'!A0"));
        typed.put("a script", Web.encoded("<script>alert(1)</script>"));
        typed.put("a statement", Web.encoded("'; drop table x; --"));
        typed.put("an expression", Web.encoded("${7*7} #{7*7} @{7*7}"));
        typed.put("a path", Web.encoded("../../etc/passwd"));
        typed.put("a day that never was", Web.encoded("令和0年2月30日"));
        typed.put("a number beyond all bounds", "999999999999999999999");
        return typed;
    }

    private record Field(String name, boolean written, boolean returned, List<String> offered) {}

    @TestFactory
    Stream<DynamicTest> every_form_withstands_what_is_typed_into_it() {
        return Matrix.ROWS.stream()
                .filter(row -> row.method().equals("GET"))
                .filter(row -> ACTORS.stream().anyMatch(actor -> row.allows(actor, 200)))
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    List<String> complaints = new ArrayList<>();
                    fill(row, complaints);
                    assertThat(complaints).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> every_address_withstands_what_is_written_behind_it() {
        return Matrix.ROWS.stream()
                .filter(row -> row.method().equals("GET"))
                .filter(row -> !parameters(row).isEmpty())
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    List<String> complaints = new ArrayList<>();
                    ask(row, complaints);
                    assertThat(complaints).isEmpty();
                }));
    }

    /** First with choices never offered, so that nothing is kept; then, by whoever works here, what may be meant. */
    private void fill(Matrix.Row row, List<String> complaints) {
        String path = planted().path(row.sample());
        String actor = busiest(row, path);
        Web web = browser(actor);
        Set<String> actions = forms(web.get(path).body()).keySet();
        for (String action : actions) {
            for (String kind : TYPED.keySet()) {
                send(web, path, action, kind, true, row + " as " + actor + ", " + kind, complaints);
            }
        }
        if (actor.equals("system") || actor.equals("visitor")) {
            return;
        }
        for (String action : actions) {
            for (String kind : ODD_BUT_FINE) {
                send(web, path, action, kind, false, row + " as " + actor + ", meaning " + kind, complaints);
            }
        }
    }

    private void send(
            Web web, String path, String action, String kind, boolean refused, String here, List<String> complaints) {
        Web.Answer page = web.get(path);
        List<Field> fields = forms(page.body()).get(action);
        if (fields == null) {
            // What was kept before has led the page on.
            return;
        }
        Map<String, List<String>> sent = new LinkedHashMap<>();
        for (Field field : fields) {
            sent.put(
                    field.name(),
                    field.written()
                            ? List.of(TYPED.get(kind))
                            : refused
                                    ? List.of(Web.encoded(NEVER_OFFERED))
                                    : field.offered().stream().map(Web::encoded).toList());
        }
        Web.Answer answer = web.postEncoded(page, action, sent);
        String to = action.replaceAll("[0-9a-f-]{36}", "…");
        SENT.add(to);
        judge(answer, kind, here + " to " + to, complaints);
        if (answer.status() == 200 && !ANSWERS_WITH_A_PAGE.matcher(to).matches()) {
            complaints.add(here + " to " + to + ": 200");
        }
        if (answer.status() == 422) {
            kept(answer, kind, fields, here, complaints);
        }
        if (answer.status() == 303) {
            judge(web.get(answer.location()), kind, here + " and then " + answer.location(), complaints);
        }
    }

    private static void judge(Web.Answer answer, String kind, String here, List<String> complaints) {
        boolean broken = kind.equals("broken bytes") || kind.equals("a lone surrogate");
        boolean fine = ANSWERS.contains(answer.status()) || answer.status() == 200 || broken && answer.status() == 400;
        if (!fine) {
            complaints.add(here + ": " + answer.status());
        }
        if (answer.body().contains("<script>alert")) {
            complaints.add(here + ": the script stands on the page");
        }
        if (Pattern.compile("(java|org|kasane|jakarta)\\.[a-zA-Z.]+(Exception|Error)")
                .matcher(answer.body())
                .find()) {
            complaints.add(here + ": the page tells of an exception");
        }
    }

    /** The summary is there, and so is everything typed. */
    private static void kept(Web.Answer answer, String kind, List<Field> fields, String here, List<String> complaints) {
        if (!answer.body().contains("class=\"error-summary\"")) {
            complaints.add(here + ": no summary");
        }
        if (LOST.contains(kind)) {
            return;
        }
        String typed = URLDecoder.decode(TYPED.get(kind), StandardCharsets.UTF_8);
        for (Field field : fields) {
            if (field.returned()) {
                Optional<String> back = value(answer.body(), field.name());
                if (!back.equals(Optional.of(typed))) {
                    complaints.add(here + ": " + field.name() + " came back as "
                            + back.map(v -> v.substring(0, Math.min(40, v.length()))));
                }
            }
        }
    }

    private static Optional<String> value(String html, String name) {
        return Pattern.compile("<(?:input|textarea) (" + ATTRIBUTES + ")>(?:\\n?([^<]*)</textarea>)?")
                .matcher(html)
                .results()
                .filter(tag -> attribute(tag.group(1), "name").equals(name)
                        && !attribute(tag.group(1), "type").equals("hidden"))
                .map(tag -> tag.group(2) != null ? tag.group(2) : attribute(tag.group(1), "value"))
                .map(BadInputTest::unescaped)
                .findFirst();
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /** The forms of a page by their addresses; one without a field to fill is a button and is not pressed. */
    private static Map<String, List<Field>> forms(String html) {
        Map<String, List<Field>> forms = new LinkedHashMap<>();
        var form = Pattern.compile("(?s)<form ([^>]*method=\"post\"[^>]*)>(.*?)</form>")
                .matcher(html);
        while (form.find()) {
            String action = attribute(form.group(1), "action").replace("&amp;", "&");
            List<Field> fields = fields(form.group(2));
            if (fields.stream()
                            .anyMatch(
                                    field -> field.written() || field.offered().size() > 0)
                    && !Set.of("/hat", "/logout").contains(action)
                    && !action.startsWith("/drafts/")) {
                forms.put(action, fields);
            }
        }
        return forms;
    }

    private static List<Field> fields(String form) {
        Map<String, List<String>> offered = Planted.offered(form);
        Set<String> written = new TreeSet<>();
        Set<String> passwords = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        var tag = Pattern.compile("<(input|textarea|select) (" + ATTRIBUTES + ")>")
                .matcher(form);
        while (tag.find()) {
            String name = attribute(tag.group(2), "name");
            String type = attribute(tag.group(2), "type");
            if (name.isEmpty() || name.startsWith("_") || type.equals("file")) {
                continue;
            }
            named.add(name);
            boolean free = tag.group(1).equals("textarea")
                    || tag.group(1).equals("input")
                            && !Set.of("radio", "checkbox", "hidden").contains(type);
            if (free) {
                written.add(name);
            }
            if (type.equals("password")) {
                passwords.add(name);
            }
        }
        return named.stream()
                .map(name -> new Field(
                        name,
                        written.contains(name),
                        written.contains(name) && !passwords.contains(name),
                        offered.getOrDefault(name, List.of())))
                .toList();
    }

    private static String attribute(String attributes, String name) {
        var value = Pattern.compile("(?s)(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(attributes);
        return value.find() ? value.group(1) : "";
    }

    /** The actor whose page has the most fields. */
    private String busiest(Matrix.Row row, String path) {
        String busiest = "";
        int most = -1;
        for (String actor : ACTORS) {
            if (row.allows(actor, 200)) {
                int fields = forms(browser(actor).get(path).body()).values().stream()
                        .mapToInt(List::size)
                        .sum();
                if (fields > most) {
                    most = fields;
                    busiest = actor;
                }
            }
        }
        return busiest;
    }

    private void ask(Matrix.Row row, List<String> complaints) {
        String path = planted().path(row.sample());
        for (String actor : Matrix.ACTORS.keySet()) {
            if (!row.allows(actor, 200)) {
                continue;
            }
            for (String parameter : parameters(row)) {
                String rest = path.replaceAll("[?&]" + parameter + "=[^&]*", "");
                TYPED.forEach((kind, typed) -> {
                    // An address longer than any browser sends is refused before it is read.
                    String value = typed.length() > 2000 ? typed.substring(0, 2000) : typed;
                    judge(
                            browser(actor).get(rest + (rest.contains("?") ? "&" : "?") + parameter + "=" + value),
                            kind,
                            row + "?" + parameter + " as " + actor + ", " + kind,
                            complaints);
                });
            }
        }
    }

    private Set<String> parameters(Matrix.Row row) {
        Set<String> names = new TreeSet<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            boolean here = info.getPatternValues().contains(row.pattern())
                    && info.getMethodsCondition().getMethods().stream()
                            .anyMatch(method -> method.name().equals(row.method()));
            for (MethodParameter parameter : handler.getMethodParameters()) {
                RequestParam param = parameter.getParameterAnnotation(RequestParam.class);
                if (here && param != null && parameter.getParameterType() != MultipartFile.class) {
                    parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                    names.add(param.name().isEmpty() ? parameter.getParameterName() : param.name());
                }
            }
        });
        return names;
    }

    private Web browser(String actor) {
        return BROWSERS.computeIfAbsent(
                actor, a -> a.equals("visitor") ? new Web(port) : Web.as(port, Matrix.ACTORS.get(a)));
    }

    private synchronized Planted planted() {
        if (planted == null) {
            planted = Planted.apart(port);
        }
        return planted;
    }
}
