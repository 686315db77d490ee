package kasane.access.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.operations.demo.DemoPeople;
import kasane.postgres.Connections;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WithKasane
@Tag("authorisation")
@Promise("P10")
class NetworksTest {

    private static final String INSIDE = "10.7.3.4";
    private static final String OUTSIDE = "198.51.100.7";

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    private int agency(String login) {
        return People.viewer(connections, login).agency().value();
    }

    private Web system() {
        return Web.as(port, "system");
    }

    private static Web.Answer add(Web system, int agency, String network) {
        String path = "/agencies/" + agency + "/networks";
        return system.post(
                path + "/new",
                path,
                Map.of("network", List.of(network), "note", List.of("庁内"), "from", List.of("R8.6.1")));
    }

    /** Everybody may come from everywhere again, as other tests expect. */
    @AfterEach
    void end_all() {
        try (var root = kasane.testing.AsRole.superuser(connections)) {
            root.run("update access.agency_network set valid_until = '2026-06-01' where valid_until is null");
        }
    }

    private Web.Answer signIn(Web web, String login) {
        return web.post("/login", "/login", Map.of("login", List.of(login), "password", List.of(DemoPeople.PASSWORD)));
    }

    @Test
    void an_agency_with_networks_is_worked_for_from_there_alone_at_the_sign_in_and_with_every_request() {
        Web early = new Web(port).at(OUTSIDE);
        assertThat(signIn(early, "minsei").status()).isEqualTo(303);
        assertThat(add(system(), agency("minsei"), "10.7.0.0/16").status()).isEqualTo(303);

        Web.Answer here = early.get("/agencies");
        assertThat(here.status()).as("a session that was open already").isEqualTo(403);
        assertThat(here.body()).contains("いまの場所（回線）からは").doesNotContain("class=\"nav\"");
        assertThat(early.post("/login", "/staff", Map.of()).status()).isEqualTo(403);
        assertThat(early.at(INSIDE).get("/agencies").status())
                .as("the same session inside")
                .isEqualTo(200);

        Web outside = new Web(port).at(OUTSIDE);
        Web.Answer refused = signIn(outside, "minsei");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("いまの場所（回線）からは");
        assertThat(signIn(new Web(port).at(INSIDE), "minsei").status()).isEqualTo(303);
        assertThat(signIn(new Web(port).at(OUTSIDE), "zei").status())
                .as("another agency")
                .isEqualTo(303);

        Web moved = new Web(port).at(INSIDE);
        signIn(moved, "minsei");
        assertThat(moved.at("2001:db8::7").get("/agencies").status()).isEqualTo(403);
    }

    @Test
    void a_hat_of_such_an_agency_is_not_put_on_elsewhere() {
        Web web = new Web(port).at(OUTSIDE);
        String two = twoHats();
        int second = People.viewer(connections, two, 1).agency().value();
        assertThat(signIn(web, two).status()).isEqualTo(303);
        Matcher hat = Pattern.compile("name=\"hat\" value=\"(\\d+)\"")
                .matcher(web.get("/agencies").body());
        assertThat(hat.find()).isTrue();
        assertThat(add(system(), second, "10.7.0.0/16").status()).isEqualTo(303);
        web.post("/agencies", "/hat", Map.of("hat", List.of(hat.group(1))));
        Web.Answer still = web.get("/agencies");
        assertThat(still.status()).isEqualTo(200);
        assertThat(still.body()).contains("その立場は、いまの場所（回線）では使えません").contains("value=\"" + hat.group(1) + "\"");
        web.at(INSIDE).post("/agencies", "/hat", Map.of("hat", List.of(hat.group(1))));
        assertThat(web.get("/agencies").body()).doesNotContain("value=\"" + hat.group(1) + "\"");
        // The session now acts for the agency inside and is worth nothing outside; a new sign-in takes the other hat.
        assertThat(web.at(OUTSIDE).get("/agencies").status()).isEqualTo(403);
        assertThat(signIn(new Web(port).at(OUTSIDE), two).status()).isEqualTo(303);
    }

    private String twoHats() {
        try (var root = kasane.testing.AsRole.superuser(connections)) {
            return root.texts("""
                            select a.login from access.account a join access.hat h on h.staff_id = a.staff_id
                            where h.valid_until is null group by a.login having count(*) > 1 order by a.login limit 1
                            """).getFirst();
        }
    }

    @Test
    void an_administrator_cannot_shut_out_the_place_where_they_are() {
        Web system = new Web(port).at(INSIDE);
        assertThat(signIn(system, "system").status()).isEqualTo(303);
        int own = agency("system");
        Web.Answer refused = add(system, own, "192.0.2.0/24");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("いまのあなたの場所（10.7.3.4）が入っていません");
        assertThat(add(system, own, "10.7.0.0/16").status()).isEqualTo(303);
        assertThat(add(system, own, "192.0.2.0/24").status()).isEqualTo(303);
        Matcher ends = Pattern.compile("/agencies/" + own + "/networks/\\d+/end")
                .matcher(system.get("/agencies/" + own).body());
        assertThat(ends.find()).isTrue();
        String mine = ends.group();
        assertThat(ends.find()).isTrue();
        String other = ends.group();
        assertThat(system.post(mine, mine, Map.of("when", List.of("NOW"))).body())
                .contains("から使えなくなります");
        assertThat(system.post(other, other, Map.of("when", List.of("NOW"))).status())
                .isEqualTo(303);
        assertThat(system.get(mine).body()).contains("これが最後の1つです");
        assertThat(system.post(mine, mine, Map.of("when", List.of("NOW"))).status())
                .isEqualTo(303);
        assertThat(new Web(port).at(OUTSIDE).get("/login").status()).isEqualTo(200);
    }

    @Test
    void what_is_no_network_is_sent_back_with_what_was_typed() {
        Web system = system();
        for (String wrong :
                List.of("庁内LAN", "10.1.0.0/33", "0.0.0.0/0", "300.1.1.1", "10.1", "example.com", "::/200")) {
            Web.Answer answer = add(system, agency("zei"), wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.body()).contains("value=\"" + wrong + "\"");
        }
    }

    @Test
    void nobody_but_a_proxy_on_the_same_machine_is_believed_about_an_address() {
        // The server of the tests is asked from this machine; elsewhere the header counts for nothing.
        String trusted = property("server.tomcat.remoteip.internal-proxies");
        assertThat("127.0.0.1").matches(trusted);
        assertThat(List.of("10.0.0.1", "192.168.0.1", "172.16.0.1", "100.64.0.1", "fd00:0:0:0:0:0:0:1"))
                .noneMatch(address -> address.matches(trusted));
    }

    @Autowired
    org.springframework.core.env.Environment environment;

    private String property(String name) {
        return environment.getRequiredProperty(name);
    }
}
