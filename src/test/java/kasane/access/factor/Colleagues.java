package kasane.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kasane.testing.TestClock;
import kasane.testing.Web;

/** People made for one test, who sign in in every way there is. */
final class Colleagues {

    static final String OWN = "じぶんで決めた合言葉";
    private static final String FIRST = "わたされた合言葉です";

    private final int port;
    private final TestClock clock;

    Colleagues(int port, TestClock clock) {
        this.port = port;
        this.clock = clock;
    }

    static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.merge(pairs[i], List.of(pairs[i + 1]), (a, b) -> {
                List<String> both = new ArrayList<>(a);
                both.addAll(b);
                return both;
            });
        }
        return fields;
    }

    /** Somebody of the agency with these duties, who has chosen a password; tells the path of their card. */
    String join(Web system, String login, String agency, String... duties) {
        Map<String, List<String>> person = fields(
                "name",
                "模型原サクラ",
                "kana",
                "もけいはらさくら",
                "title",
                "主事",
                "agency",
                agency,
                "login",
                login,
                "password",
                FIRST);
        person.put("duties", List.of(duties));
        String card = system.post("/staff/new", "/staff", person).location();
        assertThat(card).startsWith("/staff/");
        Web web = new Web(port);
        web.post("/login", "/login", fields("login", login, "password", FIRST));
        assertThat(web.post(
                                "/account/password",
                                "/account/password",
                                fields("current", FIRST, "password", OWN, "again", OWN))
                        .status())
                .isEqualTo(303);
        web.post("/account", "/logout", Map.of());
        return card;
    }

    Web.Answer password(Web web, String login) {
        return web.post("/login", "/login", fields("login", login, "password", OWN));
    }

    Web signedIn(String login) {
        Web web = new Web(port);
        assertThat(password(web, login).status()).isEqualTo(303);
        return web;
    }

    /** What is kept of a second factor: the app's secret, and the paper. */
    record Kept(byte[] secret, List<String> paper) {}

    /** Sets up a second factor in this browser. */
    Kept enrol(Web web) {
        Web.Answer page = web.get("/account/second-factor/new");
        assertThat(page.status()).isEqualTo(200);
        byte[] secret = secret(page);
        Web.Answer done = web.post(page, "/account/second-factor", fields("code", code(secret)));
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        return new Kept(secret, paper(done));
    }

    static List<String> paper(Web.Answer page) {
        return Pattern.compile("<code>([0-9 ]{23})</code>")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toList());
    }

    /** The secret as a person would type it into the app. */
    static byte[] secret(Web.Answer page) {
        Matcher groups = Pattern.compile("<span>([A-Z2-7]{4})</span>").matcher(page.body());
        StringBuilder bits = new StringBuilder();
        while (groups.find()) {
            groups.group(1)
                    .chars()
                    .map("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"::indexOf)
                    .forEach(five -> bits.append(
                            "%5s".formatted(Integer.toBinaryString(five)).replace(' ', '0')));
        }
        byte[] secret = new byte[bits.length() / 8];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        assertThat(secret).hasSize(Totp.SECRET_BYTES);
        return secret;
    }

    /** What the app shows now. */
    String code(byte[] secret) {
        return Totp.code(secret, Totp.step(clock.instant()));
    }

    /** The answer to the second question, on the page that asks it. */
    Web.Answer second(Web web, Web.Answer asked, String code) {
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.body()).contains("action=\"/login/code\"");
        return web.post(asked, "/login/code", fields("next", "/", "code", code));
    }
}
